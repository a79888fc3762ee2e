namespace Cajal.Insight;

/// <summary>A part of the drawing, in pixels, y downwards.</summary>
internal readonly struct Box(double x, double y, double width, double height)
{
    public double X => x;

    public double Y => y;

    public double Width => width;

    public double Height => height;

    public double Right => x + width;

    public double Bottom => y + height;

    /// <summary>What is left after margins are taken away; never less than nothing.</summary>
    public Box Inside(double left, double top, double right, double bottom) =>
        new(x + left, y + top, Math.Max(1, width - left - right), Math.Max(1, height - top - bottom));
}
