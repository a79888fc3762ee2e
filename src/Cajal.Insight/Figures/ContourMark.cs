namespace Cajal.Insight;

public sealed partial class Chart
{
    /// <summary>A surface as filled bands of height; returns the chart.</summary>
    /// <param name="surface">The heights.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="diverging">Colours on both sides of zero; when left out, where there are heights on both sides.</param>
    /// <param name="range">Heights of the first and the last colour; those of the surface when left out. What lies beyond takes the colour of the end.</param>
    /// <param name="bar">A bar beside the chart says which colour is which height.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two bands.</exception>
    public Chart Contour(Surface surface, int bands = 10, bool? diverging = null, (double Low, double High)? range = null, bool bar = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 2);
        bool both = diverging ?? (surface.Heights.Any(h => h < 0) && surface.Heights.Any(h => h > 0));
        var (low, high) = range ?? ColourBar.Ends(surface.Heights, both);
        return With(new ContourMark(surface, bands, low, high, new ColourBar(both ? ColourMap.Diverging : ColourMap.Sequential, low, high, bands), bar));
    }

    /// <summary>The line on which a surface has one height, such as a decision boundary; returns the chart.</summary>
    /// <param name="name">What the legend calls it; empty for no entry.</param>
    /// <param name="surface">The heights.</param>
    /// <param name="height">That of the line.</param>
    /// <param name="colour">As for <c>Line</c>.</param>
    /// <param name="dashed">Drawn in dashes.</param>
    public Chart Level(string name, Surface surface, double height, int? colour = null, bool dashed = false) =>
        With(new LevelMark(surface, height, dashed) { Name = name, Ink = Colour(name, colour) });
}

/// <summary>Filled bands of height, from the lowest up, each over the ones before; where there is no number the paper is seen.</summary>
internal sealed class ContourMark(Surface surface, int bands, double low, double high, ColourBar colours, bool hasBar) : Mark
{
    public override ColourBar? Bar => hasBar ? colours : null;

    public override void Extend(Extents extents) => extents.Fill(surface);

    public override void Draw(Plot plot)
    {
        for (int band = 0; band < bands; band++)
        {
            double level = low + (high - low) * band / bands;
            var path = new Outline();
            foreach (var ring in surface.Rings(band == 0 ? double.NegativeInfinity : level))
            {
                plot.Course(path, ring);
                path.Close();
            }
            plot.Svg.Path(path.ToString(), Ink.Fixed(colours.Colour(level + (high - low) / bands / 2)), Ink.None);
        }
    }
}

/// <summary>The line of one height; along the edge of the surface it is not drawn.</summary>
internal sealed class LevelMark(Surface surface, double height, bool dashed) : Mark
{
    public override Key? Key => Name.Length > 0 ? new(Name, Ink, dashed ? KeyKind.Dashed : KeyKind.Line) : null;

    public override void Extend(Extents extents)
    {
        extents.X(surface.FromX);
        extents.X(surface.ToX);
        extents.Y(surface.FromY);
        extents.Y(surface.ToY);
    }

    public override void Draw(Plot plot)
    {
        var path = new Outline();
        foreach (var ring in surface.Rings(height))
        {
            var piece = new List<(double X, double Y)>();
            for (int i = 0; i <= ring.Count; i++)
            {
                var (from, to) = (ring[(i + ring.Count - 1) % ring.Count], ring[i % ring.Count]);
                if (i > 0 && IsEdge(from.X, to.X, surface.FromX, surface.ToX) | IsEdge(from.Y, to.Y, surface.FromY, surface.ToY))
                {
                    plot.Course(path, piece);
                    piece.Clear();
                }
                piece.Add(to);
            }
            plot.Course(path, piece);
        }
        plot.Svg.Path(path.ToString(), Ink.None, Ink, 2.6, 1, dashed ? "7 5" : "");
    }

    private static bool IsEdge(double a, double b, double from, double to) => a == b && (a == from || a == to);
}
