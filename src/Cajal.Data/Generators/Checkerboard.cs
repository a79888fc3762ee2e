namespace Cajal.Data;

/// <summary>Four by four fields of side 2 from −4 to 4, black and white by turns; noise is the standard deviation by which points stray
/// after they got their class.</summary>
internal sealed class Checkerboard() : Generator("checkerboard", "four by four fields by turns, two "
    + "classes, 1000 points; noise 0 to 0.5 lets points stray", 1000)
{
    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double x1 = Uniform(rng, -4, 4), x2 = Uniform(rng, -4, 4);
            int field = (int)Math.Floor(x1 / 2) + (int)Math.Floor(x2 / 2);
            points.Add(x1 + noise * rng.NextNormal(), x2 + noise * rng.NextNormal(), field & 1);
        }
        return points.ToClasses(this, ["black", "white"]);
    }
}
