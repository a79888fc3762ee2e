using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Two circles in space, each through the middle of the other as links of a chain: ReLU, momentum, a rate that falls in steps.</summary>
internal static class Links
{
    private const double Noise = 0.3;

    // One lies around (−1/2, 0, 0), the other stands around (1/2, 0, 0).
    private static readonly float[][][] circles = [.. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, 90).Select(i => At(k, 2 * Math.PI * i / 90)).ToArray())];

    /// <summary>Which of the two circles.</summary>
    public static Patient Circles(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 1000, [3], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [3], Draw);
        return new Patient
        {
            Kind = "two linked circles in space, mlp relu",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 2,
            Best = () => Drawn.Accuracy(vx, vy, row => Drawn.Likeliest(row, circles, Noise)),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
            Schedule = p => new StepSchedule(p.Rate, Math.Max(1, p.Steps * 2 / 3), 0.3),
            Rate = 0.03,
            Width = 20,
            Epochs = 16,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int circle = rng.NextInt(2);
        At(circle, 2 * Math.PI * rng.NextDouble()).CopyTo(row, 0);
        for (int i = 0; i < 3; i++) row[i] += (float)(Noise * rng.NextNormal());
        return circle;
    }

    private static float[] At(int circle, double angle)
    {
        float along = (float)Math.Cos(angle), across = (float)Math.Sin(angle);
        return circle == 0 ? [along - 0.5f, across, 0] : [along + 0.5f, 0, across];
    }
}
