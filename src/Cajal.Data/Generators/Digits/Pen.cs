namespace Cajal.Data;

/// <summary>A round pen on a square of paper: a pixel's ink depends on its distance to the nearest stroke, with a soft edge.</summary>
internal sealed class Pen(int size)
{
    // Squared distance of each pixel to the nearest stroke so far.
    private readonly double[] distances = new double[size * size];

    /// <summary>New paper.</summary>
    public void Clear() => distances.AsSpan().Fill(double.PositiveInfinity);

    /// <summary>Draws a straight line; pixels farther away than <paramref name="reach"/> stay as they are.</summary>
    public void Draw((double X, double Y) from, (double X, double Y) to, double reach)
    {
        int left = Inside(Math.Min(from.X, to.X) - reach), right = Inside(Math.Max(from.X, to.X) + reach + 1);
        int top = Inside(Math.Min(from.Y, to.Y) - reach), bottom = Inside(Math.Max(from.Y, to.Y) + reach + 1);
        double dx = to.X - from.X, dy = to.Y - from.Y, perLength = 1 / Math.Max(dx * dx + dy * dy, 1e-12);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double along = Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) * perLength, 0, 1);
                double offX = from.X + along * dx - x, offY = from.Y + along * dy - y;
                ref double nearest = ref distances[y * size + x];
                nearest = Math.Min(nearest, offX * offX + offY * offY);
            }
        }
    }

    /// <summary>Ink of a pixel, 0 to 1: 1 inside the line of the given half width, falling to 0 over an edge of width 2 ·
    /// softness.</summary>
    public double Ink(int pixel, double halfWidth, double softness) =>
        Math.Clamp((halfWidth - Math.Sqrt(distances[pixel])) / (2 * softness) + 0.5, 0, 1);

    private int Inside(double position) => (int)Math.Clamp(position, 0, size - 1);
}
