using System.Text;

namespace Cajal.Cli;

/// <summary>Rows in aligned columns: the first to the left, the others to the right unless told otherwise; a line under the first row.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> rows = [header];

    /// <summary>Number of columns at the start that are aligned to the left.</summary>
    public int LeftColumns { get; init; } = 1;

    public void Add(params string[] row) => rows.Add(row);

    public override string ToString()
    {
        int[] widths = [.. Enumerable.Range(0, rows.Max(r => r.Length)).Select(c => rows.Max(r => c < r.Length ? r[c].Length : 0))];
        var text = new StringBuilder();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == 1) text.Append('─', widths.Sum() + 2 * (widths.Length - 1)).Append('\n');
            var cells = rows[i].Select((cell, c) => c < LeftColumns ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
