using System.Globalization;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>How other data differ from those a network was trained on, column by column: inputs, targets where there are any, and the network's answers.</summary>
/// <param name="Examples">How many of them there are.</param>
/// <param name="Columns">Each column that was summed up in training.</param>
public sealed record Drift(int Examples, IReadOnlyList<ColumnDrift> Columns)
{
    /// <summary>Those that have drifted.</summary>
    public IEnumerable<ColumnDrift> Drifted => Columns.Where(c => c.HasDrifted);

    /// <summary>What to know, in words.</summary>
    public string Sentence => Drifted.ToArray() is { Length: > 0 } drifted ? string.Join(" ", drifted.Select(c => c.Sentence))
        : $"None of {Columns.Count} columns has drifted from the training part, as far as {Examples} examples can tell.";

    /// <summary>Holds data against what a network was trained on.</summary>
    /// <param name="model">The network, with its summary.</param>
    /// <param name="data">The data.</param>
    /// <param name="rows">Those of its rows that are looked at; null for all.</param>
    /// <exception cref="RunException">The network was saved without a summary.</exception>
    internal static Drift Of(TrainedModel model, Dataset data, int[]? rows = null)
    {
        var summary = model.Summary ?? throw new RunException("This model was saved without a summary of its training part, by an older version or before it was finished, so drift cannot be told. Train it again.");
        rows ??= [.. Enumerable.Range(0, data.Count)];
        var columns = FeatureColumns.Of(data.Features).ToDictionary(c => c.Name);
        var pairs = new List<(ColumnSummary Then, Column Now, int[] Rows, string Kind)>();
        foreach (var then in summary.Inputs)
            if (columns.TryGetValue(then.Name, out var now)) pairs.Add((then, now, rows, "the input"));
        if (data.Targets is { } targets) pairs.Add((summary.Target, FeatureColumns.Of(targets), rows, "the target"));
        if (summary.Answers is { } answers)
            pairs.Add((answers, AnswerSummary.ColumnOf(model.Predict(model.Preprocessing.Apply(data, rows, null))), [.. Enumerable.Range(0, rows.Length)], "the network's"));
        return new(rows.Length, [.. pairs.Select(p => ColumnDrift.Of(p.Then, p.Now, p.Rows, p.Kind, pairs.Count))]);
    }
}

/// <summary>How one column differs from what it was in training.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Kind">What it is: the input, the target, or the network's answer.</param>
/// <param name="StabilityIndex">Population stability index (PSI), Σ (q − p)·ln(q/p) over the bins: 0 when the shares of all bins are the same.</param>
/// <param name="Floor">What chance alone gives at these numbers of examples in all but one of twenty cases, for all columns together.</param>
/// <param name="Distance">Largest distance of the two distribution functions (Kolmogorov and Smirnov); null for words, and from 1,000 examples on.</param>
/// <param name="Moved">How it moved, in words.</param>
/// <param name="HasDrifted">True when it differs by more than chance, and by enough to matter.</param>
public sealed record ColumnDrift(string Column, string Kind, double StabilityIndex, double Floor, double? Distance, string Moved, bool HasDrifted)
{
    // Research note, catalogue D7 and section 5: PSI above 0.2 and above what chance gives; the other test below 1,000 rows only, and only for a distance that matters.
    private const double LeastIndex = 0.2, LeastDistance = 0.1, Chance = 0.05;
    private const int FewRows = 1000;

    /// <summary>What to know, in words.</summary>
    public string Sentence => (HasDrifted ? $"Drift: {Kind} '{Column}' is not as in training" : $"{Kind} '{Column}' is as in training, as far as can be told")
        + $" (PSI {Words.Number(StabilityIndex)}, {Words.Number(Floor)} by chance{(Distance is { } d ? $", distance {Words.Number(d)}" : "")}): {Moved}.";

    internal static ColumnDrift Of(ColumnSummary then, Column now, int[] rows, string kind, int columns)
    {
        int[] before = then.Counts, after = then.CountsOf(now, rows);
        bool isSmall = then.Quantiles is not null && rows.Length < FewRows;
        // Two tests share what chance is given.
        double chance = Chance / columns / (isSmall ? 2 : 1), index = PopulationStability.Of(before, after), floor = PopulationStability.Floor(before, rows.Length, chance);
        double? distance = isSmall ? KolmogorovSmirnov.Distance(then.Quantiles!, Known(now, rows)) : null;
        bool hasDrifted = (index >= LeastIndex && index > floor)
            || (distance >= LeastDistance && KolmogorovSmirnov.Chance(distance.Value, then.Count, rows.Length) < chance);
        return new(then.Name, kind, index, floor, distance, Change(then, before, after, now, rows), hasDrifted);
    }

    private static double[] Known(Column column, int[] rows) => [.. rows.Select(row => ((NumberColumn)column).Values[row]).Where(v => !double.IsNaN(v)).Order()];

    // The medians of numbers; of words, the share that changed most.
    private static string Change(ColumnSummary then, int[] before, int[] after, Column now, int[] rows)
    {
        if (then.Quantiles is { } quantiles && Known(now, rows) is { Length: > 0 } values)
            return $"its median was {Words.Number(quantiles[quantiles.Length / 2])} and is {Words.Number(Quantiles.Of(values, 0.5))}" + Missing();
        double Share(int[] counts, int bin) => counts[bin] / Math.Max(1.0, counts.Sum());
        int most = Enumerable.Range(0, before.Length).MaxBy(bin => Math.Abs(Share(after, bin) - Share(before, bin)));
        string name = most == before.Length - 1 ? "missing values" : then.Words is { } words && most < words.Length ? $"'{words[most]}'" : "values unseen in training";
        return $"the share of {name} was {Words.Percent(Share(before, most))} and is {Words.Percent(Share(after, most))}";

        string Missing() => before[^1] == 0 && after[^1] == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", missing were {Words.Percent(before[^1] / Math.Max(1.0, before.Sum()))} and are {Words.Percent(after[^1] / Math.Max(1.0, after.Sum()))}");
    }
}
