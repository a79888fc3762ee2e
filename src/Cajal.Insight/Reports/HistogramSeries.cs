using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Histograms of several looks on common bins: heights in thousandths of each look's highest bin.</summary>
internal sealed class HistogramSeries
{
    private const int Bins = 40;

    private HistogramSeries(double low, double high, int[][] heights, int notFinite) => (Low, High, Heights, NotFinite) = (low, high, heights, notFinite);

    public double Low { get; }

    public double High { get; }

    /// <summary>One row for each look; empty where it saw nothing.</summary>
    public int[][] Heights { get; }

    /// <summary>Numbers of the last look that are infinite or NaN.</summary>
    public int NotFinite { get; }

    /// <summary>The series; null when no look saw a finite number.</summary>
    public static HistogramSeries? Of(Histogram?[] looks)
    {
        Histogram[] seen = [.. looks.OfType<Histogram>().Where(h => h.Counts.Count > 0)];
        if (seen.Length == 0) return null;
        double low = seen.Min(h => (double)h.Minimum), high = seen.Max(h => (double)h.Maximum);
        if (low == high) (low, high) = (low - Math.Max(1e-6, Math.Abs(low) / 10), high + Math.Max(1e-6, Math.Abs(high) / 10));
        return new HistogramSeries(low, high, [.. looks.Select(h => h is null || h.Counts.Count == 0 ? [] : Spread(h, low, high))], looks[^1]?.NotFinite ?? 0);
    }

    // Each count is shared out over the bins its interval covers.
    private static int[] Spread(Histogram histogram, double low, double high)
    {
        double[] sums = new double[Bins];
        double width = (high - low) / Bins;
        for (int i = 0; i < histogram.Counts.Count; i++)
        {
            double to = (histogram.UpperEnd(i) - low) / width, from = ((i == 0 ? histogram.Minimum : histogram.UpperEnd(i - 1)) - low) / width;
            int first = Math.Clamp((int)from, 0, Bins - 1), last = Math.Clamp((int)Math.Ceiling(to) - 1, first, Bins - 1);
            for (int b = first; b <= last; b++)
                sums[b] += first == last ? histogram.Counts[i] : histogram.Counts[i] * Math.Max(0, Math.Min(to, b + 1) - Math.Max(from, b)) / (to - from);
        }
        double most = sums.Max();
        return Array.ConvertAll(sums, s => (int)Math.Round(1000 * s / most));
    }
}
