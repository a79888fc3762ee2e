using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>The loss on the points trained on, computed anew around the present weights: over a plane of weights with the path of the training on it, or along the straight
/// line from the first weights to these.</summary>
/// <remarks>Source: Li, Xu, Taylor, Studer and Goldstein (2018), Visualizing the loss landscape of neural nets; Goodfellow, Vinyals and Saxe (2015) for the line.</remarks>
internal static class LossSlice
{
    // Multiply-adds of a picture; what goes beyond is made of fewer places, then of fewer points.
    private const long MostWork = 150_000_000;
    private const int MostSide = 31, LeastSide = 9, LinePlaces = 61, Levels = 12;

    /// <summary>Measures the loss; the weights stand as they were afterwards.</summary>
    public static SurfaceView Of(Course course, ViewRequest request)
    {
        var bench = course.Bench;
        long each = Math.Max(1, bench.ParameterCount);
        int rows = (int)Math.Clamp(MostWork / (LeastSide * LeastSide) / each, 20, Math.Max(20, bench.Data.Train.Length));
        int[] part = [.. bench.Data.Train.Take(rows)];
        int side = (int)Math.Clamp(Math.Sqrt((double)MostWork / (each * part.Length)), LeastSide, MostSide) | 1;
        var loss = new LossAt(bench, part);
        try
        {
            return request.How == "straight" ? Line(course, loss) : Plane(course, loss, request.How == "drawn", side);
        }
        finally
        {
            loss.PutBack();
        }
    }

    // α = 0 are the first weights, 1 these.
    private static SurfaceView Line(Course course, LossAt loss)
    {
        double[] first = WeightsOf(course.Bench.Fresh), now = loss.Weights;
        double[] along = [.. Enumerable.Range(0, LinePlaces).Select(i => -0.5 + 2.0 * i / (LinePlaces - 1))];
        return new SurfaceView
        {
            How = "straight",
            Points = loss.Points,
            Along = [.. along.Select(SentNumber.Short)],
            Losses = [.. along.Select(α => SentNumber.Finite(loss.Of([.. first.Zip(now, (a, b) => a + α * (b - a))])))],
            Path = [0, 0, 1, 0],
            Steps = [0, course.Bench.Trainer.StepsDone],
        };
    }

    private static SurfaceView Plane(Course course, LossAt loss, bool isDrawn, int side)
    {
        double[] now = loss.Weights;
        BenchSnapshot[] moments = [.. course.Moments.Where(m => m.Numbers.Step < course.Bench.Trainer.StepsDone && m.Bench.ParameterCount == now.Length)];
        double[][] offsets = [.. moments.Select(m => WeightsOf(m).Zip(now, (a, b) => a - b).ToArray()), new double[now.Length]];
        var axes = isDrawn ? null : PrincipalAxes.Of(offsets);
        var (first, second) = axes is null ? DrawnAxes(course.Bench) : (axes.First, axes.Second);
        double[] x = [.. offsets.Select(o => PrincipalAxes.Dot(o, first))], y = [.. offsets.Select(o => PrincipalAxes.Dot(o, second))];
        // Drawn directions are as long as the weights: half of that is seen to each side.
        double least = axes is null ? 0.5 * Math.Sqrt(PrincipalAxes.Dot(now, now)) + 0.1 : 0.05 * Math.Sqrt(PrincipalAxes.Dot(now, now)) + 1e-3;
        var (fromX, toX) = Room(x, least);
        var (fromY, toY) = Room(y, Math.Max(least, 0.25 * (toX - fromX)));
        var losses = new double?[side * side];
        for (int i = 0; i < losses.Length; i++)
        {
            double a = fromX + (toX - fromX) * (i % side) / (side - 1), b = fromY + (toY - fromY) * (i / side) / (side - 1);
            losses[i] = SentNumber.Finite(loss.Of([.. now.Select((w, k) => w + a * first[k] + b * second[k])]));
        }
        return new SurfaceView
        {
            How = axes is null ? "drawn" : "path",
            Points = loss.Points,
            Side = side,
            Frame = [SentNumber.Short(fromX), SentNumber.Short(toX), SentNumber.Short(fromY), SentNumber.Short(toY)],
            Losses = losses,
            Shares = axes?.Shares,
            Path = [.. x.Zip(y, (a, b) => new[] { SentNumber.Short(a), SentNumber.Short(b) }).SelectMany(p => p)],
            Steps = [.. moments.Select(m => m.Numbers.Step), course.Bench.Trainer.StepsDone],
            Contours = Contours(losses, side, fromX, toX, fromY, toY),
        };
    }

    private static (double From, double To) Room(double[] values, double least)
    {
        double low = values.Min(), high = values.Max(), room = Math.Max(0.25 * (high - low), least);
        return (low - room, high + room);
    }

    // Two directions at right angles, each layer's part as long as the layer's own weights.
    private static (double[] First, double[] Second) DrawnAxes(Bench bench)
    {
        var rng = new Rng((ulong)bench.State.WeightSeed).Fork("directions");
        double[] Direction(int index)
        {
            var random = rng.Fork(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            double[] direction = [.. bench.Network.Parameters.SelectMany(p =>
            {
                double[] drawn = [.. Enumerable.Range(0, p.Count).Select(_ => random.NextDouble() * 2 - 1)];
                double scale = Math.Sqrt(p.ToArray<float>().Sum(w => (double)w * w) / Math.Max(1e-12, PrincipalAxes.Dot(drawn, drawn)));
                return drawn.Select(v => v * Math.Max(scale, 1e-3));
            })];
            double length = Math.Sqrt(PrincipalAxes.Dot(direction, direction));
            return [.. direction.Select(v => v / length)];
        }
        double[] first = Direction(1), other = Direction(2);
        double along = PrincipalAxes.Dot(first, other);
        double[] rest = [.. other.Select((v, i) => v - along * first[i])];
        double size = Math.Max(1e-12, Math.Sqrt(PrincipalAxes.Dot(rest, rest)));
        return (first, [.. rest.Select(v => v / size)]);
    }

    // In equal steps of log₁₀ ℓ.
    private static List<Contour> Contours(double?[] losses, int side, double fromX, double toX, double fromY, double toY)
    {
        double[] heights = [.. losses.Select(l => l is { } v ? Math.Log10(Math.Max(v, 1e-12)) : double.NaN)], known = [.. heights.Where(double.IsFinite)];
        if (known.Length == 0 || known.Max() - known.Min() < 1e-9) return [];
        var surface = new Surface(Tensor.Wrap(heights, [side, side]), fromX, toX, fromY, toY);
        return [.. Enumerable.Range(1, Levels - 1).SelectMany(i =>
        {
            double level = known.Min() + (known.Max() - known.Min()) * i / Levels;
            return surface.Rings(level).Select(ring => new Contour(SentNumber.Short(Math.Pow(10, level)), [.. ring.SelectMany(p => new[] { SentNumber.Short(p.X), SentNumber.Short(p.Y) })]));
        })];
    }

    private static double[] WeightsOf(BenchSnapshot moment) =>
        [.. moment.Bench.Network.Parameters.SelectMany(p => moment.Numbers.ValuesOf(p)!.ToArray<float>()).Select(w => (double)w)];
}

/// <summary>The loss as the plane or the line shows it.</summary>
internal sealed record SurfaceView
{
    /// <summary>Marks the message.</summary>
    public string Is => "surface";

    /// <summary>path: along the path's widest directions; drawn: along drawn ones; straight: from the first weights to these.</summary>
    public required string How { get; init; }

    /// <summary>Points the loss is of.</summary>
    public required int Points { get; init; }

    /// <summary>Places along each side of the plane; 0 for the line.</summary>
    public int Side { get; init; }

    /// <summary>Least and greatest of the first direction, then of the second; the present weights are at 0, 0.</summary>
    public float[]? Frame { get; init; }

    /// <summary>α of each place of the line.</summary>
    public float[]? Along { get; init; }

    /// <summary>Losses, the lowest row first; null for what is no number.</summary>
    public required IReadOnlyList<double?> Losses { get; init; }

    /// <summary>Share of the path's movement along each direction; null where they were drawn.</summary>
    public double[]? Shares { get; init; }

    /// <summary>Where the training went: two numbers for each moment, these weights last.</summary>
    public required float[] Path { get; init; }

    /// <summary>Step of each moment.</summary>
    public required IReadOnlyList<long> Steps { get; init; }

    /// <summary>Lines of equal loss.</summary>
    public IReadOnlyList<Contour>? Contours { get; init; }
}

/// <summary>A closed line of equal loss: x, y by turns.</summary>
internal sealed record Contour(float Loss, float[] Path);
