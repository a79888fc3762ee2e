namespace Cajal.Training;

/// <summary>SW² = mean over directions u of W₂²(u·x, u·y), the squared distance of two clouds of points along lines; 0 when they are the
/// same.</summary>
/// <remarks>In one dimension W₂² = ∫₀¹ (F⁻¹(q) − G⁻¹(q))² dq, between the two quantile functions, so the clouds need not have the same
/// number of points. The directions are normal numbers of a fixed seed, scaled to length 1: the same in every run. Two samples of one
/// distribution differ too, by about 1/N: a figure means something beside that of two true samples (<see cref="Relative"/>). Keeps 4
/// bytes per number. Source: Bonneel, Rabin, Peyré, Pfister (2015), eq. 8.</remarks>
/// <param name="directions">How many lines.</param>
public sealed class SlicedWasserstein(int directions = 200) : Metric
{
    private readonly int directions = directions >= 1 ? directions : throw new ArgumentOutOfRangeException(nameof(directions),
        $"The sliced Wasserstein distance needs at least one direction; received {directions}.");

    private readonly List<float> outputs = [], targets = [];
    private int width;

    /// <inheritdoc/>
    public override string Name => "sliced-wasserstein";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Result => width == 0 ? double.NaN
        : Between(Tensor.From([.. outputs], [outputs.Count / width, width]), Tensor.From([.. targets], [targets.Count / width, width]),
            directions);

    /// <summary>Takes points into account.</summary>
    /// <param name="outputs">Points of the model, [N, D].</param>
    /// <param name="targets">True points, [M, D]; row i of one has nothing to do with row i of the other.</param>
    /// <exception cref="ShapeException">Not two clouds in the same space.</exception>
    public override void Update(Tensor outputs, Tensor targets)
    {
        Require(outputs, targets);
        if (width != 0 && width != outputs.Shape[1])
            throw new ShapeException(Name, $"points with {width} numbers, as in the first batch", outputs.Shape);
        if (outputs.Count == 0 && targets.Count == 0) return;
        width = outputs.Shape[1];
        this.outputs.AddRange(outputs.To(DType.Float32).ToArray<float>());
        this.targets.AddRange(targets.To(DType.Float32).ToArray<float>());
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        width = 0;
        outputs.Clear();
        targets.Clear();
    }

    /// <summary>The squared distance of two clouds: x [N, D], y [M, D]. NaN when one is empty or holds a number that is none.</summary>
    /// <exception cref="ShapeException">Not two clouds in the same space.</exception>
    public static double Between(Tensor x, Tensor y, int directions = 200)
    {
        Require(x, y);
        if (x.Shape[0] == 0 || y.Shape[0] == 0) return double.NaN;
        var lines = Lines(x.Shape[1], directions);
        return Distance(Places(x, lines), Places(y, lines));
    }

    /// <summary>The squared distance of samples from the truth, in units of that of two true samples: 1 is as good as the truth.</summary>
    /// <remarks>Both clouds are cut into parts; the figure is the mean over all pairs of a made and a true part, divided by the mean
    /// over all pairs of true parts.</remarks>
    /// <param name="samples">Points of the model, at least one part: [M, D].</param>
    /// <param name="truth">Independent true points in random order, at least two parts: [K, D]. Two parts make a poor unit, twenty a good
    /// one.</param>
    /// <param name="points">Points of a part; what is left over is not used.</param>
    /// <param name="directions">How many lines.</param>
    /// <exception cref="ShapeException">Not two clouds in the same space, or too few points.</exception>
    public static double Relative(Tensor samples, Tensor truth, int points = 1000, int directions = 200)
    {
        Require(samples, truth);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        if (samples.Shape[0] < points || truth.Shape[0] / 2 < points)
            throw new ShapeException("SlicedWasserstein", $"at least {points} made points and twice as many true ones",
                $"{samples.Shape} and {truth.Shape}");
        var lines = Lines(samples.Shape[1], directions);
        double[][][] made = Parts(samples), real = Parts(truth);
        double own = made.Average(m => real.Average(r => Distance(m, r)));
        var pairs = Enumerable.Range(1, real.Length - 1).SelectMany(i => Enumerable.Range(0, i), (i, j) => Distance(real[i], real[j]));
        return own / pairs.Average();

        double[][][] Parts(Tensor x) => [.. Enumerable.Range(0, x.Shape[0] / points)
            .Select(i => Places(x.Slice(0, (i * points)..((i + 1) * points)), lines))];
    }

    private static void Require(Tensor x, Tensor y)
    {
        if (x.Rank != 2 || y.Rank != 2 || x.Shape[1] != y.Shape[1] || x.Shape[1] == 0 || !x.DType.IsFloat() || !y.DType.IsFloat())
            throw new ShapeException("SlicedWasserstein", "two clouds of points [N, D] and [M, D] in Float32 or Float64",
                $"{x.DType} {x.Shape} and {y.DType} {y.Shape}");
    }

    // [D, directions]: each column has length 1.
    private static Tensor Lines(int width, int directions)
    {
        var lines = Tensor.Normal([width, directions], new Rng(2011).Fork("lines"), dtype: DType.Float64);
        return lines / lines.Norm(0, keepAxis: true);
    }

    // x [N, D] → the sorted places of its points along each line: directions × N.
    private static double[][] Places(Tensor x, Tensor lines)
    {
        double[] all = lines.T.MatMul(x.To(DType.Float64).T).ToArray<double>();
        var places = new double[lines.Shape[1]][];
        Parallel.For(0, places.Length, i => Array.Sort(places[i] = all.AsSpan(i * x.Shape[0], x.Shape[0]).ToArray()));
        return places;
    }

    private static double Distance(double[][] a, double[][] b) => a.Zip(b, SquaredDistance).Average();

    // Both quantile functions are steps, of height a[i] over (i/n, (i+1)/n] and b[j] over (j/m, (j+1)/m].
    private static double SquaredDistance(double[] a, double[] b)
    {
        // Sorting puts what is no number first.
        if (double.IsNaN(a[0]) || double.IsNaN(b[0])) return double.NaN;
        double sum = 0;
        long at = 0, n = a.Length, m = b.Length;
        for (int i = 0, j = 0; i < n && j < m;)
        {
            // In units of 1/(n·m), so that equal ends meet exactly.
            long endA = (i + 1) * m, endB = (j + 1) * n, end = Math.Min(endA, endB);
            sum += (end - at) * (a[i] - b[j]) * (a[i] - b[j]);
            at = end;
            if (endA == end) i++;
            if (endB == end) j++;
        }
        return sum / n / m;
    }
}
