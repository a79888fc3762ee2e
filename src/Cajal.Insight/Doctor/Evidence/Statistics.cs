namespace Cajal.Insight;

/// <summary>Intervals and noise floors, so that no check speaks of what chance alone gives.</summary>
internal static class Statistics
{
    /// <summary>The interval of 95 % (at z = 1.96) of a share, by Wilson (1927).</summary>
    /// <param name="hits">Of <paramref name="count"/>.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="z">Standard errors to each side.</param>
    public static (double Low, double High) Wilson(double hits, double count, double z = 1.96)
    {
        double p = hits / count, zz = z * z / count, middle = (p + zz / 2) / (1 + zz), half = z / (1 + zz) * Math.Sqrt(p * (1 - p) / count + zz / count / 4);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>How many standard errors the share a of n lies above the share b of m, if both came from one source.</summary>
    public static double Above(double a, double n, double b, double m)
    {
        double pooled = (a * n + b * m) / (n + m), error = Math.Sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        return error == 0 ? 0 : (a - b) / error;
    }

    /// <summary>χ² of so many degrees of freedom at z standard normal deviations, by Wilson and Hilferty (1931).</summary>
    public static double ChiSquare(double freedom, double z)
    {
        double cube = 1 - 2 / (9 * freedom) + z * Math.Sqrt(2 / (9 * freedom));
        return freedom * cube * cube * cube;
    }

    /// <summary>z of a one-sided tail of 0.001 shared by so many tests (Bonferroni), by the tail's bound e^(−z²/2)/2.</summary>
    public static double SharedTail(int tests) => Math.Sqrt(2 * Math.Log(500 * Math.Max(1, tests)));

    /// <summary>Mean and standard deviation.</summary>
    public static (double Mean, double Spread) Moments(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (double x in values) sum += x;
        double mean = sum / values.Length;
        foreach (double x in values) squares += (x - mean) * (x - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
