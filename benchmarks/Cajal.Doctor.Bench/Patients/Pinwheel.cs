using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Three arms of a pinwheel that climb as they turn, in space: SiLU with layer norm behind it, AdamW, a warm-up and a cosine.</summary>
internal static class Pinwheel
{
    private const double Noise = 0.2;

    // Arm k at t of 0..1: (r·cos φ, r·sin φ, 2t − 1) with r = 0.3 + 1.4 t and φ = 2πk/3 + 2t.
    private static readonly float[][][] arms = [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 101).Select(i => At(k, i / 100.0)).ToArray())];

    /// <summary>Which of the three arms.</summary>
    public static Patient Arms(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 900, [3], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [3], Draw);
        return new Patient
        {
            Kind = "arms of a pinwheel in space, mlp silu with layer norm",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 3,
            Best = () => Drawn.Accuracy(vx, vy, row => Drawn.Likeliest(row, arms, Noise)),
            Reads = Choices.All & ~Choices.Depth,
            Network = Network,
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new AdamW(p, rate),
            Schedule = p => new WarmupSchedule(new CosineSchedule(p.Rate, p.Steps), Math.Max(1, p.Steps / 10)),
            Rate = 0.01,
            Activation = "silu",
            Width = 20,
            Batch = 30,
            Epochs = 12,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int arm = rng.NextInt(3);
        At(arm, rng.NextDouble()).CopyTo(row, 0);
        for (int i = 0; i < 3; i++) row[i] += (float)(Noise * rng.NextNormal());
        return arm;
    }

    private static float[] At(int arm, double t)
    {
        double r = 0.3 + 1.4 * t, angle = 2 * Math.PI * arm / 3 + 2 * t;
        return [(float)(r * Math.Cos(angle)), (float)(r * Math.Sin(angle)), (float)(2 * t - 1)];
    }

    // The norm stands behind the function.
    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Linear(p.X.Shape[1], p.Width, rng, weight: p.Initializer), Activation.Parse(p.Activation), new LayerNorm(p.Width),
        new Linear(p.Width, p.Width, rng, weight: p.Initializer), Activation.Parse(p.Activation), new LayerNorm(p.Width),
        .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width, p.Outputs, rng, weight: p.Initializer),
    ]);
}
