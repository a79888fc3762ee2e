using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Bars, crosses and circles drawn anywhere in a picture with noise: convolutions, the mean over all places, momentum.</summary>
internal static class Drawings
{
    private const int Size = 12;
    private const double Noise = 0.35;

    // A bar lies or stands; all shapes are seven wide.
    private static readonly float[][][] patterns =
    [
        [.. Places(7, 1, (_, _) => true), .. Places(1, 7, (_, _) => true)],
        [.. Places(7, 7, (r, c) => r == 3 || c == 3)],
        [.. Places(7, 7, (r, c) => Math.Abs(Math.Sqrt((r - 3) * (r - 3) + (c - 3) * (c - 3)) - 3) < 0.5)],
    ];

    /// <summary>Which of the three.</summary>
    public static Patient Shapes(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 600, [1, Size, Size], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [1, Size, Size], Draw);
        return new Patient
        {
            Kind = "bars, crosses, circles, convolutions with global pooling",
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
            Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9),
            Rate = 0.03,
            Width = 12,
            Batch = 25,
            Epochs = 14,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int shape = rng.NextInt(3);
        patterns[shape][rng.NextInt(patterns[shape].Length)].CopyTo(row, 0);
        for (int i = 0; i < row.Length; i++) row[i] += (float)(Noise * rng.NextNormal());
        return shape;
    }

    // Ink is 2, so that pictures are spread by about 1.
    private static IEnumerable<float[]> Places(int height, int width, Func<int, int, bool> isInk)
    {
        for (int top = 0; top + height <= Size; top++)
            for (int left = 0; left + width <= Size; left++)
            {
                float[] picture = new float[Size * Size];
                for (int r = 0; r < height; r++)
                    for (int c = 0; c < width; c++)
                        if (isInk(r, c)) picture[(top + r) * Size + left + c] = 2;
                yield return picture;
            }
    }

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Conv2d(1, 8, 3, rng, padding: 1, weight: p.Initializer), Activation.Parse(p.Activation), new MaxPool2d(2),
        new Conv2d(8, p.Width, 3, rng, padding: 1, weight: p.Initializer), Activation.Parse(p.Activation), new GlobalAveragePool(),
        .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width, p.Outputs, rng, weight: p.Initializer),
    ]);
}
