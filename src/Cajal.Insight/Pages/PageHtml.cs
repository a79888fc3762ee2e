using System.Net;
using System.Text;

namespace Cajal.Insight;

/// <summary>Pages as one HTML file that loads nothing.</summary>
internal static class PageHtml
{
    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        .formula { margin: .3rem 0 .3rem 1.5rem; overflow-x: auto; overflow-y: hidden; padding: .15rem 0; } .formula span { margin-right: 1rem; }
        math { font-size: 1.1rem; }
        table { border-collapse: collapse; margin: 1rem 0; } th, td { padding: .2rem .8rem; text-align: right; font-variant-numeric: tabular-nums; }
        th:first-child, td:first-child { text-align: left; } thead th { border-bottom: 1px solid; }
        """;

    public static string Write(Page page)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(Encode(page.Title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>").Append(Encode(page.Title)).Append("</h1>\n");
        foreach (var block in page.Blocks) Append(html, block);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder html, Block block)
    {
        switch (block)
        {
            case HeadingBlock h: html.Append("<h2>").Append(Encode(h.Text)).Append("</h2>\n"); break;
            case ParagraphBlock p: html.Append("<p>").Append(Encode(p.Text)).Append("</p>\n"); break;
            case FormulaBlock f:
                html.Append("<div class=\"formula\">").Append(f.Label.Length > 0 ? $"<span>{Encode(f.Label)}</span>" : "")
                    .Append(MathMlNotation.Instance.Document(f.Formula, display: false)).Append("</div>\n");
                break;
            case TableBlock t:
                html.Append("<table>\n<thead><tr>").Append(string.Concat(t.Columns.Select(c => $"<th scope=\"col\">{Encode(c)}</th>"))).Append("</tr></thead>\n<tbody>\n");
                foreach (var row in t.Rows) html.Append("<tr>").Append(string.Concat(row.Select(c => $"<td>{Encode(c)}</td>"))).Append("</tr>\n");
                html.Append("</tbody>\n</table>\n");
                break;
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
