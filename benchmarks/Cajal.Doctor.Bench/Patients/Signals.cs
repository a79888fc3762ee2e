using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>A sine, a square or a sawtooth with noise: convolutions along time, Adam, a rate that falls by a factor a step.</summary>
internal static class Signals
{
    private const int Steps = 32, Phases = 16;
    private const double Noise = 0.5;
    private static readonly int[] periods = [10, 12, 14, 16];

    // Of each shape all periods and phases.
    private static readonly float[][][] patterns = [.. Enumerable.Range(0, 3).Select(shape =>
        periods.SelectMany(period => Enumerable.Range(0, Phases).Select(phase => Pattern(shape, period, phase / (double)Phases))).ToArray())];

    /// <summary>Which of the three shapes.</summary>
    public static Patient Shapes(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 800, [1, Steps], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [1, Steps], Draw);
        return new Patient
        {
            Kind = "shapes of signals, convolutions along time",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 3,
            Best = () => Drawn.Accuracy(vx, vy, row => Drawn.Likeliest(row, patterns, Noise)),
            Reads = Choices.All & ~Choices.Depth,
            Network = Network,
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Schedule = p => new ExponentialSchedule(p.Rate, Math.Pow(0.1, 1.0 / p.Steps)),
            Rate = 0.02,
            Activation = "silu",
            Width = 12,
            Batch = 32,
            Epochs = 24,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int shape = rng.NextInt(3);
        patterns[shape][rng.NextInt(patterns[shape].Length)].CopyTo(row, 0);
        for (int t = 0; t < Steps; t++) row[t] += (float)(Noise * rng.NextNormal());
        return shape;
    }

    // All of power 1: sin, sign(sin), and a line from −1 to 1 times √3.
    private static float[] Pattern(int shape, int period, double phase) => [.. Enumerable.Range(0, Steps).Select(t =>
    {
        double turn = t / (double)period + phase, sine = Math.Sin(2 * Math.PI * turn);
        return (float)(shape switch { 0 => Math.Sqrt(2) * sine, 1 => sine >= 0 ? 1 : -1, _ => Math.Sqrt(3) * (2 * (turn - Math.Floor(turn)) - 1) });
    })];

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Conv1d(1, p.Width, 7, rng, padding: 3, weight: p.Initializer), Activation.Parse(p.Activation), new MaxPool1d(2),
        new Conv1d(p.Width, p.Width, 7, rng, padding: 3, weight: p.Initializer), Activation.Parse(p.Activation), new GlobalAveragePool(),
        .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width, p.Outputs, rng, weight: p.Initializer),
    ]);
}
