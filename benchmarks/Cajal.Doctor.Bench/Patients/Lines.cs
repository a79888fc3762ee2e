using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>How a line in a picture with noise is turned: a residual block of convolutions with group norm, AdamW, a rate that falls by a factor a step, squared error.</summary>
internal static class Lines
{
    private const int Size = 12, Turns = 60, Shifts = 9;
    private const double Noise = 0.6;

    private static readonly float[][] pictures = [.. Enumerable.Range(0, Turns * Shifts).Select(Picture)];

    /// <summary>cos 2φ and sin 2φ: a line turned by π is the same line.</summary>
    public static Patient Turned(ulong seed)
    {
        var (x, y) = Draw(new Rng(seed).Fork("train"), 600);
        var (vx, vy) = Draw(new Rng(seed).Fork("validation"), 300);
        return new Patient
        {
            Kind = "turn of a line, residual convolutions with group norm",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, row => Drawn.Expected(row, pictures, Answer, Noise)),
            Reads = Choices.All & ~Choices.Depth,
            Network = Network,
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new AdamW(p, rate),
            Schedule = p => new ExponentialSchedule(p.Rate, Math.Pow(0.1, 1.0 / p.Steps)),
            Rate = 0.01,
            Width = 12,
            Batch = 25,
            Epochs = 14,
        };
    }

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count) => Drawn.Causes(rng, count, [1, Size, Size], 2, Noise, () => rng.NextInt(pictures.Length), i => pictures[i], Answer);

    private static double Turn(int i) => Math.PI * (i / Shifts) / Turns;

    private static double[] Answer(int i) => [Math.Sqrt(2) * Math.Cos(2 * Turn(i)), Math.Sqrt(2) * Math.Sin(2 * Turn(i))];

    // Ink 2.5·exp(−d²/2·0.8²) at a distance of d from the line, which is up to 2 away from the middle.
    private static float[] Picture(int i)
    {
        double cos = Math.Cos(Turn(i)), sin = Math.Sin(Turn(i)), shift = 0.5 * (i % Shifts) - 2;
        float[] picture = new float[Size * Size];
        for (int r = 0; r < Size; r++)
            for (int c = 0; c < Size; c++)
            {
                double d = (c - 5.5) * -sin + (r - 5.5) * cos - shift;
                picture[r * Size + c] = (float)(2.5 * Math.Exp(-d * d / 1.28));
            }
        return picture;
    }

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Conv2d(1, 8, 3, rng, padding: 1, weight: p.Initializer), Activation.Parse(p.Activation), new MaxPool2d(2),
        new Residual([new GroupNorm(2, 8), new Conv2d(8, p.Width, 3, rng, padding: 1, weight: p.Initializer), Activation.Parse(p.Activation), new Conv2d(p.Width, 8, 3, rng, padding: 1, weight: p.Initializer)]),
        new GlobalAveragePool(), .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(8, p.Outputs, rng, weight: p.Initializer),
    ]);
}
