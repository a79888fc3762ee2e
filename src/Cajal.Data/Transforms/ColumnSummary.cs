using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>How the values of a column were spread in the training part: counts in bins, to hold other data against.</summary>
public sealed record ColumnSummary
{
    private const int Bins = 10, Steps = 100;

    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>The words of a column of words; null for numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Words { get; init; }

    /// <summary>Quantiles of the numbers, from the smallest to the largest in steps of a hundredth; null for words, and where all are missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Quantiles { get; init; }

    /// <summary>Examples in each bin: the tenths of the numbers, or the words and at the end those of no known word; last of all, the missing.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Examples in all bins.</summary>
    [JsonIgnore]
    public int Count => Counts.Sum();

    /// <summary>Of some rows of a column.</summary>
    public static ColumnSummary Of(Column column, ReadOnlySpan<int> rows)
    {
        string[]? words = column is CategoryColumn category ? [.. category.Words] : null;
        var empty = new ColumnSummary { Name = column.Name, Words = words, Quantiles = words is null ? QuantilesOf((NumberColumn)column, rows) : null, Counts = [] };
        return empty with { Counts = empty.CountsOf(column, rows) };
    }

    /// <summary>How many rows of a column fall into the bins of this one.</summary>
    /// <exception cref="ArgumentException">One holds words and the other numbers.</exception>
    public int[] CountsOf(Column column, ReadOnlySpan<int> rows)
    {
        if (column is CategoryColumn != Words is not null)
            throw new ArgumentException($"The column '{Name}' held {(Words is null ? "numbers" : "words")} in training, and not here; the two cannot be compared.");
        double[] cuts = Cuts();
        var counts = new int[(Words?.Length ?? cuts.Length) + 2];
        int[] known = column is CategoryColumn category ? [.. category.Words.Select(w => Array.IndexOf(Words!, w) is >= 0 and var at ? at : Words!.Length)] : [];
        foreach (int row in rows)
        {
            int bin = column is CategoryColumn words ? words.Codes[row] is >= 0 and var code ? known[code] : -1
                : ((NumberColumn)column).Values[row] is var value && double.IsNaN(value) ? -1 : BinOf(cuts, value);
            counts[bin < 0 ? counts.Length - 1 : bin]++;
        }
        return counts;
    }

    // Values that repeat make some tenths one.
    private double[] Cuts() => Quantiles is null ? [] : [.. Enumerable.Range(1, Bins - 1).Select(i => Quantiles[i * Steps / Bins]).Distinct()];

    // How many cuts lie below the value.
    private static int BinOf(double[] cuts, double value)
    {
        int at = Array.BinarySearch(cuts, value);
        return at >= 0 ? at : ~at;
    }

    private static double[]? QuantilesOf(NumberColumn column, ReadOnlySpan<int> rows)
    {
        var values = new List<double>(rows.Length);
        foreach (int row in rows)
            if (!double.IsNaN(column.Values[row])) values.Add(column.Values[row]);
        if (values.Count == 0) return null;
        values.Sort();
        return [.. Enumerable.Range(0, Steps + 1).Select(i => values[(int)Math.Round((double)i * (values.Count - 1) / Steps)])];
    }
}
