namespace Cajal.Data;

/// <summary>Four round clouds on a circle of radius 3; noise is the standard deviation of each coordinate.</summary>
internal sealed class Blobs() : Generator("blobs", "four round clouds, four classes, 600 points; noise 0 to 3, usually 0.8", 600, 0.8, 3)
{
    private const int Clouds = 4;

    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            int cloud = i % Clouds;
            double angle = Math.Tau * (cloud + 0.5) / Clouds;
            points.Add(3 * Math.Cos(angle) + noise * rng.NextNormal(), 3 * Math.Sin(angle) + noise * rng.NextNormal(), cloud);
        }
        return points.ToClasses(this, ["a", "b", "c", "d"]);
    }
}
