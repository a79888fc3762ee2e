using Cajal.Insight;
using Cajal.Networks;

namespace Cajal.Lectures;

/// <summary>The loss over the plane of weights that a training run moved in, and the run's path on it. Source: Li, Xu, Taylor, Studer and Goldstein (2018).</summary>
internal sealed class LossSurface() : LectureFigure("loss-surface")
{
    private const int Steps = 240, Every = 10;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var points = Points.Of("moons", 200, 0.15, seed: 5);
        var net = Mlp.Build([2, 12, 12, 1], new Rng(3), "tanh");
        Tensor Loss() => net.Forward(points.X).BinaryCrossEntropyWithLogits(points.Labels);
        var path = new List<double[]>();
        double[] losses = Descent.Run(new Sgd(net.Parameters, 0.3, momentum: 0.95), Loss, Steps, cancellation, _ => path.Add(Weights(net)));
        path.Add(Weights(net));
        double[] end = path[^1];
        double[][] offsets = [.. path.Select(w => w.Zip(end, (a, b) => a - b).ToArray())];
        var (first, second, shares) = Axes(offsets);
        double[] along = [.. offsets.Select(o => Dot(o, first))], up = [.. offsets.Select(o => Dot(o, second))];
        double room = 0.25 * (along.Max() - along.Min()), above = 0.35 * (up.Max() - up.Min());
        var surface = Surface.Of((a, b) =>
        {
            cancellation.ThrowIfCancellationRequested();
            Place(net, [.. end.Select((w, i) => w + a * first[i] + b * second[i])]);
            return Math.Log10(Loss().Item());
        }, along.Min() - room, along.Max() + room, up.Min() - above, up.Max() + above, 51);
        int[] marked = [.. Enumerable.Range(0, Steps / Every + 1).Select(i => i * Every)];
        var chart = new Chart("The true loss around a run: momentum carries the weights past the valley's floor, then back", "first direction of the path", "second direction of the path") { Height = 520 }
            .Contour(surface, 14, diverging: false).Line("path of the weights", along, up, colour: 1)
            .Scatter($"every {Every} steps", [.. marked.Select(i => along[i])], [.. marked.Select(i => up[i])], colour: 1, size: 8)
            .Note(along[0], up[0] + 0.2 * above, $"start: loss {Say(losses[0])}").Note(0, 0.5 * above, $"end: {Say(Last(net, end, Loss))}");
        return new(chart, $"A 2-12-12-1 network with {end.Length} weights on 200 noisy points, {Steps} steps of descent with momentum 0.95. The plane goes through the last weights along the " +
            $"two principal directions of the path, which hold {Percent(shares.First)} and {Percent(shares.Second)} of its movement. Colour: log₁₀ of the true loss, computed anew at {51 * 51} places. " +
            $"The loss falls from {Say(losses[0])} to {Say(losses.Min())}, and rises in {Enumerable.Range(1, Steps - 1).Count(i => losses[i] > losses[i - 1])} of the steps.");
    }

    private static double Last(Layer net, double[] end, Func<Tensor> loss)
    {
        Place(net, end);
        return loss().Item();
    }

    private static double[] Weights(Layer net) => [.. net.Parameters.SelectMany(p => p.To(DType.Float64).ToArray<double>())];

    private static void Place(Layer net, double[] weights)
    {
        int from = 0;
        foreach (var p in net.Parameters)
        {
            p.Assign(Tensor.From(Array.ConvertAll(weights[from..(from + (int)p.Count)], w => (float)w), p.Shape));
            from += (int)p.Count;
        }
    }

    // The two directions in which the path is widest, by power iteration on the offsets' products with each other.
    private static (double[] First, double[] Second, (double First, double Second) Shares) Axes(double[][] offsets)
    {
        double total = offsets.Sum(o => Dot(o, o));
        double[] first = Widest(offsets);
        double[][] rest = [.. offsets.Select(o => o.Zip(first, (v, f) => v - Dot(o, first) * f).ToArray())];
        double[] second = Widest(rest);
        return (first, second, (offsets.Sum(o => Math.Pow(Dot(o, first), 2)) / total, rest.Sum(o => Math.Pow(Dot(o, second), 2)) / total));
    }

    private static double[] Widest(double[][] offsets)
    {
        double[] direction = [.. offsets[0]];
        for (int round = 0; round < 60; round++)
        {
            var next = new double[direction.Length];
            foreach (double[] o in offsets)
            {
                double along = Dot(o, direction);
                for (int i = 0; i < next.Length; i++) next[i] += along * o[i];
            }
            double length = Math.Sqrt(Dot(next, next));
            direction = [.. next.Select(v => v / length)];
        }
        return direction;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
