using System.Globalization;

namespace Cajal.Studio;

/// <summary>Points of the gallery that no set has: good ones, and the same with a fault of data put in.</summary>
internal static class GalleryPoints
{
    /// <summary>A disc of class 1 in a ring of class 0.</summary>
    /// <param name="count">How many.</param>
    /// <param name="blur">Deviation by which a point is moved after it got its class.</param>
    /// <param name="wrong">Share of the classes that are turned.</param>
    /// <param name="sorted">True puts class 0 first.</param>
    /// <param name="scale">Factor on both inputs.</param>
    public static string Ring(int count, double blur = 0, double wrong = 0, bool sorted = false, double scale = 1)
    {
        var rng = new Rng(4).Fork("ring");
        return string.Join(';', Enumerable.Range(0, count).Select(i =>
        {
            int side = sorted ? (2 * i < count ? 0 : 1) : i % 2;
            double radius = side == 1 ? 2.5 * rng.NextDouble() : 3.5 + 1.5 * rng.NextDouble(), angle = Math.Tau * rng.NextDouble();
            double x = radius * Math.Cos(angle) + blur * rng.NextNormal(), y = radius * Math.Sin(angle) + blur * rng.NextNormal();
            return Text(scale * x, scale * y, rng.NextDouble() < wrong ? 1 - side : side);
        }));
    }

    /// <summary>Two round clouds.</summary>
    /// <param name="count">How many points.</param>
    /// <param name="every">Every so many-th point is of class 1.</param>
    /// <param name="deviation">Of each cloud.</param>
    public static string Clouds(int count, int every = 2, double deviation = 1)
    {
        var rng = new Rng(4).Fork("clouds");
        return string.Join(';', Enumerable.Range(0, count).Select(i =>
        {
            int side = i % every == 0 ? 1 : 0;
            double middle = side == 1 ? 2 : -2;
            return Text(middle + deviation * rng.NextNormal(), middle + deviation * rng.NextNormal(), side);
        }));
    }

    /// <summary>The points, and a part of them once more with the other class.</summary>
    public static string Contradicted(string points, int count) => points + ";" + string.Join(';', points.Split(';').Take(count).Select(p => p[..^1] + (p[^1] == '0' ? '1' : '0')));

    /// <summary>The points twice.</summary>
    public static string Twice(string points) => points + ";" + points;

    private static string Text(double x, double y, int side) => string.Create(CultureInfo.InvariantCulture, $"{x:0.##},{y:0.##},{side}");
}
