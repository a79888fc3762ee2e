namespace Cajal.Insight;

/// <summary>Where a figure may well lie, given that only so many examples were seen.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    private const int Draws = 2000;

    /// <summary>Whether a number lies in it, its ends included.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>High − low.</summary>
    public double Width => High - Low;

    /// <summary>Of a share of n examples, at 95 %.</summary>
    /// <remarks>(p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1.96: true also near 0 and 1. Source: Wilson (1927).</remarks>
    /// <param name="hits">How many there are.</param>
    /// <param name="count">Out of how many.</param>
    public static Interval OfShare(double hits, int count)
    {
        if (count == 0) return new(0, 1);
        const double Z = 1.959964;
        var (low, high) = Statistics.Wilson(hits, count, Z);
        return new(low, high);
    }

    /// <summary>Of the mean of some numbers, by the bootstrap: the middle of the means of samples drawn from them with replacement.</summary>
    /// <remarks>Source: Efron (1979), the percentile interval.</remarks>
    /// <param name="values">A number for each example.</param>
    /// <param name="rng">Draws the samples.</param>
    /// <param name="level">Share of the means that lie inside.</param>
    public static Interval OfMean(IReadOnlyList<double> values, Rng rng, double level = 0.95) => Middle([.. Enumerable.Range(0, Draws).Select(_ => Draw(values, rng))], level);

    /// <summary>Of the difference of two means, first − second, by the bootstrap: each is drawn anew.</summary>
    /// <param name="first">A number for each example.</param>
    /// <param name="second">A number for each of the others.</param>
    /// <param name="rng">Draws the samples.</param>
    /// <param name="level">Share of the differences that lie inside.</param>
    public static Interval OfDifference(IReadOnlyList<double> first, IReadOnlyList<double> second, Rng rng, double level = 0.95) =>
        Middle([.. Enumerable.Range(0, Draws).Select(_ => Draw(first, rng) - Draw(second, rng))], level);

    private static double Draw(IReadOnlyList<double> values, Rng rng)
    {
        if (values.Count == 0) return double.NaN;
        double sum = 0;
        for (int i = 0; i < values.Count; i++) sum += values[rng.NextInt(values.Count)];
        return sum / values.Count;
    }

    private static Interval Middle(double[] draws, double level)
    {
        Array.Sort(draws);
        return new(Quantiles.Of(draws, (1 - level) / 2), Quantiles.Of(draws, (1 + level) / 2));
    }
}
