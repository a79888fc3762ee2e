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

    /// <summary>Draws the crosses, a few pixels apart at least.</summary>
    public void DrawCrosses()
    {
        var path = new Outline();
        foreach (int c in crosses) path.Cross(Math.Clamp(6 * c, area.X + 4, Math.Max(area.X + 4, area.Right - 4)), area.Bottom - 6, 3);
        svg.Path(path.ToString(), Ink.None, Ink.Text, 1.6);
    }
}
