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
        var sheet = new SmallMultiples("Where the derivative is nearly zero, nothing is learned: the shaded zones", 3, 330, 270);
        var said = new List<string>();
        Tensor z = Tensor.Linspace(-6, 6, 1201, DType.Float64);
        double[] places = z.ToArray<double>();
        foreach (string name in ActivationFunctions.Names.Skip(1).Append("hard-tanh"))
        {
            double[] slopes = Slopes(name, z);
            double largest = slopes.Max();
            var chart = new Chart(name, "z", "da/dz").RangeY(-0.2, 1.2);
            int shaded = 0;
            for (int i = 0; i < slopes.Length; i++)
            {
                int end = i;
                while (end < slopes.Length && Math.Abs(slopes[end]) <= Saturated * largest) end++;
                if (end - i > 1) chart.Zone(places[i], places[end - 1], "");
                shaded += end - i;
                i = end;
            }
            sheet.Add(chart.Line("", z, slopes, colour: 0));
            int first = Array.FindIndex(slopes, s => s > Saturated * largest);
            if (name is "sigmoid" or "tanh") said.Add($"{name}: at most {Say(largest)}, and below {Percent(Saturated)} of that beyond |z| = {Say(Math.Abs(places[first]))}");
            else said.Add($"{name}: {Percent(shaded / (double)slopes.Length)} of these z are saturated");
        }
        return new(sheet, $"Each derivative is what the tape finds for the layer; the step has none that could be learned from. {string.Join("; ", said)}. Ten sigmoids in a row multiply a gradient by at most {Say(Math.Pow(Slopes("sigmoid", z).Max(), 10))}.");
    }

    private static double[] Slopes(string name, Tensor z)
    {
        using var tape = Tape.Start();
        tape.Watch(z);
        var sum = Activation.Parse(name).Forward(z).Sum();
        return tape.Gradients(sum).TryGet(z, out var slopes) ? slopes.ToArray<double>() : new double[z.Count];
    }
}
