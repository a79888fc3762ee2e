namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>Arrows from points, for gradients and flows; returns the chart.</summary>
    /// <param name="name">What the legend calls them; empty for no entry.</param>
    /// <param name="x">Where they begin, along x.</param>
    /// <param name="y">Where they begin, along y.</param>
    /// <param name="alongX">How far they reach along x.</param>
    /// <param name="alongY">How far they reach along y.</param>
    /// <param name="scale">All lengths times this number; when left out, so that the longest are as long as the points are apart.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <exception cref="ArgumentException">The four are not of one length.</exception>
    public Chart Quiver(string name, Numbers x, Numbers y, Numbers alongX, Numbers alongY, double? scale = null, int? colour = null)
    {
        RequireSame("quiver", x, y);
        RequireSame("quiver", x, alongX);
        RequireSame("quiver", x, alongY);
        return With(new QuiverMark(x.Values, y.Values, alongX.Values, alongY.Values, scale) { Name = name, Ink = Colour(name, colour) });
    }
}

/// <summary>Arrows; those that are not finite or have no length leave a dot out.</summary>
internal sealed class QuiverMark(double[] x, double[] y, double[] alongX, double[] alongY, double? scale) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, KeyKind.Line) : null;

    public override void Extend(Extents extents)
    {
        for (int i = 0; i < x.Length; i++)
        {
            extents.Point(x[i], y[i]);
            if (!double.IsFinite(alongX[i] + alongY[i])) extents.Miss();
        }
        extents.WantsRoomX = extents.WantsRoomY = true;
    }

    public override void Draw(Plot plot)
    {
        double unitX = plot.X.At(plot.X.Low + 1) - plot.X.At(plot.X.Low), unitY = plot.Y.At(plot.Y.Low + 1) - plot.Y.At(plot.Y.Low), longest = 0;
        for (int i = 0; i < x.Length; i++)
            if (Math.Sqrt(Math.Pow(alongX[i] * unitX, 2) + Math.Pow(alongY[i] * unitY, 2)) is var length && double.IsFinite(length)) longest = Math.Max(longest, length);
        double apart = Math.Sqrt(plot.Area.Width * plot.Area.Height / Math.Max(1, x.Length)), factor = scale ?? (longest > 0 ? 0.9 * apart / longest : 1);
        var path = new Outline();
        for (int i = 0; i < x.Length; i++)
        {
            double fromX = plot.X.At(x[i]), fromY = plot.Y.At(y[i]), dx = alongX[i] * unitX * factor, dy = alongY[i] * unitY * factor, length = Math.Sqrt(dx * dx + dy * dy);
            if (!double.IsFinite(fromX + fromY + length))
            {
                plot.Cross(x[i]);
                continue;
            }
            if (length < 0.5) continue;
            double head = Math.Min(6, length * 0.5), cos = dx / length, sin = dy / length, toX = fromX + dx, toY = fromY + dy;
            path.To(fromX, fromY);
            path.To(toX, toY);
            path.Lift();
            path.To(toX - head * (cos + 0.5 * sin), toY - head * (sin - 0.5 * cos));
            path.To(toX, toY);
            path.To(toX - head * (cos - 0.5 * sin), toY - head * (sin + 0.5 * cos));
            path.Lift();
        }
        plot.Svg.Path(path.ToString(), Ink.None, Ink, 1.5);
    }
}
