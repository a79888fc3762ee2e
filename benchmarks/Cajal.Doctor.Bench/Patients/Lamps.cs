using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Ten digits on seven lamps with noise, shown bright on dark or dark on bright: ELU, momentum, weight decay.</summary>
internal static class Lamps
{
    private const double Noise = 0.4;

    // Top, upper right, lower right, bottom, lower left, upper left, middle.
    private static readonly string[] lit = ["1111110", "0110000", "1101101", "1111001", "0110011", "1011011", "1011111", "1110000", "1111111", "1111011"];

    private static readonly float[][][] patterns = [.. lit.Select(on => new[] { 1, -1 }.Select(sign => on.Select(lamp => (float)(lamp == '1' ? sign : -sign)).ToArray()).ToArray())];

    /// <summary>Which digit; no plane tells any, since all lamps of a digit may be turned over.</summary>
    public static Patient Digits(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 1500, [7], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [7], Draw);
        return new Patient
        {
            Kind = "ten digits on seven lamps, mlp elu",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 10,
            Best = () => Drawn.Accuracy(vx, vy, row => Drawn.Likeliest(row, patterns, Noise)),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Sgd(p, rate, momentum: 0.9, weightDecay: 1e-4),
            Rate = 0.02,
            Activation = "elu",
            Width = 32,
            Batch = 30,
            Epochs = 16,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int digit = rng.NextInt(10);
        patterns[digit][rng.NextInt(2)].CopyTo(row, 0);
        for (int i = 0; i < row.Length; i++) row[i] += (float)(Noise * rng.NextNormal());
        return digit;
    }
}
