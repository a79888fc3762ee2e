using System.Net;
using System.Text;
using Cajal.Insight;

namespace Cajal.Lectures;

/// <summary>All figures on one self-contained page, each with its caption.</summary>
public static class GalleryPage
{
    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }
        figure { margin: 2.5rem 0; } figure svg { max-width: 100%; height: auto; display: block; } figcaption { margin-top: .5rem; max-width: 60rem; }
        nav { columns: 3 16rem; } a { color: inherit; }
        """;

    /// <summary>The page as HTML.</summary>
    /// <param name="figures">Name and figure, in their order on the page.</param>
    /// <param name="theme">Colours of page and figures.</param>
    public static string ToHtml(IReadOnlyList<(string Name, DrawnFigure Drawn)> figures, Theme theme = Theme.Auto)
    {
        string scheme = theme switch { Theme.Light => "light", Theme.Dark => "dark", _ => "light dark" };
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<title>The lectures' figures, from real runs</title>\n<style>\n:root { color-scheme: ").Append(scheme).Append("; }\n").Append(Style)
            .Append("</style>\n</head>\n<body>\n<h1>The lectures' figures, from real runs</h1>\n<nav>\n");
        foreach (var (name, drawn) in figures) html.Append("<a href=\"#").Append(name).Append("\">").Append(WebUtility.HtmlEncode(drawn.Figure.Title)).Append("</a><br>\n");
        html.Append("</nav>\n<main>\n");
        foreach (var (name, drawn) in figures)
        {
            html.Append("<figure id=\"").Append(name).Append("\">\n").Append(drawn.Figure.ToSvg(theme)).Append("<figcaption>").Append(WebUtility.HtmlEncode(drawn.Caption))
                .Append("</figcaption>\n</figure>\n");
        }
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }
}
