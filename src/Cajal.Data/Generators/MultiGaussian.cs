namespace Cajal.Data;

/// <summary>Six cones of alternating sign and radius 2: y = ±(1 − distance / 2) of the nearest centre, 0 between them; y is taken after
/// noise (share of 6).</summary>
/// <remarks>Geometry of the TensorFlow Playground.</remarks>
internal sealed class MultiGaussian() : Generator("multi-gauss", "six bumps of alternating sign, "
    + "numbers from -1 to 1, 1200 points; noise 0 to 0.5 roughens them", 1200)
{
    private const double Half = 6;

    private static readonly (double X1, double X2, double Sign)[] Bumps =
        [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)];

    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double x1 = Uniform(rng, -Half, Half), x2 = Uniform(rng, -Half, Half);
            points.Add(x1, x2, Height(x1 + noise * Uniform(rng, -Half, Half), x2 + noise * Uniform(rng, -Half, Half)));
        }
        return points.ToNumbers(this, (-1, 1));
    }

    private static double Height(double x1, double x2)
    {
        double highest = 0;
        foreach (var bump in Bumps)
        {
            double distance = Math.Sqrt((x1 - bump.X1) * (x1 - bump.X1) + (x2 - bump.X2) * (x2 - bump.X2));
            double height = Math.Max(0, 1 - distance / 2);
            if (height > Math.Abs(highest)) highest = bump.Sign * height;
        }
        return highest;
    }
}
