namespace Cajal.Data;

/// <summary>y = (x1 + x2) / 10 over the square from −6 to 6; y is taken after noise (share of 6) moved the point.</summary>
/// <remarks>Geometry of the TensorFlow Playground, whose corners also reach beyond −1..1, to ±1.2.</remarks>
internal sealed class Plane() : Generator("plane", "a tilted plane, numbers, 1200 points; noise 0 to 0.5 roughens it", 1200)
{
    private const double Half = 6;

    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double x1 = Uniform(rng, -Half, Half), x2 = Uniform(rng, -Half, Half);
            points.Add(x1, x2, (x1 + x2 + noise * (Uniform(rng, -Half, Half) + Uniform(rng, -Half, Half))) / 10);
        }
        return points.ToNumbers(this);
    }
}
