using System.Text;

namespace Cajal.Insight;

/// <summary>Pages in Markdown with LaTeX.</summary>
internal static class PageMarkdown
{
    public static string Write(Page page)
    {
        var text = new StringBuilder("# ").Append(Escape(page.Title)).Append('\n');
        foreach (var block in page.Blocks)
        {
            text.Append('\n');
            switch (block)
            {
                case HeadingBlock h: text.Append("## ").Append(Escape(h.Text)).Append('\n'); break;
                case ParagraphBlock p: text.Append(Escape(p.Text)).Append('\n'); break;
                case FormulaBlock f:
                    if (f.Label.Length > 0) text.Append(Escape(f.Label)).Append("\n\n");
                    text.Append("$$").Append(LatexNotation.Instance.Write(f.Formula)).Append("$$\n");
                    break;
                case FigureBlock f: text.Append($"*{Escape(f.Figure.Title)}* {Escape(f.Figure.Description)}".TrimEnd()).Append('\n'); break;
                case PicturesBlock p: text.AppendJoin('\n', p.Pictures.Select(i => $"![{Escape(i.Caption)}]({PageHtml.Address(i.Picture)})")).Append('\n'); break;
                case TableBlock t:
                    Row(text, t.Columns);
                    Row(text, [.. t.Columns.Select((_, c) => c == 0 ? "---" : "---:")], escape: false);
                    foreach (var row in t.Rows) Row(text, row);
                    break;
            }
        }
        return text.ToString();
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells, bool escape = true) =>
        text.Append("| ").Append(string.Join(" | ", cells.Select(c => escape ? Escape(c) : c))).Append(" |\n");

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is '|' or '*' or '_' or '<' or '$' or '`' or '[' or '\\' ? $@"\{c}" : c.ToString()));
}
