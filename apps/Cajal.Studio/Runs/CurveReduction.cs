namespace Cajal.Studio;

/// <summary>A curve as so many columns of pixels show it.</summary>
internal sealed record ReducedCurve
{
    /// <summary>Middle of each column's points on the axis.</summary>
    public required double[] X { get; init; }

    /// <summary>Mean of the raw values of each column; null where none is finite.</summary>
    public required double?[] Mean { get; init; }

    /// <summary>Least raw value; left out where every column has one point.</summary>
    public double?[]? Low { get; init; }

    /// <summary>Greatest raw value.</summary>
    public double?[]? High { get; init; }

    /// <summary>Mean over a wider window around each column; null without smoothing.</summary>
    public double?[]? Smooth { get; init; }

    /// <summary>Raw points between the ends.</summary>
    public required int Points { get; init; }

    /// <summary>Points that are infinite or NaN where a number was expected.</summary>
    public required int Lost { get; init; }

    /// <summary>The last raw value.</summary>
    public double? Last { get; init; }
}

/// <summary>Reduces a curve of any length to columns of pixels: least, mean and greatest of each, so that no peak is lost and no smoothing hides one.</summary>
/// <remarks>Smoothing is a centred mean over a share of what is shown: it does not lag behind as a running average does, and the band of raw values stays beneath it.</remarks>
internal static class CurveReduction
{
    /// <summary>The curve.</summary>
    /// <param name="x">Ascending places.</param>
    /// <param name="y">Values there; NaN for none.</param>
    /// <param name="from">Left end.</param>
    /// <param name="to">Right end.</param>
    /// <param name="columns">Columns of pixels.</param>
    /// <param name="smooth">Width of the window as a share of what is shown; 0 for none.</param>
    public static ReducedCurve Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double from, double to, int columns, double smooth = 0)
    {
        int first = LowerBound(x, from), end = LowerBound(x, Math.BitIncrement(to)), count = Math.Max(0, end - first), lost = 0;
        bool isRaw = count <= columns;
        int length = isRaw ? count : columns;
        var sums = new Sums(length);
        double width = to > from ? (to - from) / length : 1;
        for (int i = first; i < end; i++)
        {
            if (double.IsInfinity(y[i])) lost++;
            sums.Add(isRaw ? i - first : Math.Clamp((int)((x[i] - from) / width), 0, length - 1), x[i], y[i]);
        }
        int[] filled = [.. Enumerable.Range(0, length).Where(c => sums.Points[c] > 0)];
        double?[] Each(double[] values) => Array.ConvertAll(filled, c => sums.Counts[c] > 0 ? values[c] : (double?)null);
        double half = smooth * (to - from) / 2;
        return new ReducedCurve
        {
            X = Array.ConvertAll(filled, c => sums.X[c] / sums.Points[c]),
            Mean = Array.ConvertAll(filled, c => sums.Counts[c] > 0 ? sums.Values[c] / sums.Counts[c] : (double?)null),
            Low = isRaw ? null : Each(sums.Low),
            High = isRaw ? null : Each(sums.High),
            Smooth = half > 0 ? Windows(x[first..end], y[first..end], Array.ConvertAll(filled, c => sums.X[c] / sums.Points[c]), half) : null,
            Points = count,
            Lost = lost,
            Last = LastOf(y[first..end]),
        };
    }

    // Σ of the finite values in [middle − half, middle + half], with both ends moving along once.
    private static double?[] Windows(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double[] middles, double half)
    {
        var means = new double?[middles.Length];
        int low = 0, high = 0, count = 0;
        double sum = 0;
        for (int m = 0; m < middles.Length; m++)
        {
            for (; high < x.Length && x[high] <= middles[m] + half; high++)
                if (double.IsFinite(y[high])) (sum, count) = (sum + y[high], count + 1);
            for (; low < high && x[low] < middles[m] - half; low++)
                if (double.IsFinite(y[low])) (sum, count) = (sum - y[low], count - 1);
            // What was added and taken away again must not leave its rounding.
            if (count == 0) sum = 0;
            means[m] = count > 0 ? sum / count : null;
        }
        return means;
    }

    private static double? LastOf(ReadOnlySpan<double> y)
    {
        for (int i = y.Length - 1; i >= 0; i--)
            if (double.IsFinite(y[i])) return y[i];
        return null;
    }

    private static int LowerBound(ReadOnlySpan<double> x, double value)
    {
        int low = 0, high = x.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (x[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private sealed class Sums(int length)
    {
        public double[] X { get; } = new double[length];

        public int[] Points { get; } = new int[length];

        public int[] Counts { get; } = new int[length];

        public double[] Values { get; } = new double[length];

        public double[] Low { get; } = new double[length];

        public double[] High { get; } = new double[length];

        public void Add(int column, double x, double y)
        {
            X[column] += x;
            Points[column]++;
            if (!double.IsFinite(y)) return;
            bool isFirst = Counts[column]++ == 0;
            Values[column] += y;
            Low[column] = isFirst ? y : Math.Min(Low[column], y);
            High[column] = isFirst ? y : Math.Max(High[column], y);
        }
    }
}
