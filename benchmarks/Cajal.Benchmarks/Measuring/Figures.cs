namespace Cajal.Benchmarks.Measuring;

/// <summary>One number for many.</summary>
internal static class Figures
{
    /// <summary>The middle value; the mean of both middle ones for an even count.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>(Π x)^(1/n): the mean of ratios.</summary>
    public static double GeometricMean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}
