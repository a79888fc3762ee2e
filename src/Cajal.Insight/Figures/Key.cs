namespace Cajal.Insight;

/// <summary>How a legend shows a series.</summary>
internal enum KeyKind
{
    Line,
    Dashed,
    Dots,
    Box,
}

/// <summary>An entry of a legend.</summary>
internal sealed class Key(string name, Ink ink, KeyKind kind)
{
    private const double RowHeight = 22, Swatch = 26;

    public string Name => name;

    /// <summary>Whether two entries look the same.</summary>
    public bool LooksLike(Key other) => Ink.Role == other.Ink.Role && Ink.Colour == other.Ink.Colour && Kind == other.Kind;

    /// <summary>Whether two entries say the same.</summary>
    public bool Same(Key other) => Name == other.Name && LooksLike(other);

    private Ink Ink => ink;

    private KeyKind Kind => kind;

    /// <summary>Each name once, as it first comes.</summary>
    public static IReadOnlyList<Key> Distinct(IEnumerable<Key> keys) => [.. keys.DistinctBy(k => k.Name)];

    /// <summary>Draws entries in rows at the top of a box; returns what is left below.</summary>
    public static Box Draw(Svg svg, Box box, IReadOnlyList<Key> keys)
    {
        if (keys.Count == 0) return box;
        double x = box.X + 16, y = box.Y + 4, right = box.Right - 10;
        foreach (var key in keys)
        {
            string words = TextSize.Cut(key.Name, TextSize.Label, box.Width - 32 - Swatch);
            double width = Swatch + 6 + TextSize.Width(words, TextSize.Label) + 18;
            if (x > box.X + 16 && x + width - 18 > right) (x, y) = (box.X + 16, y + RowHeight);
            svg.BeginSeries(key.Name, isKey: true);
            key.DrawSwatch(svg, x, y + RowHeight / 2);
            svg.Text(x + Swatch + 6, y + RowHeight / 2 + 5, words, TextSize.Label, Ink.Text);
            svg.EndSeries(key.Name);
            x += width;
        }
        return box.Inside(0, y + RowHeight + 2 - box.Y, 0, 0);
    }

    private void DrawSwatch(Svg svg, double x, double y)
    {
        switch (kind)
        {
            case KeyKind.Dots: svg.Circle(x + Swatch / 2, y, 5, ink); break;
            case KeyKind.Box: svg.Rectangle(new Box(x + 4, y - 6, Swatch - 8, 12), ink); break;
            default: svg.Line(x, y, x + Swatch, y, ink, 3, kind == KeyKind.Dashed ? "7 5" : ""); break;
        }
    }
}
