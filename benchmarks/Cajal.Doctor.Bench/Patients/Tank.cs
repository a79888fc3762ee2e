using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>How high a tank stands in the end, from what came in at each step and whether the gate was open: the last state of an LSTM, RMSprop, a rate that falls by a factor a step, squared error.</summary>
internal static class Tank
{
    private const int Steps = 14;
    private const double Noise = 0.2;

    /// <summary>The level, with a spread of about 1.</summary>
    public static Patient Level(ulong seed)
    {
        var (x, y) = Drawn.Numbers(new Rng(seed).Fork("train"), 800, [Steps, 2], 1, Noise, Draw, Truth);
        var (vx, vy) = Drawn.Numbers(new Rng(seed).Fork("validation"), 400, [Steps, 2], 1, Noise, Draw, Truth);
        return new Patient
        {
            Kind = "level of a tank with a gate, lstm",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, Truth),
            Reads = Choices.Width,
            Network = (p, rng) => new SequenceClassifier(RecurrentKind.Lstm, 2, p.Width, p.Outputs, rng),
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new RmsProp(p, rate),
            Schedule = p => new ExponentialSchedule(p.Rate, Math.Pow(0.1, 1.0 / p.Steps)),
            Rate = 0.01,
            Activation = "tanh",
            Width = 12,
            Batch = 25,
            Epochs = 24,
        };
    }

    private static void Draw(Rng rng, float[] row)
    {
        for (int t = 0; t < Steps; t++)
        {
            row[2 * t] = (float)rng.NextNormal();
            row[2 * t + 1] = rng.NextDouble() < 0.2 ? 1 : 0;
        }
    }

    // h ← 0.9 h, or 0.2 h while the gate is open, and 0.6 of what comes in.
    private static double[] Truth(float[] row)
    {
        double level = 0;
        for (int t = 0; t < Steps; t++) level = (row[2 * t + 1] == 1 ? 0.2 : 0.9) * level + 0.6 * row[2 * t];
        return [level];
    }
}
