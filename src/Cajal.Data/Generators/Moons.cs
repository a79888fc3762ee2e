namespace Cajal.Data;

/// <summary>Two half circles of radius 1 that reach into each other; noise is the standard deviation of each coordinate.</summary>
internal sealed class Moons() : Generator("moons", "two half moons reaching into each other, two "
    + "classes, 500 points; noise 0 to 0.5, usually 0.1", 500, 0.1)
{
    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        var points = new PointSet(count);
        for (int i = 0; i < count; i++)
        {
            double angle = Uniform(rng, 0, Math.PI);
            bool isUpper = i < count / 2;
            double x1 = isUpper ? Math.Cos(angle) : 1 - Math.Cos(angle), x2 = isUpper ? Math.Sin(angle) : 0.5 - Math.Sin(angle);
            points.Add(x1 + noise * rng.NextNormal(), x2 + noise * rng.NextNormal(), isUpper ? 0 : 1);
        }
        return points.ToClasses(this, ["upper", "lower"]);
    }
}
