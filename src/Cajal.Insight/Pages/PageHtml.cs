using System.Net;
using System.Text;
using Cajal.Data;

namespace Cajal.Insight;

/// <summary>Pages as one HTML file that loads nothing.</summary>
internal static class PageHtml
{
    private static readonly string Style = Resource("page.css"), Script = Resource("page.js");

    /// <summary>The page; with figures, its script lets readers point at values, and with many parts it has a table of contents.</summary>
    public static string Write(Page page)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(Encode(page.Title)).Append("</title>\n<style>\n").Append(Style).Append("</style>\n</head>\n<body>\n<main>\n<h1>").Append(Encode(page.Title)).Append("</h1>\n");
        string[] parts = [.. page.Blocks.OfType<HeadingBlock>().Select(h => h.Text)];
        bool hasFigures = page.Blocks.Any(b => b is FigureBlock);
        if (hasFigures && parts.Length > 3)
            html.Append("<nav aria-label=\"Contents\">").Append(string.Join(" · ", parts.Select((p, i) => $"<a href=\"#part{i + 1}\">{Encode(p)}</a>"))).Append("</nav>\n");
        int part = 0;
        foreach (var block in page.Blocks)
        {
            if (block is HeadingBlock h) html.Append("<h2 id=\"part").Append(++part).Append("\">").Append(Encode(h.Text)).Append("</h2>\n");
            else Append(html, block);
        }
        html.Append("</main>\n");
        if (hasFigures) html.Append("<script>\n").Append(Script).Append("</script>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>A picture as an address that holds it.</summary>
    public static string Address(Picture picture) => $"data:image/png;base64,{Convert.ToBase64String(picture.ToPng())}";

    private static void Append(StringBuilder html, Block block)
    {
        switch (block)
        {
            case ParagraphBlock p: html.Append("<p>").Append(Encode(p.Text)).Append("</p>\n"); break;
            case FormulaBlock f:
                html.Append("<div class=\"formula\">").Append(f.Label.Length > 0 ? $"<span>{Encode(f.Label)}</span>" : "")
                    .Append(MathMlNotation.Instance.Document(f.Formula, display: false)).Append("</div>\n");
                break;
            case FigureBlock f: Append(html, f); break;
            case PicturesBlock p:
                html.Append("<ul class=\"pictures\">\n");
                foreach (var (picture, caption) in p.Pictures) html.Append("<li><img alt=\"\" src=\"").Append(Address(picture)).Append("\"><span>").Append(Encode(caption)).Append("</span></li>\n");
                html.Append("</ul>\n");
                break;
            case TableBlock t: Append(html, t); break;
        }
    }

    private static void Append(StringBuilder html, TableBlock table)
    {
        // Numbers stand below each other by their ends, sentences by their beginnings.
        string[] kinds = [.. table.Columns.Select((_, c) => table.Rows.Any(r => r[c].Length > 24 && r[c].Contains(' ', StringComparison.Ordinal)) ? " class=\"words\"" : "")];
        html.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"table\"><table>\n<thead><tr>")
            .Append(string.Concat(table.Columns.Select((name, c) => $"<th scope=\"col\"{kinds[c]}>{Encode(name)}</th>"))).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows) html.Append("<tr>").Append(string.Concat(row.Select((cell, c) => $"<td{kinds[c]}>{Encode(cell)}</td>"))).Append("</tr>\n");
        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Append(StringBuilder html, FigureBlock block)
    {
        html.Append("<figure>").Append(block.Figure.ToSvg());
        // A closing tag inside would end the script early.
        if (block.Data.Length > 0) html.Append("<script type=\"application/json\">").Append(block.Data.Replace("<", "\\u003c", StringComparison.Ordinal)).Append("</script>");
        html.Append("</figure>\n");
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PageHtml).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
