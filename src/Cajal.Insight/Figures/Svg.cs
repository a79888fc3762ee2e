using System.Globalization;
using System.Text;

namespace Cajal.Insight;

/// <summary>Writes the elements of a drawing: places rounded to a tenth of a pixel, text escaped, and which inks were used remembered.</summary>
internal sealed class Svg
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly StringBuilder text = new();
    private uint fills, strokes;

    /// <summary>What was drawn so far.</summary>
    public string Body => text.ToString();

    /// <summary>The style sheet it needs.</summary>
    public string Sheet(Theme theme) => Ink.Sheet(fills, strokes, theme);

    /// <summary>A place or length, rounded to a tenth of a pixel; what is not finite is far outside.</summary>
    public static string At(double value)
    {
        value = double.IsNaN(value) ? -9999 : Math.Round(Math.Clamp(value, -9999, 99999), 1);
        return (value == 0 ? 0 : value).ToString("0.#", Invariant);
    }

    /// <summary>Text for XML: markup escaped, characters that XML does not allow replaced.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c) || c is '\ufffe' or '\uffff' || c < ' ') safe.Append(c is '\t' or '\n' or '\r' ? ' ' : '\ufffd');
            else safe.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => c.ToString() });
        }
        return safe.ToString();
    }

    public void Line(double x1, double y1, double x2, double y2, Ink ink, double width = 1, string dash = "") =>
        text.Append(Invariant, $"<path d=\"M{At(x1)} {At(y1)}L{At(x2)} {At(y2)}\"{Paint(Ink.None, ink, width, 1, dash)}/>\n");

    public void Rectangle(Box box, Ink fill, double opacity = 1, Ink stroke = default, double width = 1, double round = 0) =>
        text.Append(Invariant, $"<rect x=\"{At(box.X)}\" y=\"{At(box.Y)}\" width=\"{At(box.Width)}\" height=\"{At(box.Height)}\"")
            .Append(round > 0 ? $" rx=\"{At(round)}\"" : "").Append(Paint(fill, stroke, width, opacity)).Append("/>\n");

    public void Circle(double x, double y, double radius, Ink fill, Ink stroke = default, double width = 1, double opacity = 1) =>
        text.Append(Invariant, $"<circle cx=\"{At(x)}\" cy=\"{At(y)}\" r=\"{At(radius)}\"{Paint(fill, stroke, width, opacity)}/>\n");

    /// <summary>A path; nothing where it is empty. With even and odd, what lies between two of its courses is filled.</summary>
    public void Path(string d, Ink fill, Ink stroke, double width = 1, double opacity = 1, string dash = "", bool evenOdd = false)
    {
        if (d.Length > 0) text.Append(Invariant, $"<path d=\"{d}\"{(evenOdd ? " fill-rule=\"evenodd\"" : "")}{Paint(fill, stroke, width, opacity, dash)}/>\n");
    }

    /// <summary>Text on its base line.</summary>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">The base line.</param>
    /// <param name="words">What is written.</param>
    /// <param name="size">Height in pixels.</param>
    /// <param name="ink">Colour.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="bold">In bold letters.</param>
    /// <param name="halo">With an edge of paper, where it stands on data.</param>
    public void Text(double x, double y, string words, double size, Ink ink, string anchor = "start", bool bold = false, bool halo = false)
    {
        text.Append(Invariant, $"<text x=\"{At(x)}\" y=\"{At(y)}\" font-size=\"{At(size)}\"").Append(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")
            .Append(bold ? " font-weight=\"bold\"" : "").Append(halo ? " paint-order=\"stroke\" stroke-linejoin=\"round\"" : "")
            .Append(Paint(ink, halo ? Ink.Paper : Ink.None, 4, 1)).Append('>').Append(Escape(words)).Append("</text>\n");
    }

    /// <summary>Begins the inside of a chart: its drawing ends at its edge, places stay those of the whole. The ends of its axes are named for scripts that read
    /// values off.</summary>
    public void BeginClip(Box box, Scale x, Scale y) => text.Append(Invariant, $"<svg x=\"{At(box.X)}\" y=\"{At(box.Y)}\" width=\"{At(box.Width)}\" height=\"{At(box.Height)}\" viewBox=\"")
        .Append(Invariant, $"{At(box.X)} {At(box.Y)} {At(box.Width)} {At(box.Height)}\" overflow=\"hidden\" data-axes=\"{x.Low:G6} {x.High:G6} {(x.IsLog ? 1 : 0)} ")
        .Append(Invariant, $"{y.Low:G6} {y.High:G6} {(y.IsLog ? 1 : 0)}\">\n");

    /// <summary>Begins what belongs to a series, or its entry in a legend; nothing where it has no name.</summary>
    public void BeginSeries(string name, bool isKey = false)
    {
        if (name.Length > 0) text.Append(Invariant, $"<g data-{(isKey ? "key" : "series")}=\"{Escape(name)}\">\n");
    }

    public void EndSeries(string name)
    {
        if (name.Length > 0) text.Append("</g>\n");
    }

    /// <summary>Begins a part that counts its places in cells.</summary>
    public void BeginCells(Box box, int columns, int rows) =>
        text.Append(Invariant, $"<svg x=\"{At(box.X)}\" y=\"{At(box.Y)}\" width=\"{At(box.Width)}\" height=\"{At(box.Height)}\" viewBox=\"0 0 {columns} {rows}\" ")
            .Append("preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\">\n");

    public void End() => text.Append("</svg>\n");

    private string Paint(Ink fill, Ink stroke, double width, double opacity, string dash = "")
    {
        string classes = "", attributes = fill.IsNone ? " fill=\"none\"" : "";
        if (fill.Role > 0)
        {
            fills |= 1u << fill.Role;
            classes = $"f{fill.Role}";
        }
        else if (fill.Colour is { } colour) attributes += $" fill=\"{colour}\"";
        if (stroke.Role > 0)
        {
            strokes |= 1u << stroke.Role;
            classes += $"{(classes.Length > 0 ? " " : "")}l{stroke.Role}";
        }
        else if (stroke.Colour is { } colour) attributes += $" stroke=\"{colour}\"";
        if (classes.Length > 0) attributes += $" class=\"{classes}\"";
        if (!stroke.IsNone && width != 1) attributes += $" stroke-width=\"{At(width)}\"";
        if (opacity < 1) attributes += $" {(fill.IsNone ? "stroke-" : stroke.IsNone ? "fill-" : "")}opacity=\"{opacity.ToString("0.##", Invariant)}\"";
        return dash.Length > 0 ? $"{attributes} stroke-dasharray=\"{dash}\"" : attributes;
    }
}
