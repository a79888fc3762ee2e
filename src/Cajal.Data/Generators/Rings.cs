namespace Cajal.Data;

/// <summary>Three rings of radius 1, 2 and 3 around one centre; noise is the standard deviation of each coordinate.</summary>
internal sealed class Rings() : Generator("rings", "three rings around one centre, three "
    + "classes, 600 points; noise 0 to 0.5, usually 0.15", 600, 0.15)
{
    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            int ring = i % 3;
            double angle = Uniform(rng, 0, Math.Tau);
            double x1 = (ring + 1) * Math.Cos(angle), x2 = (ring + 1) * Math.Sin(angle);
            points.Add(x1 + noise * rng.NextNormal(), x2 + noise * rng.NextNormal(), ring);
        }
        return points.ToClasses(this, ["inner", "middle", "outer"]);
    }
}
