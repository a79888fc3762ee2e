using System.Text;

namespace Cajal.Insight;

/// <summary>Pages for a terminal.</summary>
internal static class PageText
{
    public static string Write(Page page)
    {
        var text = new StringBuilder().Append(page.Title).Append('\n').Append('═', page.Title.Length).Append('\n');
        Block? before = null;
        foreach (var block in page.Blocks)
        {
            if (!(before is FormulaBlock && block is FormulaBlock)) text.Append('\n');
            switch (block)
            {
                case HeadingBlock h: text.Append(h.Text).Append('\n').Append('─', h.Text.Length).Append('\n'); break;
                case ParagraphBlock p: text.Append(p.Text).Append('\n'); break;
                case FormulaBlock f: text.Append("    ").Append(f.Label.Length > 0 ? f.Label + "  " : "").Append(f.Formula).Append('\n'); break;
                case TableBlock t: Append(text, t); break;
                case FigureBlock f: text.Append($"[figure: {f.Figure.Title}] {f.Figure.Description}".TrimEnd()).Append('\n'); break;
                case PicturesBlock p: text.AppendJoin('\n', p.Pictures.Select(i => $"[picture: {i.Caption}]")).Append('\n'); break;
            }
            before = block;
        }
        return text.ToString();
    }

    private const int LongestNumber = 40;

    // The first column to the left, and those of sentences; the others, mostly numbers, to the right.
    private static void Append(StringBuilder text, TableBlock table)
    {
        IReadOnlyList<string>[] rows = [table.Columns, .. table.Rows];
        int[] widths = [.. Enumerable.Range(0, table.Columns.Count).Select(c => rows.Max(r => r[c].Length))];
        for (int i = 0; i < rows.Length; i++)
        {
            if (i == 1) text.Append('─', widths.Sum() + 2 * (widths.Length - 1)).Append('\n');
            text.Append(string.Join("  ", rows[i].Select((cell, c) => c == 0 || widths[c] > LongestNumber ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd()).Append('\n');
        }
    }
}
