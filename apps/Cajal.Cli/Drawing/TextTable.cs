using System.Text;

namespace Cajal.Cli;

/// <summary>Rows in aligned columns: the first to the left, others to the right unless told otherwise; a line under the head.</summary>
internal sealed class TextTable(params string[] header)
{
    private const string Gap = "  ";
    private const int LeastLastColumn = 20;

    private readonly List<string[]> rows = [header];

    /// <summary>Number of columns at the start that are aligned to the left.</summary>
    public int LeftColumns { get; init; } = 1;

    /// <summary>Characters in a line; words of a last column on the left go on beneath.</summary>
    public int Width { get; init; } = int.MaxValue;

    public void Add(params string[] row) => rows.Add(row);

    public override string ToString()
    {
        int columns = rows.Max(r => r.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => rows.Max(r => c < r.Length ? r[c].Length : 0))];
        int before = widths[..^1].Sum() + Gap.Length * (columns - 1);
        bool wraps = LeftColumns == columns && before + widths[^1] >= Width;
        if (wraps) widths[^1] = Math.Max(LeastLastColumn, Width - 1 - before);
        var text = new StringBuilder();
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == 1) text.Append('─', before + widths[^1]).Append('\n');
            string[] lines = wraps && rows[i].Length == columns ? [.. Wrap(rows[i][^1], widths[^1])] : [rows[i][^1]];
            Append(text, [.. rows[i][..^1], lines[0]], widths);
            foreach (string line in lines.Skip(1)) text.Append(' ', before).Append(line).Append('\n');
        }
        return text.ToString();
    }

    private void Append(StringBuilder text, string[] row, int[] widths)
    {
        var cells = row.Select((cell, c) => c < LeftColumns ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
        text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
    }

    private static IEnumerable<string> Wrap(string words, int width)
    {
        while (words.Length > width)
        {
            int end = words.LastIndexOf(' ', width);
            if (end <= 0) end = width;
            yield return words[..end];
            words = words[end..].TrimStart();
        }
        yield return words;
    }
}
