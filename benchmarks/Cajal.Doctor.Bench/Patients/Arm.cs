using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Where the hand of an arm of three links is, from its angles and two lengths: Mish, Adam, one cycle of the rate, squared error.</summary>
internal static class Arm
{
    /// <summary>Both coordinates of the hand.</summary>
    public static Patient Hand(ulong seed)
    {
        var (x, y) = Drawn.Numbers(new Rng(seed).Fork("train"), 800, [5], 2, 0.2, Draw, Truth);
        var (vx, vy) = Drawn.Numbers(new Rng(seed).Fork("validation"), 400, [5], 2, 0.2, Draw, Truth);
        return new Patient
        {
            Kind = "hand of an arm of three links, mlp mish",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, Truth),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Schedule = p => new OneCycleSchedule(p.Rate, p.Steps),
            Rate = 0.02,
            Activation = "mish",
            Width = 20,
            Batch = 32,
            Epochs = 30,
        };
    }

    // Uniform, with a spread of 1.
    private static void Draw(Rng rng, float[] row)
    {
        for (int i = 0; i < row.Length; i++) row[i] = (float)((rng.NextDouble() - 0.5) * Math.Sqrt(12));
    }

    // Σ lᵢ·(cos, sin)(α₁ + … + αᵢ), about 0 with a spread of about 1.
    private static double[] Truth(float[] row)
    {
        double[] lengths = [1 + 0.2 * row[3], 1 + 0.2 * row[4], 1];
        double angle = 0, x = 0, y = 0;
        for (int i = 0; i < 3; i++)
        {
            angle += 0.6 * row[i];
            x += lengths[i] * Math.Cos(angle);
            y += lengths[i] * Math.Sin(angle);
        }
        return [(x - 2.15) / 0.7, y / 1.6];
    }
}
