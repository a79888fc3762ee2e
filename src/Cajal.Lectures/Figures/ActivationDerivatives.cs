using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The derivatives of the activations, taken by the tape, and the zones where they let almost nothing through. Document 002.</summary>
internal sealed class ActivationDerivatives() : LectureFigure("activation-derivatives")
{
    // Below this share of its largest value a derivative counts as saturated.
    private const double Saturated = 0.05;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("In the shaded zones the derivative is nearly zero: almost nothing is learned there", 3, 330, 270);
        var said = new List<string>();
        Tensor z = Tensor.Linspace(-6, 6, 1201, DType.Float64);
        double[] places = z.ToArray<double>();
        foreach (var (name, written) in ActivationFunctions.Names.Skip(1).Append(("hard-tanh", "hard tanh")))
        {
            double[] slopes = Slopes(name, z);
            double largest = slopes.Max();
            // The flat ends; where a slope only passes through zero, as GELU's does, it does not stay there.
            int left = slopes.TakeWhile(s => Math.Abs(s) <= Saturated * largest).Count(), right = slopes.Reverse().TakeWhile(s => Math.Abs(s) <= Saturated * largest).Count();
            var chart = new Chart(written, "z", "da/dz").RangeY(-0.2, 1.2);
            if (left > 1) chart.Zone(places[0], places[left - 1], "");
            if (right > 1) chart.Zone(places[^right], places[^1], "");
            sheet.Add(chart.Line("", z, slopes, colour: 0));
            if (right > 1) said.Add($"{written}: at most {Say(largest)}, and below {Percent(Saturated)} of that beyond |z| = {Say(places[^right])}");
            else said.Add($"{written}: up to z = {Say(Math.Round(places[left - 1], 6))}, still {Say(Math.Round(slopes[0], 6))} at z = {Say(places[0])}");
        }
        return new(sheet, $"Each derivative is what the tape finds for the layer; shaded is where it stays below {Percent(Saturated)} of its largest value. {string.Join("; ", said)}. The step has no derivative to learn from. Ten sigmoids in a row multiply a gradient by at most {Say(Math.Pow(Slopes("sigmoid", z).Max(), 10))}.");
    }

    private static double[] Slopes(string name, Tensor z)
    {
        using var tape = Tape.Start();
        tape.Watch(z);
        var sum = Activation.Parse(name).Forward(z).Sum();
        return tape.Gradients(sum).TryGet(z, out var slopes) ? slopes.ToArray<double>() : new double[z.Count];
    }
}
