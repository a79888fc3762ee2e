namespace Cajal.Insight;

/// <summary>The shape of a point.</summary>
public enum Dot
{
    /// <summary>A filled circle.</summary>
    Circle,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A cross.</summary>
    Cross,
}

public sealed partial class Chart
{
    /// <summary>A cloud of points; returns the chart.</summary>
    /// <param name="name">What the legend calls them; empty for no entry.</param>
    /// <param name="x">Places along x.</param>
    /// <param name="y">As many along y.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <param name="size">Pixels across.</param>
    /// <param name="dot">Their shape, a second means to tell classes apart.</param>
    /// <exception cref="ArgumentException">Not as many x as y.</exception>
    public Chart Scatter(string name, Numbers x, Numbers y, int? colour = null, double size = 6, Dot dot = Dot.Circle)
    {
        RequireSame("scatter", x, y);
        return With(new ScatterMark(x.Values, y.Values, size, dot) { Name = name, Ink = Colour(name, colour) });
    }
}

/// <summary>Points. Of those that fall on one pixel one is drawn; many together are drawn as one path.</summary>
internal sealed class ScatterMark(double[] x, double[] y, double size, Dot dot) : Mark
{
    private const int Single = 500;

    public override Key? Key => Name.Length > 0 ? new(Name, Ink, dot == Dot.Square ? KeyKind.Box : KeyKind.Dots) : null;

    public override void Extend(Extents extents)
    {
        for (int i = 0; i < x.Length; i++) extents.Point(x[i], y[i]);
        extents.WantsRoomX = extents.WantsRoomY = true;
    }

    public override void Draw(Plot plot)
    {
        var taken = new HashSet<(int, int)>();
        var path = new Outline();
        bool many = x.Length > Single;
        double half = size / 2;
        for (int i = 0; i < x.Length; i++)
        {
            double px = plot.X.At(x[i]), py = plot.Y.At(y[i]);
            if (double.IsNaN(px) || double.IsNaN(py))
            {
                plot.Cross(x[i]);
                continue;
            }
            if (px < plot.Area.X - size || px > plot.Area.Right + size || py < plot.Area.Y - size || py > plot.Area.Bottom + size) continue;
            if (many && !taken.Add(((int)Math.Round(px), (int)Math.Round(py)))) continue;
            switch (dot)
            {
                case Dot.Cross: path.Cross(px, py, half); break;
                case Dot.Square:
                    path.To(px - half, py - half);
                    path.To(px + half, py - half);
                    path.To(px + half, py + half);
                    path.To(px - half, py + half);
                    path.Close();
                    break;
                default: path.Circle(px, py, half); break;
            }
        }
        bool open = dot is Dot.Cross or Dot.Ring;
        // The edge of paper around them, below their own colour: a crowd stays in its colour.
        plot.Svg.Path(path.ToString(), open ? Ink.None : Ink, open ? Ink : many ? Ink.None : Ink.Paper, open ? 2 : 1.6, many ? 0.7 : 1, halo: !open && !many);
    }
}
