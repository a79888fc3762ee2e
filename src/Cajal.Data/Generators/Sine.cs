namespace Cajal.Data;

/// <summary>y = sin x over one turn and a half, −3π/2 to 3π/2; noise is the standard deviation added to y.</summary>
internal sealed class Sine() : Generator("sine", "y = sin x over one turn and a half, "
    + "numbers, 500 points; noise 0 to 0.5, usually 0.1", 500, 0.1)
{
    protected override Dataset Generate(int count, double noise, Rng rng)
    {
        double[] x = new double[count], y = new double[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = (float)Uniform(rng, -1.5 * Math.PI, 1.5 * Math.PI);
            y[i] = (float)(Math.Sin(x[i]) + noise * rng.NextNormal());
        }
        return new Dataset(Name, new TableFeatures(new NumberColumn("x", x)), new NumberTargets(y)) { Description = Description };
    }
}
