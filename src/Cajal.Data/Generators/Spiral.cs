namespace Cajal.Data;

/// <summary>Two arms of 1.75 turns that wind from the centre to radius 5; noise (uniform, ± noise) moves each point.</summary>
/// <remarks>Geometry of the TensorFlow Playground.</remarks>
internal sealed class Spiral() : Generator("spiral", "two arms wound into each other, "
    + "two classes, 500 points; noise 0 to 0.5 blurs them", 500)
{
    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            bool isFirst = i < (count + 1) / 2;
            double along = isFirst ? i / ((count + 1) / 2.0) : (i - (count + 1) / 2) / (count / 2.0);
            double radius = 5 * along, angle = 1.75 * Math.Tau * along + (isFirst ? 0 : Math.PI);
            double x1 = radius * Math.Sin(angle), x2 = radius * Math.Cos(angle);
            points.Add(x1 + noise * Uniform(rng, -1, 1), x2 + noise * Uniform(rng, -1, 1), isFirst ? 1 : 0);
        }
        return points.ToClasses(this, PointSet.MinusPlus);
    }
}
