using Cajal.Data;

namespace Cajal.Insight;

/// <summary>Which group each row of a data set belongs to, by a column: its words, the quarters of its numbers, or the target's classes.</summary>
internal sealed record Grouping(string Column, IReadOnlyList<string> Names, int[] GroupOf)
{
    private const int Most = 12;

    /// <summary>By a column of a table, also one that is ignored as an input, or by the target.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static Grouping Of(Dataset data, string source, DatasetOptions? options, string column)
    {
        if (data.Targets is ClassTargets classes && classes.Name == column) return Of(column, classes.Labels.ToArray(), [.. classes.ClassNames]);
        if (data.Targets is NumberTargets numbers && numbers.Name == column) return Of(column, numbers.Values.ToArray());
        if (Find(data, column) is { } found) return Of(found);
        if (data.Features is not TableFeatures { ColumnsInFile: > 0 } table)
            throw new ArgumentException($"Groups are named by a column of a table, or by the target; received '{column}', and {data.Name} has "
                + $"{string.Join(", ", ((data.Features as TableFeatures)?.Columns ?? []).Select(c => c.Name).Append(data.Targets!.Name))}.");
        return Of(Find(Datasets.Load(source, Shown(source, options ?? new(), column, out string name)), name)!);
    }

    // The column that was ignored is read after all; the others stay as they were.
    private static DatasetOptions Shown(string source, DatasetOptions options, string column, out string name)
    {
        var scan = new CsvScan(source, options);
        int at = ColumnChoice.Find(column, scan.Names, source);
        name = scan.Names[at];
        string Written(int i) => scan.HasHeader ? scan.Names[i] : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return options with
        {
            Target = Written(scan.Target),
            Ignore = [.. Enumerable.Range(0, scan.Names.Length).Where(i => i != at && scan.IsIgnored[i]).Select(Written)],
        };
    }

    private static Column? Find(Dataset data, string name) => (data.Features as TableFeatures)?.Columns.FirstOrDefault(c => c.Name == name);

    private static Grouping Of(Column column) => column is CategoryColumn words ? Of(column.Name, words.Codes.ToArray(), [.. words.Words]) : Of(column.Name, ((NumberColumn)column).Values.ToArray());

    // The frequent words; the rest together, and those without one.
    private static Grouping Of(string column, int[] codes, string[] words)
    {
        int[] frequent = [.. codes.Where(c => c >= 0).CountBy(c => c).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key)];
        if (frequent.Length > Most) frequent = frequent[..(Most - 1)];
        int[] shown = [.. frequent.Order()];
        return new(column, [.. shown.Select(c => words[c]), "all others", "(missing)"], Array.ConvertAll(codes, c => c < 0 ? shown.Length + 1 : Array.IndexOf(shown, c) is >= 0 and var at ? at : shown.Length));
    }

    // Few numbers are groups by themselves; of many, each quarter.
    private static Grouping Of(string column, double[] values)
    {
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()], different = [.. sorted.Distinct()];
        if (different.Length <= Most) return Of(column, Array.ConvertAll(values, v => double.IsNaN(v) ? -1 : Array.BinarySearch(different, v)), [.. different.Select(Words.Number)]);
        double[] cuts = [.. Enumerable.Range(1, 3).Select(i => Quantiles.Of(sorted, i / 4.0)).Distinct()];
        string[] names = [$"up to {Words.Number(cuts[0])}", .. cuts.Skip(1).Select((cut, i) => $"{Words.Number(cuts[i])} to {Words.Number(cut)}"), $"above {Words.Number(cuts[^1])}", "(missing)"];
        return new(column, names, Array.ConvertAll(values, v => double.IsNaN(v) ? names.Length - 1 : cuts.Count(cut => v > cut)));
    }
}
