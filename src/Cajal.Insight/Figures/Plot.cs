namespace Cajal.Insight;

/// <summary>The inside of a chart while it is drawn: its pixels and the scales that lead to them.</summary>
internal sealed class Plot(Svg svg, Box area, Scale x, Scale y)
{
    private readonly SortedSet<int> crosses = [];

    public Svg Svg => svg;

    public Box Area => area;

    public Scale X => x;

    public Scale Y => y;

    /// <summary>Marks the place of a number that cannot be drawn, at the foot of the chart.</summary>
    public void Cross(double at)
    {
        if (x.At(at) is var pixel && pixel >= area.X - 0.5 && pixel <= area.Right + 0.5) crosses.Add((int)Math.Round(pixel / 6));
    }

    /// <summary>Adds a course through points in a new piece; points on a straight way are left out.</summary>
    public void Course(Outline path, List<(double X, double Y)> points)
    {
        if (points.Count < 2) return;
        path.Lift();
        double lastX = double.NaN, lastY = double.NaN;
        for (int i = 0; i < points.Count; i++)
        {
            double px = x.At(points[i].X), py = y.At(points[i].Y);
            if (i > 0 && i < points.Count - 1)
            {
                double nextX = x.At(points[i + 1].X), nextY = y.At(points[i + 1].Y);
                if (Math.Abs((px - lastX) * (nextY - lastY) - (py - lastY) * (nextX - lastX)) < 0.05 * (Math.Abs(nextX - lastX) + Math.Abs(nextY - lastY))) continue;
            }
            path.To(px, py);
            (lastX, lastY) = (px, py);
        }
    }

    /// <summary>Draws the crosses, a few pixels apart at least.</summary>
    public void DrawCrosses()
    {
        var path = new Outline();
        foreach (int c in crosses) path.Cross(Math.Clamp(6 * c, area.X + 4, Math.Max(area.X + 4, area.Right - 4)), area.Bottom - 6, 3);
        svg.Path(path.ToString(), Ink.None, Ink.Text, 1.6);
    }
}
