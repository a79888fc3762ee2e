namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A thin line across the chart at one x, with a word; returns the chart.</summary>
    public Chart RuleX(double x, string words = "") => With(new AnnotationMark(x, double.NaN, x, double.NaN, words));

    /// <summary>A thin line across the chart at one y, with a word; returns the chart.</summary>
    public Chart RuleY(double y, string words = "") => With(new AnnotationMark(double.NaN, y, double.NaN, y, words));

    /// <summary>A shaded zone from one x to another, with a word; returns the chart.</summary>
    public Chart Zone(double from, double to, string words = "") => With(new AnnotationMark(from, double.NaN, to, double.NaN, words));

    /// <summary>A word at a place; returns the chart.</summary>
    public Chart Note(double x, double y, string words) => With(new AnnotationMark(x, y, x, y, words));
}

/// <summary>A rule, a zone or a word in a chart; what has no x goes across, what has no y from bottom to top.</summary>
internal sealed class AnnotationMark(double x, double y, double toX, double toY, string words) : Mark
{
    public override void Extend(Extents extents)
    {
        if (words.Length == 0 || x == toX) extents.X(x);
        extents.Y(y);
        extents.Y(toY);
    }

    public override void Draw(Plot plot)
    {
        var area = plot.Area;
        double px = plot.X.At(x), py = plot.Y.At(y), end = plot.X.At(toX), width = TextSize.Width(words, TextSize.Note);
        if (double.IsNaN(py) && x != toX)
        {
            (px, end) = (Math.Clamp(Math.Min(px, end), area.X, area.Right), Math.Clamp(Math.Max(px, end), area.X, area.Right));
            plot.Svg.Rectangle(new Box(px, area.Y, end - px, area.Height), Ink.Muted, 0.16);
            plot.Svg.Text((px + end) / 2, area.Y + 15, TextSize.Cut(words, TextSize.Note, end - px), TextSize.Note, Ink.Text, "middle", halo: true);
        }
        else if (double.IsNaN(py))
        {
            plot.Svg.Line(px, area.Y, px, area.Bottom, Ink.Muted, 1.4, "4 4");
            bool fits = px + 6 + width <= area.Right;
            plot.Svg.Text(fits ? px + 6 : px - 6, area.Y + 14, words, TextSize.Note, Ink.Text, fits ? "start" : "end", halo: true);
        }
        else if (double.IsNaN(px))
        {
            plot.Svg.Line(area.X, py, area.Right, py, Ink.Muted, 1.4, "4 4");
            plot.Svg.Text(area.Right - 6, py - 5 < area.Y + 12 ? py + 15 : py - 5, words, TextSize.Note, Ink.Text, "end", halo: true);
        }
        else
        {
            double half = width / 2 + 4;
            plot.Svg.Text(Math.Clamp(px, area.X + half, Math.Max(area.X + half, area.Right - half)), Math.Clamp(py, area.Y + 12, area.Bottom - 4), words, TextSize.Note, Ink.Text, "middle", halo: true);
        }
    }
}
