using System.Globalization;

namespace Cajal.Insight;

/// <summary>A drawing that is written as SVG: one self-contained file whose text stays text, light and dark, with words for those who do not see it.</summary>
public abstract class Figure
{
    private protected Figure(string title) => Title = title;

    /// <summary>What is seen, in a sentence.</summary>
    public string Title { get; }

    /// <summary>More words for readers who do not see the drawing; what it left out is added to them.</summary>
    public string Description { get; set; } = "";

    /// <summary>Width in pixels.</summary>
    public double Width { get; set; } = 720;

    /// <summary>Height in pixels.</summary>
    public double Height { get; set; } = 440;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="theme">Its colours.</param>
    public string ToSvg(Theme theme = Theme.Auto)
    {
        var svg = new Svg();
        svg.Rectangle(new Box(0, 0, Width, Height), Ink.Paper);
        Draw(svg, new Box(0, 0, Width, Height), new Place());
        string body = svg.Body, notes = string.Join(" ", Notes()), words = Svg.Escape($"{Description} {notes}".Trim());
        string key = Key(Title + words + body), scope = theme switch { Theme.Light => "cajal-light", Theme.Dark => "cajal-dark", _ => "cajal" };
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{scope}\" width=\"{Svg.At(Width)}\" height=\"{Svg.At(Height)}\" viewBox=\"0 0 {Svg.At(Width)} {Svg.At(Height)}\" " +
            $"font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\" role=\"img\" aria-labelledby=\"{key}t{(words.Length > 0 ? $" {key}d" : "")}\">\n" +
            $"<title id=\"{key}t\">{Svg.Escape(Title)}</title>\n{(words.Length > 0 ? $"<desc id=\"{key}d\">{words}</desc>\n" : "")}<style>{svg.Sheet(theme)}</style>\n{body}</svg>\n";
    }

    /// <summary>Writes the drawing into a file.</summary>
    /// <param name="path">Its name, usually ending in .svg.</param>
    /// <param name="theme">Its colours.</param>
    public void Save(string path, Theme theme = Theme.Auto) => File.WriteAllText(path, ToSvg(theme));

    /// <summary>Draws into a part of a drawing.</summary>
    internal abstract void Draw(Svg svg, Box box, Place place);

    /// <summary>What its legend says.</summary>
    internal virtual IReadOnlyList<Key> Keys => [];

    /// <summary>What was left out, and where.</summary>
    internal virtual IEnumerable<string> Notes() => [];

    /// <summary>Writes the title at the top; returns what is left below.</summary>
    private protected Box DrawTitle(Svg svg, Box box, Place place)
    {
        double size = place.IsPanel ? TextSize.PanelTitle : TextSize.Title, y = box.Y + (place.IsPanel ? 4 : 12);
        foreach (string line in TextSize.Wrap(Title, size, box.Width - 32, bold: true))
        {
            y += size * 1.25;
            svg.Text(box.X + 16, y - size * 0.25, line, size, Ink.Text, bold: true);
        }
        return box.Inside(0, y - box.Y + 2, 0, 0);
    }

    // FNV-1a of the content, so that identifiers differ between the drawings of one page and are the same each time.
    private static string Key(string content)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in content) hash = (hash ^ c) * 1099511628211;
        return "c" + (hash >> 32 ^ hash & 0xffffffff).ToString("x8", CultureInfo.InvariantCulture);
    }
}

/// <summary>Where a figure is drawn: by itself, or as a panel beside others with a legend for all.</summary>
internal readonly struct Place(bool isPanel, bool hasLegend)
{
    public bool IsPanel => isPanel;

    /// <summary>Whether a legend above speaks for it already.</summary>
    public bool HasLegend => hasLegend;
}
