namespace Cajal.Data;

/// <summary>+1 around (2, 2), −1 around (−2, −2), normally distributed with variance 0.5 + 7 · noise, so 0.5 to 4.</summary>
/// <remarks>Geometry of the TensorFlow Playground.</remarks>
internal sealed class TwoGaussians() : Generator("gauss", "two round clouds, two classes, 500 points; noise 0 to 0.5 widens them", 500)
{
    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        double deviation = Math.Sqrt(0.5 + 7 * noise);
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double centre = i < count / 2 ? 2 : -2;
            points.Add(centre + deviation * rng.NextNormal(), centre + deviation * rng.NextNormal(), i < count / 2 ? 1 : 0);
        }
        return points.ToClasses(this, PointSet.MinusPlus);
    }
}
