using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Five weaves in pictures with noise: convolutions, one of each channel alone, with batch norm, Nesterov's momentum, a warm-up and a cosine.</summary>
internal static class Weaves
{
    private const int Size = 12, Phases = 8;
    private const double Noise = 1.5;
    private static readonly double[] periods = [3, 4, 5, 6];

    // Stripes that lie, stand, fall or rise, and checks.
    private static readonly float[][][] patterns =
    [
        [.. Waves((r, c, period) => (r / period, 0))],
        [.. Waves((r, c, period) => (c / period, 0))],
        [.. Waves((r, c, period) => ((r + c) / (Math.Sqrt(2) * period), 0))],
        [.. Waves((r, c, period) => ((r - c) / (Math.Sqrt(2) * period), 0))],
        [.. Waves((r, c, period) => (r / period, c / period), across: Phases)],
    ];

    /// <summary>Which of the five.</summary>
    public static Patient Five(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 600, [1, Size, Size], (rng, row) => Drawn.Noisy(rng, row, patterns, Noise));
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [1, Size, Size], (rng, row) => Drawn.Noisy(rng, row, patterns, Noise));
        return new Patient
        {
            Kind = "five weaves, depthwise convolutions with batch norm",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 5,
            Best = () => Drawn.Accuracy(vx, vy, row => Drawn.Likeliest(row, patterns, Noise)),
            Reads = Choices.All & ~Choices.Depth,
            Network = Network,
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new NesterovSgd(p, rate, momentum: 0.9, weightDecay: 1e-4),
            Schedule = p => new WarmupSchedule(new CosineSchedule(p.Rate, p.Steps), Math.Max(1, p.Steps / 10)),
            Rate = 0.12,
            Width = 16,
            Batch = 25,
            Epochs = 12,
        };
    }

    // √2·cos 2πu, or for checks 2·cos 2πu · cos 2πv: power 1 all of them.
    private static IEnumerable<float[]> Waves(Func<int, int, double, (double Down, double Across)> turns, int across = 1)
    {
        foreach (double period in periods)
            for (int i = 0; i < Phases; i++)
                for (int j = 0; j < across; j++)
                    yield return [.. Enumerable.Range(0, Size * Size).Select(at =>
                    {
                        var (u, v) = turns(at / Size, at % Size, period);
                        double down = Math.Cos(2 * Math.PI * (u + i / (double)Phases));
                        return (float)(across == 1 ? Math.Sqrt(2) * down : 2 * down * Math.Cos(2 * Math.PI * (v + j / (double)Phases)));
                    })];
    }

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Conv2d(1, 8, 3, rng, padding: 1, bias: false, weight: p.Initializer), new BatchNorm2d(8), Activation.Parse(p.Activation), new MaxPool2d(2),
        new Conv2d(8, 8, 3, rng, padding: 1, groups: 8, bias: false, weight: p.Initializer), new BatchNorm2d(8), Activation.Parse(p.Activation),
        new Conv2d(8, p.Width, 1, rng, bias: false, weight: p.Initializer), new BatchNorm2d(p.Width), Activation.Parse(p.Activation), new GlobalAveragePool(),
        .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width, p.Outputs, rng, weight: p.Initializer),
    ]);
}
