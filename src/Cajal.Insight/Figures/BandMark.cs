namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>The area between two lines: a spread, an interval. Returns the chart.</summary>
    /// <param name="name">That of the line it belongs to, whose colour it takes; a name of its own gets an entry in the legend.</param>
    /// <param name="x">Places along x.</param>
    /// <param name="low">Its lower edge.</param>
    /// <param name="high">Its upper edge.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <exception cref="ArgumentException">The three are not of one length.</exception>
    public Chart Band(string name, Numbers x, Numbers low, Numbers high, int? colour = null)
    {
        RequireSame("band", x, low);
        RequireSame("band", x, high);
        return With(new BandMark(x.Values, low.Values, high.Values) { Name = name, Ink = Colour(name, colour) });
    }
}

/// <summary>An area between two lines; it breaks where one of them has no number, and ends at the axis where its lower edge has no place on a log scale.</summary>
internal sealed class BandMark(double[] x, double[] low, double[] high) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, KeyKind.Box) : null;

    public override void Extend(Extents extents)
    {
        for (int i = 0; i < x.Length; i++)
        {
            extents.Point(x[i], high[i]);
            extents.Y(low[i]);
        }
        extents.WantsRoomY = true;
    }

    public override void Draw(Plot plot)
    {
        var path = new Outline();
        for (int start = 0; start < x.Length; start++)
        {
            int end = start;
            while (end < x.Length && IsDrawn(plot, end)) end++;
            if (end - start > 1)
            {
                // Enough columns for every pixel.
                int step = Math.Max(1, (int)((end - start) / (2 * plot.Area.Width)));
                for (int i = start; i < end; i += step) path.To(plot.X.At(x[i]), Edge(plot, high, i, step, end, true));
                for (int i = start + (end - 1 - start) / step * step; i >= start; i -= step) path.To(plot.X.At(x[i]), Edge(plot, low, i, step, end, false));
                path.Close();
            }
            start = end;
            if (end < x.Length) plot.Cross(x[end]);
        }
        plot.Svg.Path(path.ToString(), Ink, Ink.None, opacity: 0.22);
    }

    private bool IsDrawn(Plot plot, int i) => !double.IsNaN(plot.X.At(x[i]) + plot.Y.At(high[i])) && double.IsFinite(low[i]);

    private static double Edge(Plot plot, double[] edge, int from, int step, int end, bool upper)
    {
        double extreme = edge[from];
        for (int i = from + 1; i < Math.Min(from + step, end); i++) extreme = upper ? Math.Max(extreme, edge[i]) : Math.Min(extreme, edge[i]);
        return plot.Y.At(extreme) is var y && double.IsNaN(y) ? plot.Area.Bottom : y;
    }
}
