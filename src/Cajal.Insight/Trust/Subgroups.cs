namespace Cajal.Insight;

/// <summary>How much more often, or how much farther, one group of examples is answered wrongly than the others.</summary>
/// <param name="Name">The word, or the range of numbers, that its examples share.</param>
/// <param name="Count">Its examples.</param>
/// <param name="Error">The share that is wrong, or the mean distance from the truth.</param>
/// <param name="ErrorInterval">Where that lies, at 95 %.</param>
/// <param name="Difference">Its error less that of all others.</param>
/// <param name="DifferenceInterval">Where the difference lies, at 95 % for all groups together.</param>
/// <param name="Pays">True when the group is answered worse than the others: surely, by enough to matter, and with enough examples to say so.</param>
public sealed record Subgroup(string Name, int Count, double Error, Interval ErrorInterval, double Difference, Interval DifferenceInterval, bool Pays);

/// <summary>The errors of a network by groups of its examples.</summary>
/// <param name="Column">What groups them.</param>
/// <param name="Part">The part that was judged.</param>
/// <param name="AreShares">True when errors are shares of wrong answers, false when they are mean distances.</param>
/// <param name="Groups">Those that have examples.</param>
public sealed record Subgroups(string Column, string Part, bool AreShares, IReadOnlyList<Subgroup> Groups)
{
    // Research note, catalogue C2: five points, or a fifth of the mean error of numbers; below thirty examples nothing is said.
    private const double Points = 0.05, Share = 0.2;
    private const int Least = 30;

    /// <summary>What to know, in words.</summary>
    public string Sentence => Groups.Where(g => g.Pays).OrderByDescending(g => g.Difference).Select(g =>
        $"'{g.Name}' of {Column} is answered worse than the rest: error {Number(g.Error)}, {Number(g.Difference)} more ({Number(g.DifferenceInterval.Low)} to {Number(g.DifferenceInterval.High)})").ToArray() is { Length: > 0 } worse
        ? $"{string.Join("; ", worse)}." : $"No group of {Column} is surely answered worse than the rest.";

    /// <summary>The groups as a page.</summary>
    public Page ToPage() => Add(new Page($"Errors by {Column}, on the {Part} part"));

    internal Page Add(Page page) =>
        page.Table(["group", "examples", AreShares ? "wrong" : "mean distance", "95 % interval", "more than the rest", "95 % interval, all groups together"], ToRows()).Say(Sentence);

    /// <summary>A row for each group: its name, examples, error and interval, difference and interval.</summary>
    private IEnumerable<IReadOnlyList<string>> ToRows() => Groups.Select(g => (IReadOnlyList<string>)[g.Name, Words.Whole(g.Count), Number(g.Error), Text(g.ErrorInterval), Number(g.Difference), Text(g.DifferenceInterval)]);

    private string Text(Interval interval) => double.IsNaN(interval.Low) ? "" : $"{Number(interval.Low)} to {Number(interval.High)}";

    internal string Number(double value) => AreShares ? Words.Percent(value) : Words.Number(value);

    internal static Subgroups Of(JudgedPart part, Grouping grouping, ulong seed = 1) =>
        Of(grouping.Column, part.Name, part.IsClassification, part.Errors(), Array.ConvertAll(part.Rows, row => grouping.GroupOf[row]), grouping.Names, seed);

    internal static Subgroups Of(string column, string part, bool areShares, double[] errors, int[] groups, IReadOnlyList<string> names, ulong seed = 1, int columns = 1)
    {
        int tested = groups.CountBy(g => g).Count(g => g.Value >= Least);
        double level = 1 - 0.05 / Math.Max(1, tested) / columns, least = areShares ? Points : Share * errors.Average();
        var rng = new Rng(seed).Fork("subgroups");
        var all = new List<Subgroup>();
        for (int g = 0; g < names.Count; g++)
        {
            double[] own = [.. errors.Where((_, i) => groups[i] == g)], others = [.. errors.Where((_, i) => groups[i] != g)];
            if (own.Length == 0) continue;
            double mean = own.Average(), difference = others.Length == 0 ? double.NaN : mean - others.Average();
            var interval = others.Length == 0 ? new(double.NaN, double.NaN) : Interval.OfDifference(own, others, rng, level);
            all.Add(new(names[g], own.Length, mean, Interval.OfMean(own, rng), difference, interval, own.Length >= Least && others.Length >= Least && interval.Low > 0 && difference >= least));
        }
        return new(column, part, areShares, all);
    }
}
