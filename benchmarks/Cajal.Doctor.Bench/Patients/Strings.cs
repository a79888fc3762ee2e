using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>How fast a plucked string swings and how long, from a recording with noise: residual convolutions along time that leave steps out, SiLU, Adam, one cycle of the rate, squared error.</summary>
internal static class Strings
{
    private const int Steps = 40, Pitches = 40, Decays = 8, Phases = 12;
    private const double Noise = 0.5;

    private static readonly float[][] recordings = [.. Enumerable.Range(0, Pitches * Decays * Phases).Select(Recording)];

    /// <summary>Pitch and decay, each with a spread of 1.</summary>
    public static Patient Plucked(ulong seed)
    {
        var (x, y) = Draw(new Rng(seed).Fork("train"), 700);
        var (vx, vy) = Draw(new Rng(seed).Fork("validation"), 400);
        return new Patient
        {
            Kind = "pitch and decay of a string, dilated residual convolutions",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, row => Drawn.Expected(row, recordings, Answer, Noise)),
            Reads = Choices.All & ~Choices.Depth,
            Network = Network,
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Schedule = p => new OneCycleSchedule(p.Rate, p.Steps),
            Rate = 0.02,
            Activation = "silu",
            Width = 8,
            Batch = 25,
            Epochs = 14,
        };
    }

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count) => Drawn.Causes(rng, count, [1, Steps], 2, Noise, () => rng.NextInt(recordings.Length), i => recordings[i], Answer);

    // Evenly over ±√3.
    private static double Even(int i, int count) => 2 * Math.Sqrt(3) * (i / (count - 1.0) - 0.5);

    private static double[] Answer(int i) => [Even(i / (Decays * Phases), Pitches), Even(i / Phases % Decays, Decays)];

    // 2.5·exp(−t/τ)·cos(2π(νt + φ)), ν of 0.06 to 0.2 a step, τ of 8 to 40 steps by equal factors
    private static float[] Recording(int i)
    {
        double[] of = Answer(i);
        double pitch = 0.13 + 0.07 * of[0] / Math.Sqrt(3), lasts = Math.Sqrt(8 * 40.0) * Math.Pow(5, of[1] / Math.Sqrt(12)), phase = i % Phases / (double)Phases;
        return [.. Enumerable.Range(0, Steps).Select(t => (float)(2.5 * Math.Exp(-t / lasts) * Math.Cos(2 * Math.PI * (pitch * t + phase))))];
    }

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Conv1d(1, 8, 7, rng, padding: 3, weight: p.Initializer), Activation.Parse(p.Activation),
        new Residual([new Conv1d(8, p.Width, 5, rng, padding: 4, dilation: 2, weight: p.Initializer), Activation.Parse(p.Activation), new Conv1d(p.Width, 8, 5, rng, padding: 4, dilation: 2, weight: p.Initializer)]),
        Activation.Parse(p.Activation), new MaxPool1d(8), new Flatten(), .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(),
        new Linear(8 * Steps / 8, p.Outputs, rng, weight: p.Initializer),
    ]);
}
