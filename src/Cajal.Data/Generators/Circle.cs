namespace Cajal.Data;

/// <summary>+1 within 2.5 of the centre, −1 in the ring from 3.5 to 5. The class is taken after noise (share of 5) moved the point, so it
/// errs near the edge.</summary>
/// <remarks>Geometry of the TensorFlow Playground.</remarks>
internal sealed class Circle() : Generator("circle", "a disc inside a ring, two classes, 500 "
    + "points; noise 0 to 0.5 mixes the classes at the edge", 500)
{
    private const double Radius = 5;

    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double radius = i < count / 2 ? Uniform(rng, 0, 0.5 * Radius) : Uniform(rng, 0.7 * Radius, Radius);
            double angle = Uniform(rng, 0, Math.Tau);
            double x1 = radius * Math.Sin(angle), x2 = radius * Math.Cos(angle);
            double moved1 = x1 + noise * Uniform(rng, -Radius, Radius), moved2 = x2 + noise * Uniform(rng, -Radius, Radius);
            points.Add(x1, x2, Math.Sqrt(moved1 * moved1 + moved2 * moved2) < 0.5 * Radius ? 1 : 0);
        }
        return points.ToClasses(this, PointSet.MinusPlus);
    }
}
