namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A line through points in their order; a number that is not finite leaves a gap. Returns the chart.</summary>
    /// <param name="name">What the legend calls it; empty for no entry.</param>
    /// <param name="x">Places along x.</param>
    /// <param name="y">As many along y.</param>
    /// <param name="colour">Number of its colour, 0 to 7; the next one, or that of what has the same name, when left out.</param>
    /// <param name="dashed">Drawn in dashes.</param>
    /// <param name="dots">Each point is marked, as on a path.</param>
    /// <param name="width">Pixels across.</param>
    /// <exception cref="ArgumentException">Not as many x as y.</exception>
    public Chart Line(string name, Numbers x, Numbers y, int? colour = null, bool dashed = false, bool dots = false, double width = 2.6)
    {
        RequireSame("line", x, y);
        return With(new LineMark(x.Values, y.Values, dashed, dots, width) { Name = name, Ink = Colour(name, colour) });
    }

    /// <summary>A line over 0, 1, 2, …; returns the chart.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="y">Its numbers.</param>
    public Chart Line(string name, Numbers y) => Line(name, Numbers.Count(y.Values.Length), y);
}

/// <summary>A line, as fine as the pixels: of many points in one column of pixels it keeps the first, the lowest, the highest and the last.</summary>
internal sealed class LineMark(double[] x, double[] y, bool dashed, bool dots, double width) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, dashed ? KeyKind.Dashed : KeyKind.Line) : null;

    public override void Extend(Extents extents)
    {
        for (int i = 0; i < x.Length; i++) extents.Point(x[i], y[i]);
        extents.WantsRoomY = true;
        extents.WantsRoomX |= dots;
    }

    public override void Draw(Plot plot)
    {
        var path = new Outline();
        var run = new List<(double X, double Y)>();
        for (int i = 0; i < x.Length; i++)
        {
            double px = plot.X.At(x[i]), py = plot.Y.At(y[i]);
            if (double.IsNaN(px) || double.IsNaN(py))
            {
                plot.Cross(x[i]);
                Append(plot, path, run);
            }
            else run.Add((px, py));
        }
        Append(plot, path, run);
        plot.Svg.Path(path.ToString(), Ink.None, Ink, width, 1, dashed ? "7 5" : "");
        if (!dots || x.Length > 2000) return;
        for (int i = 0; i < x.Length; i++)
            if (plot.X.At(x[i]) is var px && plot.Y.At(y[i]) is var py && !double.IsNaN(px + py)) plot.Svg.Circle(px, py, width + 1, Ink);
    }

    private void Append(Plot plot, Outline path, List<(double X, double Y)> run)
    {
        if (run.Count == 1 && !dots) plot.Svg.Circle(run[0].X, run[0].Y, width, Ink);
        else if (run.Count > 1)
        {
            var kept = run.Count > 4 * plot.Area.Width ? Thin(run) : run;
            foreach (var (px, py) in kept) path.To(px, py);
            path.Lift();
        }
        run.Clear();
    }

    // Points in one column of pixels one after the other: first, lowest, highest and last draw the same pixels as all of them.
    private static List<(double X, double Y)> Thin(List<(double X, double Y)> run)
    {
        var kept = new List<(double X, double Y)>();
        for (int start = 0; start < run.Count;)
        {
            int end = start, low = start, high = start;
            for (; end < run.Count && Math.Floor(run[end].X) == Math.Floor(run[start].X); end++)
            {
                if (run[end].Y < run[low].Y) low = end;
                if (run[end].Y > run[high].Y) high = end;
            }
            foreach (int i in new SortedSet<int> { start, low, high, end - 1 }) kept.Add(run[i]);
            start = end;
        }
        return kept;
    }
}
