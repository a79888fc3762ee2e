using System.Runtime.CompilerServices;

namespace Cajal.Insight;

/// <summary>PSI = Σ (q − p)·ln(q/p) over bins, p and q their shares in two sets of examples. Of two samples of one source it is not 0 but about (1/n + 1/m)·χ² of one degree less
/// than there are bins, so that it means nothing without its floor.</summary>
internal static class PopulationStability
{
    private static readonly ConditionalWeakTable<int[], KnownFloor> Floors = new();

    /// <summary>Of the counts in common bins; each is given half an example more, so that empty bins have a logarithm, and bins empty in both are left out.</summary>
    public static double Of(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        double n = 0, m = 0, sum = 0;
        for (int bin = 0; bin < before.Length; bin++)
            if (before[bin] + after[bin] > 0) (n, m) = (n + before[bin] + 0.5, m + after[bin] + 0.5);
        for (int bin = 0; bin < before.Length; bin++)
        {
            if (before[bin] + after[bin] == 0) continue;
            double p = (before[bin] + 0.5) / n, q = (after[bin] + 0.5) / m;
            sum += (q - p) * Math.Log(q / p);
        }
        return sum;
    }

    /// <summary>What it seldom exceeds when both sets are drawn from one source: both are drawn from the shares of the first, by seed.</summary>
    /// <param name="before">Counts of the first.</param>
    /// <param name="examples">Examples of the second.</param>
    /// <param name="chance">How seldom: a share of the draws.</param>
    /// <remarks>The last floor of a summary is remembered: who serves a network asks for the same one again and again.</remarks>
    public static double Floor(int[] before, int examples, double chance)
    {
        if (Floors.TryGetValue(before, out var known) && known.Examples == examples && known.Chance == chance) return known.Value;
        double floor = DrawnFloor(before, examples, chance);
        Floors.AddOrUpdate(before, new KnownFloor(examples, chance, floor));
        return floor;
    }

    private static double DrawnFloor(int[] before, int examples, double chance)
    {
        int draws = (int)Math.Clamp(10 / chance, 400, 8000), all = before.Sum();
        var rng = new Rng(1).Fork("stability");
        int[] one = new int[before.Length], other = new int[before.Length];
        double[] found = new double[draws];
        for (int draw = 0; draw < draws; draw++)
        {
            Draw(before, all, all, one, rng);
            Draw(before, all, examples, other, rng);
            found[draw] = Of(one, other);
        }
        Array.Sort(found);
        return Quantiles.Of(found, 1 - chance);
    }

    // Bin by bin, each binomial among what is left.
    private static void Draw(int[] shares, int all, int count, int[] drawn, Rng rng)
    {
        double left = all;
        for (int bin = 0; bin < shares.Length; bin++)
        {
            drawn[bin] = shares[bin] == 0 ? 0 : shares[bin] >= left ? count : Binomial(count, shares[bin] / left, rng);
            count -= drawn[bin];
            left -= shares[bin];
        }
    }

    /// <summary>How many of n trials succeed: where many do and many fail, by the normal curve, else counted along the distribution function.</summary>
    internal static int Binomial(int count, double share, Rng rng)
    {
        if (share > 0.5) return count - Binomial(count, 1 - share, rng);
        double mean = count * share, deviation = Math.Sqrt(mean * (1 - share));
        if (mean > 30) return (int)Math.Clamp(Math.Round(mean + deviation * rng.NextNormal()), 0, count);
        double u = rng.NextDouble(), p = Math.Pow(1 - share, count);
        int k = 0;
        for (; u > p && k < count; k++)
        {
            u -= p;
            p *= share / (1 - share) * (count - k) / (k + 1);
        }
        return k;
    }

    private sealed record KnownFloor(int Examples, double Chance, double Value);
}
