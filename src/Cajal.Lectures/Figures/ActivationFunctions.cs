using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>What the usual activations make of a unit's sum. Documents 000 and 002.</summary>
internal sealed class ActivationFunctions() : LectureFigure("activation-functions")
{
    // The name that Cajal reads, and the one that people write.
    public static readonly (string Name, string Written)[] Names = [("step", "step"), ("sigmoid", "sigmoid"), ("tanh", "tanh"), ("relu", "ReLU"), ("leaky-relu", "leaky ReLU"), ("gelu", "GELU")];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("What a unit makes of its sum z: some activations end in flat parts, others go on", 3, 330, 270);
        Tensor z = Tensor.Linspace(-4, 4, 401, DType.Float64);
        foreach (var (name, written) in Names)
        {
            Tensor a = Activation.Parse(name).Forward(z);
            // The bounded ones share their ends, so that their heights can be compared; so do the others.
            bool bounded = a.Max().Item() <= 1;
            sheet.Add(new Chart(written, "z", "a").Line("", z, a, colour: 0).RangeY(bounded ? -1.15 : -0.6, bounded ? 1.15 : 4.2));
        }
        double At(string name, double x) => Activation.Parse(name).Forward(Tensor.From([x])).Item();
        return new(sheet, $"Each curve is the layer itself, run on 401 numbers. σ(0) = {Say(At("sigmoid", 0))} and σ(1) = {Say(At("sigmoid", 1), 4)}; tanh(1) = {Say(At("tanh", 1), 4)}, so tanh is " +
            $"steeper and centred on zero. ReLU leaves 3 as {Say(At("relu", 3))} and makes −3 to {Say(At("relu", -3))}; the leaky one leaves {Say(At("leaky-relu", -3))} of it. GELU is smooth and dips to " +
            $"{Say(Enumerable.Range(0, 400).Min(i => At("gelu", -i * 0.01)))} below zero.");
    }
}
