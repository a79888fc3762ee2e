namespace Cajal.Insight;

/// <summary>Figures side by side, in rows; what all their legends say is said once, above.</summary>
public sealed class SmallMultiples : Figure
{
    private readonly List<Figure> panels = [];
    private readonly int columns;

    /// <summary>An empty sheet.</summary>
    /// <param name="title">What is seen, in a sentence.</param>
    /// <param name="columns">Panels in a row.</param>
    /// <param name="panelWidth">Pixels.</param>
    /// <param name="panelHeight">Pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one column.</exception>
    public SmallMultiples(string title, int columns = 2, double panelWidth = 440, double panelHeight = 320) : base(title)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (this.columns, PanelWidth, PanelHeight) = (columns, panelWidth, panelHeight);
        Resize();
    }

    /// <summary>Pixels of a panel from left to right.</summary>
    public double PanelWidth { get; }

    /// <summary>Pixels of a panel from top to bottom.</summary>
    public double PanelHeight { get; }

    /// <summary>Adds a panel; returns the sheet.</summary>
    public SmallMultiples Add(Figure panel)
    {
        panels.Add(panel);
        Resize();
        return this;
    }

    /// <summary>Gives all charts the same ends along y, so that heights can be compared; returns the sheet.</summary>
    public SmallMultiples SameY()
    {
        var charts = panels.OfType<Chart>().ToArray();
        var ends = charts.Select(c => c.Reach().Ends(c.Y, isX: false)).ToArray();
        foreach (var chart in charts) chart.RangeY(ends.Min(e => e.Low), ends.Max(e => e.High));
        return this;
    }

    internal override IReadOnlyList<Key> Keys => Key.Distinct(panels.SelectMany(p => p.Keys));

    internal override IEnumerable<string> Notes() => panels.SelectMany(p => p.Notes().Select(n => $"{p.Title}: {n}"));

    internal override void Draw(Svg svg, Box box, Place place)
    {
        // One legend for all, unless a name or a colour means different things in two panels.
        var all = Keys;
        bool shared = panels.All(p => p.Keys.All(k => all.All(a => a.Name == k.Name ? a.Same(k) : !a.LooksLike(k))));
        var left = DrawTitle(svg, box, place);
        if (shared && !place.HasLegend) left = Key.Draw(svg, left, all);
        int rows = (panels.Count + columns - 1) / columns;
        double wide = left.Width / columns, high = (left.Height - 6) / Math.Max(1, rows);
        for (int i = 0; i < panels.Count; i++)
            panels[i].Draw(svg, new Box(left.X + i % columns * wide, left.Y + i / columns * high, wide, high), new Place(isPanel: true, hasLegend: shared));
    }

    private void Resize()
    {
        Width = columns * PanelWidth;
        double head = 16 + TextSize.Wrap(Title, TextSize.Title, Width - 32, bold: true).Count * TextSize.Title * 1.25 + (Keys.Count > 0 ? 28 : 0);
        Height = head + (panels.Count + columns - 1) / columns * PanelHeight + 8;
    }
}
