namespace Cajal.Data;

/// <summary>+1 where x1 · x2 ≥ 0, −1 elsewhere, in a square from −5 to 5 with a gap of 0.3 along the axes; the class is taken after noise
/// (share of 5).</summary>
/// <remarks>Geometry of the TensorFlow Playground.</remarks>
internal sealed class XorPoints() : Generator("xor", "four quarters of a square, opposite ones alike, two "
    + "classes, 500 points; noise 0 to 0.5 (the truth table is XOR)", 500)
{
    private const double Half = 5;
    private const double Gap = 0.3;

    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double x1 = Padded(Uniform(rng, -Half, Half)), x2 = Padded(Uniform(rng, -Half, Half));
            double moved1 = x1 + noise * Uniform(rng, -Half, Half), moved2 = x2 + noise * Uniform(rng, -Half, Half);
            points.Add(x1, x2, moved1 * moved2 >= 0 ? 1 : 0);
        }
        return points.ToClasses(this, PointSet.MinusPlus);
    }

    private static double Padded(double x) => x > 0 ? x + Gap : x - Gap;
}
