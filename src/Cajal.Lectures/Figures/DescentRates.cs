using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>Gradient descent in a long valley, with rates too small, right and too large. Documents 000, 002, 003.</summary>
internal sealed class DescentRates() : LectureFigure("learning-rates")
{
    private const int Steps = 15;
    private const double Steep = 8;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var surface = Surface.Of((a, b) => (a * a + Steep * b * b) / 2, -4.5, 4.5, -2.6, 2.6);
        var sheet = new SmallMultiples($"The same {Steps} steps downhill: too short, right, and too long to arrive", 3, 360, 330);
        var said = new List<string>();
        foreach (var (title, rate) in new[] { ("too small", 0.01), ("right", 0.2), ("too large", 0.26) })
        {
            var w = new Parameter(Tensor.From([-4.0, 2.0]));
            var along = new List<double>();
            var up = new List<double>();
            double Loss() => (w[0] * w[0] + Steep * w[1] * w[1]) / 2;
            double start = Loss();
            var steepness = Tensor.From([1, Steep]);
            Descent.Run(new GradientDescent([w], rate), () => (w * w * steepness).Sum() / 2, Steps, cancellation, _ =>
            {
                along.Add(w[0]);
                up.Add(w[1]);
            });
            along.Add(w[0]);
            up.Add(w[1]);
            sheet.Add(new Chart($"rate {Say(rate)}: {title}", "w₁", "w₂").RangeX(-4.5, 4.5).RangeY(-2.6, 2.6)
                .Contour(surface, 8, range: (0, 32), bar: false).Line("path of the weights", along, up, colour: 1, dots: true, width: 2));
            said.Add($"rate {Say(rate)}: from {Say(start)} to {Say(Loss())}");
        }
        return new(sheet, $"L = (w₁² + {Say(Steep)}w₂²)/2, plain gradient descent from (−4, 2). Loss after {Steps} steps, {string.Join("; ", said)}. Along w₂ the steps grow once the rate exceeds " +
            $"2/{Say(Steep)} = {Say(2 / Steep)}.");
    }
}
