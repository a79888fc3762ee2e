using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Three sums of waves, from the phases and heights of these: softplus, Adagrad, squared error.</summary>
internal static class Ripples
{
    private const double Noise = 0.2;

    /// <summary>How high the water stands at three places.</summary>
    public static Patient Heights(ulong seed)
    {
        var (x, y) = Drawn.Numbers(new Rng(seed).Fork("train"), 900, [5], 3, Noise, Draw, Truth);
        var (vx, vy) = Drawn.Numbers(new Rng(seed).Fork("validation"), 400, [5], 3, Noise, Draw, Truth);
        return new Patient
        {
            Kind = "three sums of waves, mlp softplus",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, Truth),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new Adagrad(p, rate),
            Rate = 0.14,
            Activation = "softplus",
            Width = 20,
            Batch = 30,
            Epochs = 26,
        };
    }

    // Uniform, with a spread of 1.
    private static void Draw(Rng rng, float[] row)
    {
        for (int i = 0; i < row.Length; i++) row[i] = (float)((rng.NextDouble() - 0.5) * Math.Sqrt(12));
    }

    // a·sin(φ₁) + b·sin(φ₂) of two waves whose phases are later at each place; the third wave is heard at the last one.
    private static double[] Truth(float[] row)
    {
        double a = 1 + 0.3 * row[3], b = 1 + 0.3 * row[4];
        return [.. Enumerable.Range(0, 3).Select(place =>
            a * Math.Sin(1.2 * row[0] + 0.8 * place) + b * Math.Sin(1.2 * row[1] - 0.8 * place) + 0.5 * place * Math.Sin(row[2]))];
    }
}
