namespace Cajal.Data;

/// <summary>One movement of the pen through points of a box, x from 0 (left) to 1, y from 0 (top) to 1: straight from point to point, or
/// a smooth curve.</summary>
internal sealed class Stroke(bool isSmooth, (double X, double Y)[] points)
{
    public bool IsSmooth => isSmooth;

    public (double X, double Y)[] Points => points;

    /// <summary>How many straight pieces stand for the way between two points.</summary>
    private const int Pieces = 8;

    /// <summary>Straight lines with corners.</summary>
    public static Stroke Line(params (double, double)[] points) => new(false, points);

    /// <summary>A smooth curve through the points.</summary>
    public static Stroke Curve(params (double, double)[] points) => new(true, points);

    /// <summary>The way of the pen through the given points (these, or these moved a little), as a fine polyline.</summary>
    public void Trace(ReadOnlySpan<(double X, double Y)> points, List<(double X, double Y)> path)
    {
        path.Clear();
        path.Add(points[0]);
        for (int i = 0; i + 1 < points.Length; i++)
        {
            var (before, from) = (points[Math.Max(i - 1, 0)], points[i]);
            var (to, after) = (points[i + 1], points[Math.Min(i + 2, points.Length - 1)]);
            for (int k = 1; k <= Pieces; k++)
            {
                double t = (double)k / Pieces;
                path.Add(IsSmooth ? (Spline(before.X, from.X, to.X, after.X, t), Spline(before.Y, from.Y, to.Y, after.Y, t))
                    : (from.X + t * (to.X - from.X), from.Y + t * (to.Y - from.Y)));
            }
        }
    }

    /// <summary>The cubic through b (t = 0) and c (t = 1) with slopes (c − a)/2 and (d − b)/2 (Catmull and Rom 1974).</summary>
    private static double Spline(double a, double b, double c, double d, double t) =>
        b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
