namespace Cajal.Insight;

/// <summary>Which colour stands for which number, drawn beside a chart.</summary>
internal sealed class ColourBar(ColourMap map, double low, double high, int steps = 0)
{
    private const double Wide = 16;

    /// <summary>The colour of a number.</summary>
    public string Colour(double value) => map.At(Share(value));

    public bool IsDark(double value) => map.IsDark(Share(value));

    /// <summary>Ends that fit finite numbers; the same distance on both sides of zero when asked.</summary>
    public static (double Low, double High) Ends(ReadOnlySpan<double> values, bool aroundZero)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in values)
            if (Scale.Draws(v, isLog: false)) (low, high) = (Math.Min(low, v), Math.Max(high, v));
        if (low > high) return (0, 1);
        if (aroundZero) (low, high) = (-Math.Max(Math.Abs(low), Math.Abs(high)), Math.Max(Math.Abs(low), Math.Abs(high)));
        return high > low ? (low, high) : (low - 1, low + 1);
    }

    /// <summary>Pixels that it takes to the right of a chart.</summary>
    public double Width(double height) => Wide + 22 + Marks(height).Widest;

    /// <summary>Draws it to the right of a chart.</summary>
    public void Draw(Svg svg, Box area)
    {
        double x = area.Right + 14;
        int pieces = steps > 0 ? steps : 32;
        for (int i = 0; i < pieces; i++)
            // Each piece reaches a little under the next, so that no seam shows.
            svg.Rectangle(new Box(x, area.Bottom - area.Height * (i + 1) / pieces, Wide, area.Height / pieces + (i > 0 ? 0.6 : 0)), Ink.Fixed(map.At((i + 0.5) / pieces)));
        var scale = new Scale(low, high, false, area.Bottom, area.Y);
        var ticks = Marks(area.Height);
        for (int i = 0; i < ticks.Places.Length; i++)
            svg.Text(x + Wide + 6, scale.At(ticks.Places[i]) + 5, ticks.Labels[i], TextSize.Tick, Ink.Text);
    }

    private Ticks Marks(double height) => Ticks.Of(new Scale(low, high, false, height, 0), sideways: false);

    // Halves, so that the span of very large numbers is finite.
    private double Share(double value) => (value / 2 - low / 2) / (high / 2 - low / 2);
}
