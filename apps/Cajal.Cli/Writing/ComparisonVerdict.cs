using Cajal.Training;

namespace Cajal.Cli;

/// <summary>What a comparison says, and what it does not say, in sentences.</summary>
internal static class ComparisonVerdict
{
    private const double Wide = 3;

    // Standard errors that chance alone goes beyond in one case of twenty, for 2, 3, … trainings: Student's t, 97.5 %, one degree of freedom
    // less. Two trainings can hardly tell anything apart.
    private static readonly double[] Clear = [12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

    public static IEnumerable<string> Of(Comparison comparison)
    {
        var names = comparison.Plan.Settings.Select(s => s.Name).ToArray();
        int best = comparison.Best();
        if (best < 0)
        {
            yield return "No training ended well, so there is nothing to compare.";
            yield break;
        }
        if (names.Length > 1 && AreSame(comparison))
        {
            yield return "All settings gave exactly the same: what is varied changes nothing here.";
            yield break;
        }
        yield return $"Best by its mean: {names[best]}.";
        var others = Enumerable.Range(0, names.Length).Where(s => s != best && comparison.SpreadOf(s,
            comparison.Figure).Count > 0).ToArray();
        string[] near = [.. others.Where(s => !IsClear(comparison.Difference(best, s))).Select(s => names[s])];
        if (near.Length > 0)
            yield return $"Not told apart from it by these trainings (the difference is within the reach of chance, or there are too few): "
                + $"{string.Join(", ", near)}.";
        if (others.Length > 0 && near.Length == 0) yield return "It is ahead of every other by more than chance would bring in one case of twenty.";
        var spreads = others.Append(best).Select(s => (Name: names[s], comparison.SpreadOf(s, comparison.Figure).Deviation))
            .Where(s => double.IsFinite(s.Deviation)).OrderBy(s => s.Deviation).ToArray();
        if (spreads.Length > 2 && spreads[^1].Deviation > Wide * spreads[spreads.Length / 2].Deviation)
            yield return $"{spreads[^1].Name} depends most on its seed"
                + (Reaches(comparison, Array.IndexOf(names, spreads[^1].Name), best) ? ": that is fragility, not failure; its best training is as "
                + "good as the best setting's mean." : ", and none of its trainings is as good as the best setting's mean.");
        string[] failed = [.. Enumerable.Range(0, names.Length).Where(s => comparison.Of(s).Any(c => c.Trouble is not null)).Select(s =>
            names[s])];
        if (failed.Length > 0) yield return $"Trainings failed "
            + $"for {string.Join(", ", failed)}: {comparison.Cells.First(c => c.Trouble is not null).Trouble}";
    }

    private static bool Reaches(Comparison comparison, int setting, int best)
    {
        double sign = comparison.HigherIsBetter ? 1 : -1, mean = comparison.SpreadOf(best, comparison.Figure).Mean;
        return comparison.Of(setting).Any(c => sign * c[comparison.Figure] >= sign * mean);
    }

    // Losses of different weights agree in no last digit.
    private static bool AreSame(Comparison comparison) => comparison.Cells.All(c => c.Trouble is null)
        && comparison.Cells.GroupBy(c => (c.Seed, c.Fold)).All(group => group.Select(c => c["loss"]).Distinct().Count() == 1);

    /// <summary>Whether a difference, seed by seed, is larger than chance brings in one case of twenty.</summary>
    internal static bool IsClear(Spread difference) => difference.Count > 1
        && Math.Abs(difference.Mean) > (difference.Count - 2 < Clear.Length ? Clear[difference.Count - 2] : 1.96 + 2.5 / (difference.Count - 1))
        * difference.Error;
}
