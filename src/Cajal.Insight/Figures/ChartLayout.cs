namespace Cajal.Insight;

/// <summary>Finds a chart's place between its axes and draws both.</summary>
internal static class ChartLayout
{
    private const double TickRow = 22, LabelRow = 22, NoteRow = 18;

    public static void Draw(Chart chart, Svg svg, Box box)
    {
        var extents = chart.Reach();
        var (x, y) = (chart.X, chart.Y);
        var bar = chart.Marks.Select(m => m.Bar).FirstOrDefault(b => b is not null);
        List<string> notes = [.. chart.Notes().SelectMany(n => TextSize.Wrap(n, TextSize.Note, box.Width - 32))];
        double top = y.Words.Length > 0 ? LabelRow + 4 : 10, bottom = (x.IsBare ? 4 : TickRow) + (x.Label.Length > 0 || x.IsLog ? LabelRow : 0) + NoteRow * notes.Count + 8;
        var (lowX, highX) = extents.Ends(x, isX: true);
        var (lowY, highY) = extents.Ends(y, isX: false);
        double height = Math.Max(1, box.Height - top - bottom);
        var ticksY = y.IsBare ? null : Ticks.Of(new Scale(lowY, highY, y.IsLog, height, 0), sideways: false, y.Names, y.IsWhole);
        double left = ticksY is null ? 16 : Math.Min(ticksY.Widest, box.Width / 3) + 26, right = 22 + (bar?.Width(height) ?? 0);
        var area = box.Inside(left, top, right, bottom);
        if (chart.IsEqual) (area, lowX, highX, lowY, highY) = Equal(chart, area, lowX, highX, lowY, highY);
        var scaleX = new Scale(lowX, highX, x.IsLog, x.IsReversed ? area.Right : area.X, x.IsReversed ? area.X : area.Right);
        var scaleY = new Scale(lowY, highY, y.IsLog, y.IsReversed ? area.Y : area.Bottom, y.IsReversed ? area.Bottom : area.Y);
        if (ticksY is not null && chart.IsEqual) ticksY = Ticks.Of(scaleY, sideways: false, y.Names, y.IsWhole);
        var ticksX = x.IsBare ? null : Ticks.Of(scaleX, sideways: true, x.Names, x.IsWhole);
        Grid(svg, area, scaleX, scaleY, ticksX, ticksY, x, y);
        var plot = new Plot(svg, area, scaleX, scaleY);
        svg.BeginClip(area, scaleX, scaleY);
        foreach (var mark in chart.Marks)
        {
            svg.BeginSeries(mark.Name);
            mark.Draw(plot);
            svg.EndSeries(mark.Name);
        }
        plot.DrawCrosses();
        svg.End();
        bar?.Draw(svg, area);
        double at = Axes(svg, box, area, scaleX, scaleY, ticksX, ticksY, x, y);
        foreach (string note in notes) svg.Text(box.X + 16, at += NoteRow, note, TextSize.Note, Ink.Muted);
    }

    // The same number of pixels for a unit on both axes: a free axis is shown wider, a set one in a narrower area.
    private static (Box, double, double, double, double) Equal(Chart chart, Box area, double lowX, double highX, double lowY, double highY)
    {
        double unit = Math.Min(area.Width / (highX - lowX), area.Height / (highY - lowY));
        double width = unit * (highX - lowX), height = unit * (highY - lowY);
        return (new Box(area.X + (chart.Marks.Any(m => m.Bar is not null) ? 0 : (area.Width - width) / 2), area.Y, width, height), lowX, highX, lowY, highY);
    }

    private static void Grid(Svg svg, Box area, Scale scaleX, Scale scaleY, Ticks? ticksX, Ticks? ticksY, Axis x, Axis y)
    {
        if (ticksX is not null && x.Names is null)
            foreach (double v in ticksX.Places) svg.Line(scaleX.At(v), area.Y, scaleX.At(v), area.Bottom, Ink.Grid);
        if (ticksY is not null && y.Names is null)
            foreach (double v in ticksY.Places) svg.Line(area.X, scaleY.At(v), area.Right, scaleY.At(v), Ink.Grid);
    }

    private static double Axes(Svg svg, Box box, Box area, Scale scaleX, Scale scaleY, Ticks? ticksX, Ticks? ticksY, Axis x, Axis y)
    {
        double at = area.Bottom + 4;
        if (y.Words.Length > 0) svg.Text(box.X + 16, area.Y - 10, TextSize.Cut(y.Words, TextSize.Label, box.Width - 32), TextSize.Label, Ink.Text);
        if (ticksY is not null)
        {
            svg.Line(area.X, area.Y, area.X, area.Bottom, Ink.Muted, 1.2);
            foreach (double v in ticksY.Minor) svg.Line(area.X - 3, scaleY.At(v), area.X, scaleY.At(v), Ink.Muted);
            for (int i = 0; i < ticksY.Places.Length; i++)
            {
                double pixel = scaleY.At(ticksY.Places[i]);
                svg.Line(area.X - 6, pixel, area.X, pixel, Ink.Muted, 1.2);
                svg.Text(area.X - 10, pixel + 5, TextSize.Cut(ticksY.Labels[i], TextSize.Tick, Math.Max(20, area.X - box.X - 14)), TextSize.Tick, Ink.Text, "end");
            }
        }
        if (ticksX is not null)
        {
            svg.Line(area.X, area.Bottom, area.Right, area.Bottom, Ink.Muted, 1.2);
            foreach (double v in ticksX.Minor) svg.Line(scaleX.At(v), area.Bottom, scaleX.At(v), area.Bottom + 3, Ink.Muted);
            for (int i = 0; i < ticksX.Places.Length; i++)
            {
                double pixel = scaleX.At(ticksX.Places[i]);
                svg.Line(pixel, area.Bottom, pixel, area.Bottom + 6, Ink.Muted, 1.2);
                svg.Text(pixel, area.Bottom + TickRow, ticksX.Labels[i], TextSize.Tick, Ink.Text, "middle");
            }
            at = area.Bottom + TickRow;
        }
        if (x.Words.Length == 0) return at;
        at += LabelRow;
        svg.Text((area.X + area.Right) / 2, at - 2, TextSize.Cut(x.Words, TextSize.Label, box.Width - 32), TextSize.Label, Ink.Text, "middle");
        return at;
    }
}
