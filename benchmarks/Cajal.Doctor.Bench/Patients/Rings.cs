using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>A disc and two rings around it, a little into one another: GELU and RMSprop.</summary>
internal static class Rings
{
    private static readonly double[] radii = [0.4, 1.1, 1.8];

    /// <summary>Which of the three.</summary>
    public static Patient Three(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 500, [2], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [2], Draw);
        return new Patient
        {
            Kind = "three rings, mlp gelu",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 3,
            Best = () => Drawn.Accuracy(vx, vy, row => Nearest(Math.Sqrt(row[0] * row[0] + row[1] * row[1]))),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new RmsProp(p, rate),
            Rate = 0.003,
            Activation = "gelu",
            Batch = 25,
            Epochs = 40,
        };
    }

    private static int Draw(Rng rng, float[] x)
    {
        int label = rng.NextInt(3);
        double r = radii[label] + 0.18 * rng.NextNormal(), angle = 2 * Math.PI * rng.NextDouble();
        (x[0], x[1]) = ((float)(r * Math.Cos(angle)), (float)(r * Math.Sin(angle)));
        return label;
    }

    private static int Nearest(double r) => Enumerable.Range(0, 3).MinBy(k => Math.Abs(radii[k] - r));
}
