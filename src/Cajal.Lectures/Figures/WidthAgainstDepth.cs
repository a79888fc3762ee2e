using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The same number of parameters in one wide layer or in many narrow ones. Documents 001 and 002.</summary>
internal sealed class WidthAgainstDepth() : LectureFigure("width-against-depth")
{
    private const int Parameters = 600, Steps = 1200, Seeds = 6;

    private static readonly int[] Depths = [1, 2, 3, 5, 8, 12];

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("With equal parameters the spiral needs some depth, not much of it; the moons need none", 2, 450, 380);
        var said = new List<string>();
        foreach (var (set, noise) in new[] { ("spiral", 0.1), ("moons", 0.3) })
        {
            Points train = Points.Of(set, 300, noise, seed: 41), test = Points.Of(set, 2000, noise, seed: 42);
            double scale = train.X.Abs().Max().Item() / 2;
            var chart = new Chart(set, "hidden layers", "right on new points, %") { X = { IsWhole = true } };
            List<double> mean = [], all = [], at = [];
            var named = new List<string>();
            foreach (int depth in Depths)
            {
                int width = Mlp.EqualWidth(2, 1, depth, Parameters);
                double sum = 0;
                for (ulong seed = 1; seed <= Seeds; seed++)
                {
                    var net = Mlp.Build([2, .. Enumerable.Repeat(width, depth), 1], new Rng(seed));
                    Descent.Run(new Adam(net.Parameters, 0.01), () => net.Forward(train.X / scale).BinaryCrossEntropyWithLogits(train.Labels), Steps, cancellation);
                    all.Add(100 * Descent.Accuracy(net, test.X / scale, test.Labels));
                    at.Add(depth);
                    sum += all[^1];
                }
                mean.Add(sum / Seeds);
                named.Add($"{depth} × {width}");
            }
            chart.Line("mean", Depths, mean, dots: true).Scatter("one run", at, all, colour: 1, dot: Dot.Ring, size: 9);
            sheet.Add(chart);
            said.Add($"{set}: {string.Join(", ", named.Select((n, i) => $"{n} {Say(mean[i])} %"))}");
        }
        return new(sheet.SameY(), $"Networks of about {Parameters} parameters, hidden layers × ReLUs in each, {Steps} steps of Adam on 300 points; mean share of 2,000 new points that is right, over {Seeds} first weights. {string.Join(". ", said)}.");
    }
}
