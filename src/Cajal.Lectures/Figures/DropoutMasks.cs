using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>What dropout does to a layer's units, example by example. Document 002.</summary>
internal sealed class DropoutMasks() : LectureFigure("dropout-masks")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        const int Examples = 16, Units = 32;
        var sheet = new SmallMultiples("Each example meets another network: light units work, dark ones are dropped", 3, 350, 270);
        var said = new List<string>();
        foreach (double rate in new[] { 0.2, 0.5, 0.8 })
        {
            var dropout = new Dropout(rate, new Rng(1));
            using var tape = Tape.Start();
            var y = dropout.Forward(Tensor.Ones([Examples, Units]));
            double dropped = y.EqualTo(0f * y).To(DType.Float64).Mean().Item();
            sheet.Add(new Chart($"rate {Say(rate)}", "unit", "example").HeatMap(y, grey: true, range: (0, y.Max().Item())));
            said.Add($"rate {Say(rate)}: {Percent(dropped)} dropped, the others times {Say(y.Max().Item())}, mean {Say(y.Mean().Item())}");
        }
        return new(sheet, $"A layer of {Units} units that all say 1, for {Examples} examples in training. {string.Join("; ", said)}. What is left is divided by the share kept, so the mean stays near 1; at test time nothing " +
            "is dropped. (The lecture multiplies at test time instead: the same expectation.)");
    }
}
