using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Three clouds in twelve columns that overlap: residual blocks with layer norm, momentum after Nesterov, a rate that falls as a cosine.</summary>
internal static class Tables
{
    private const int Columns = 12;

    /// <summary>Which of the three clouds.</summary>
    public static Patient Clouds(ulong seed)
    {
        double[][] centres = Centres(new Rng(seed).Fork("centres"));
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 900, [Columns], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Columns], Draw);
        return new Patient
        {
            Kind = "clouds in twelve columns, residual blocks with layer norm",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 3,
            Best = () => Drawn.Accuracy(vx, vy, row => Enumerable.Range(0, 3).MinBy(k => row.Zip(centres[k], (a, b) => (a - b) * (a - b)).Sum())),
            Reads = Choices.All & ~Choices.Depth,
            IsLinear = true,
            Network = Network,
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new NesterovSgd(p, rate, momentum: 0.9),
            Schedule = p => new CosineSchedule(p.Rate, p.Steps),
            Rate = 0.01,
            Width = 16,
            Batch = 32,
            Epochs = 8,
        };

        int Draw(Rng rng, float[] row)
        {
            int label = rng.NextInt(3);
            for (int i = 0; i < Columns; i++) row[i] = (float)(centres[label][i] + rng.NextNormal());
            return label;
        }
    }

    // Three directions by lot, 1.8 from the middle.
    private static double[][] Centres(Rng rng) => [.. Enumerable.Range(0, 3).Select(_ =>
    {
        double[] d = [.. Enumerable.Range(0, Columns).Select(_ => (double)rng.NextNormal())];
        double length = Math.Sqrt(d.Sum(v => v * v));
        return d.Select(v => 1.8 * v / length).ToArray();
    })];

    // x ← x + W₂·f(W₁·LN(x)), twice
    private static Sequential Network(Patient p, Rng rng)
    {
        var layers = new List<Layer> { new Linear(p.X.Shape[1], p.Width, rng, weight: p.Initializer) };
        for (int i = 0; i < 2; i++)
            layers.Add(new Residual([new LayerNorm(p.Width), new Linear(p.Width, p.Width, rng, weight: p.Initializer), Activation.Parse(p.Activation),
                .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width, p.Width, rng, weight: p.Initializer)]));
        return new Sequential([.. layers, new LayerNorm(p.Width), new Linear(p.Width, p.Outputs, rng, weight: p.Initializer)]);
    }
}
