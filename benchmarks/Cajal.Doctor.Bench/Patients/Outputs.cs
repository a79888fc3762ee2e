using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Numbers foretold from numbers, several at once or one.</summary>
internal static class Outputs
{
    /// <summary>Three numbers of four inputs with noise, tanh, AdamW, a rate that falls as a cosine, squared error.</summary>
    public static Patient Three(ulong seed) => Of("three numbers of four inputs, mlp tanh", seed, 4, 3, 0.2, row =>
    [
        Math.Tanh(row[0] + row[1]),
        Math.Sin(1.5 * row[2]) + 0.3 * row[3],
        0.5 * row[0] * row[3] + 0.4 * row[1],
    ]) with
    {
        Activation = "tanh",
        Optimizer = (p, rate) => new AdamW(p, rate),
        Schedule = p => new CosineSchedule(p.Rate, p.Steps),
        Rate = 0.01,
        Width = 20,
        Batch = 32,
        Epochs = 50,
    };

    /// <summary>One number of six inputs, of which five count, with noise, ELU, momentum, squared error. After Friedman (1991): 10 sin(π·x₀·x₁) + 20 (x₂ − 1/2)² + 10 x₃ + 5 x₄, here about 0 with a spread of about 1.</summary>
    public static Patient Friedman(ulong seed) => Of("one number of six inputs, mlp elu", seed, 6, 1, 0.2, row =>
    {
        // Inputs are uniform with a spread of 1: back to 0..1.
        double[] u = [.. row.Select(v => v / Math.Sqrt(12) + 0.5)];
        return [(10 * Math.Sin(Math.PI * u[0] * u[1]) + 20 * (u[2] - 0.5) * (u[2] - 0.5) + 10 * u[3] + 5 * u[4] - 14.4) / 4.9];
    }) with
    {
        Activation = "elu",
        Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
        Rate = 0.01,
        Width = 24,
        Epochs = 25,
    };

    private static Patient Of(string kind, ulong seed, int inputs, int outputs, double noise, Func<float[], double[]> truth)
    {
        var (x, y) = Drawn.Numbers(new Rng(seed).Fork("train"), 800, [inputs], outputs, noise, Draw, truth);
        var (vx, vy) = Drawn.Numbers(new Rng(seed).Fork("validation"), 400, [inputs], outputs, noise, Draw, truth);
        return new Patient
        {
            Kind = kind,
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, truth),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Rate = 0.01,
        };
    }

    // Uniform, with a spread of 1.
    private static void Draw(Rng rng, float[] row)
    {
        for (int i = 0; i < row.Length; i++) row[i] = (float)((rng.NextDouble() - 0.5) * Math.Sqrt(12));
    }
}
