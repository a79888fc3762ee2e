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

    /// <summary>Four clouds of a class each. The last two stand apart, or on the same place.</summary>
    /// <param name="count">How many points.</param>
    /// <param name="apart">Half the distance of the last two.</param>
    public static string Four(int count, double apart)
    {
        var rng = new Rng(4).Fork("four");
        (double X, double Y)[] middles = [(-3, -3), (3, -3), (-apart, 3), (apart, 3)];
        return string.Join(';', Enumerable.Range(0, count).Select(i => Text(middles[i % 4].X + 0.7 * rng.NextNormal(), middles[i % 4].Y + 0.7 * rng.NextNormal(), i % 4)));
    }

    /// <summary>Two clouds; in the second half of the points a share of the classes is turned.</summary>
    public static string WrongLater(int count, double wrong)
    {
        var rng = new Rng(4).Fork("sure");
        return string.Join(';', Enumerable.Range(0, count).Select(i =>
        {
            int side = i % 2;
            double middle = side == 1 ? 2 : -2, x = middle + 1.2 * rng.NextNormal(), y = middle + 1.2 * rng.NextNormal();
            return Text(x, y, 2 * i >= count && rng.NextDouble() < wrong ? 1 - side : side);
        }));
    }

    /// <summary>Two classes on both sides of a wave; from point to point x drifts to the right.</summary>
    public static string Drifting(int count)
    {
        var rng = new Rng(4).Fork("drift");
        return string.Join(';', Enumerable.Range(0, count).Select(i =>
        {
            double x = 3 * (2.0 * i / count - 1) + 1.5 * rng.NextNormal(), y = 8 * rng.NextDouble() - 4;
            return Text(x, y, y > 2 * Math.Sin(x) ? 1 : 0);
        }));
    }

    /// <summary>Counts in place of classes, of a Poisson distribution whose logarithm of the mean is 0.3·x − 0.2·y.</summary>
    public static string Counts(int count)
    {
        var rng = new Rng(4).Fork("counts");
        return string.Join(';', Enumerable.Range(0, count).Select(_ =>
        {
            double x = 10 * rng.NextDouble() - 5, y = 10 * rng.NextDouble() - 5, least = Math.Exp(-Math.Exp(0.3 * x - 0.2 * y)), product = rng.NextDouble();
            int events = 0;
            for (; product > least; events++) product *= rng.NextDouble();
            return Text(x, y, events);
        }));
    }

    /// <summary>A table of two clouds whose points come from four sites; a share of the classes of site D is turned.</summary>
    public static string Sites(int count, double wrong)
    {
        var rng = new Rng(4).Fork("group");
        return Uri.EscapeDataString("x,y,site,class\n" + string.Join('\n', Enumerable.Range(0, count).Select(i =>
        {
            int side = i % 2, site = rng.NextInt(4);
            double middle = side == 1 ? 1.5 : -1.5, x = middle + rng.NextNormal(), y = middle + rng.NextNormal();
            bool isTurned = site == 3 && rng.NextDouble() < wrong;
            return string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#},{"ABCD"[site]},{((side == 1) != isTurned ? 'b' : 'a')}");
        })));
    }

    /// <summary>The points, and a part of them once more with the other class.</summary>
    public static string Contradicted(string points, int count) => points + ";" + string.Join(';', points.Split(';').Take(count).Select(p => p[..^1] + (p[^1] == '0' ? '1' : '0')));

    /// <summary>The points twice.</summary>
    public static string Twice(string points) => points + ";" + points;

    private static string Text(double x, double y, int side) => string.Create(CultureInfo.InvariantCulture, $"{x:0.##},{y:0.##},{side}");
}
