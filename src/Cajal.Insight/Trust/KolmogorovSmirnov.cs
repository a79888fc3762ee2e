namespace Cajal.Insight;

/// <summary>The largest distance of two distribution functions, and how often chance alone gives as much.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>Between numbers known by their hundredths and other numbers, looked at where the hundredths lie.</summary>
    /// <param name="quantiles">From the smallest to the largest, in equal steps of their share.</param>
    /// <param name="sorted">The others, from small to large.</param>
    public static double Distance(ReadOnlySpan<double> quantiles, ReadOnlySpan<double> sorted)
    {
        if (sorted.Length == 0) return 1;
        double most = 0;
        int below = 0;
        for (int i = 0; i < quantiles.Length; i++)
        {
            double value = quantiles[i];
            int first = i;
            while (i + 1 < quantiles.Length && quantiles[i + 1] == value) i++;
            int before = below;
            while (below < sorted.Length && sorted[below] <= value) below++;
            int under = before;
            while (under < below && sorted[under] < value) under++;
            // At the value, and just below it: where numbers repeat, both functions jump.
            most = Math.Max(most, Math.Abs((double)i / (quantiles.Length - 1) - (double)below / sorted.Length));
            most = Math.Max(most, Math.Abs((double)first / (quantiles.Length - 1) - (double)under / sorted.Length));
        }
        return most;
    }

    /// <summary>Q(λ) = 2·Σ (−1)ʲ⁻¹·e^(−2j²λ²), λ = (√N + 0.12 + 0.11/√N)·D, N = nm/(n + m). Source: Stephens (1970).</summary>
    public static double Chance(double distance, int n, int m)
    {
        double root = Math.Sqrt((double)n * m / (n + m)), lambda = (root + 0.12 + 0.11 / root) * distance, sum = 0;
        if (lambda < 0.2) return 1;
        for (int j = 1; j <= 100; j++) sum += (j % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * j * j * lambda * lambda);
        return Math.Clamp(sum, 0, 1);
    }
}
