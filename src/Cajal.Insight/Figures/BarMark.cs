namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A bar for each name, several series side by side; returns the chart.</summary>
    /// <param name="name">What the legend calls the series; empty for no entry.</param>
    /// <param name="names">A name for each bar; the same for all series.</param>
    /// <param name="values">A height for each.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <exception cref="ArgumentException">Not as many names as values.</exception>
    public Chart Bars(string name, IReadOnlyList<string> names, Numbers values, int? colour = null)
    {
        if (names.Count != values.Values.Length) throw new ArgumentException($"Bars need a name for each value; received {names.Count} names and {values.Values.Length} values.");
        X.Names = names;
        int place = marks.OfType<BarMark>().Count();
        With(new BarMark(values.Values, place) { Name = name, Ink = Colour(name, colour) });
        foreach (var bars in marks.OfType<BarMark>()) bars.Series = place + 1;
        return this;
    }
}

/// <summary>Bars from zero (on a log scale, from the axis); each says its number where there is room.</summary>
internal sealed class BarMark(double[] values, int place) : Mark
{
    private const int MostNumbers = 24;

    /// <summary>How many series share a place.</summary>
    public int Series { get; set; } = 1;

    public override Key? Key => Name.Length > 0 ? new(Name, Ink, KeyKind.Box) : null;

    public override void Extend(Extents extents)
    {
        for (int i = 0; i < values.Length; i++) extents.Point(i, values[i]);
        extents.X(-0.5);
        extents.X(values.Length - 0.5);
        extents.Y(0);
        extents.WantsRoomY = extents.HasFoot = true;
    }

    public override void Draw(Plot plot)
    {
        double wide = plot.X.Length / Math.Max(1, values.Length) * 0.8 / Series, foot = plot.Y.At(0);
        if (double.IsNaN(foot)) foot = plot.Area.Bottom;
        plot.Svg.Line(plot.Area.X, foot, plot.Area.Right, foot, Ink.Muted);
        for (int i = 0; i < values.Length; i++)
        {
            double x = plot.X.At(i) + (place - Series / 2.0) * wide, y = plot.Y.At(values[i]);
            if (double.IsNaN(y))
            {
                plot.Cross(i);
                continue;
            }
            plot.Svg.Rectangle(new Box(x + 1, Math.Min(y, foot), Math.Max(1, wide - 2), Math.Abs(y - foot)), Ink);
            string text = Ticks.Plain(values[i]);
            if (values.Length * Series <= MostNumbers && TextSize.Width(text, TextSize.Note) <= wide + 6)
                plot.Svg.Text(x + wide / 2, y <= foot ? Math.Max(y - 4, plot.Area.Y + 11) : Math.Min(y + 13, plot.Area.Bottom - 2), text, TextSize.Note, Ink.Text, "middle", halo: true);
        }
    }
}
