using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Spectra in the columns of a table, each of one of five substances: convolutions along the columns with batch norm, GELU, dropout, NAdam, a rate that falls as a cosine.</summary>
internal static class Spectra
{
    private const int Columns = 24;
    private const double Noise = 0.6;

    // Two lines of each substance, as far apart as its number says; both are moved along, and one is the stronger.
    private static readonly float[][][] patterns = [.. Enumerable.Range(0, 5).Select(k => Enumerable.Range(0, 13).SelectMany(moved => Enumerable.Range(0, 5).Select(strong =>
        Spectrum(4 + 3 * k, 0.5 * moved - 3, 1.6 + 0.2 * strong))).ToArray())];

    /// <summary>Which of the five substances.</summary>
    public static Patient Substances(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 1200, [Columns], (rng, row) => Drawn.Noisy(rng, row, patterns, Noise));
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Columns], (rng, row) => Drawn.Noisy(rng, row, patterns, Noise));
        return new Patient
        {
            Kind = "spectra of five substances, convolutions on a table",
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
            Optimizer = (p, rate) => new NAdam(p, rate),
            Schedule = p => new CosineSchedule(p.Rate, p.Steps),
            Rate = 0.008,
            Activation = "gelu",
            Width = 24,
            Dropout = 0.2,
            Batch = 30,
            Epochs = 8,
        };
    }

    // Lines h·exp(−d²/2) of heights h and 4 − h.
    private static float[] Spectrum(double apart, double moved, double height) => [.. Enumerable.Range(0, Columns).Select(c =>
    {
        double middle = c - (Columns - 1) / 2.0 - moved, left = middle + apart / 2, right = middle - apart / 2;
        return (float)(height * Math.Exp(-left * left / 2) + (4 - height) * Math.Exp(-right * right / 2));
    })];

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new AsChannel(), new Conv1d(1, 8, 5, rng, padding: 2, bias: false, weight: p.Initializer), new BatchNorm1d(8), Activation.Parse(p.Activation), new MaxPool1d(2),
        new Flatten(), new Linear(8 * (p.X.Shape[1] / 2), p.Width, rng, weight: p.Initializer), Activation.Parse(p.Activation),
        .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width, p.Outputs, rng, weight: p.Initializer),
    ]);

    /// <summary>[N, columns] → [N, 1, columns]</summary>
    private sealed class AsChannel : Layer
    {
        protected override Tensor Compute(Tensor x) => x.Reshape(x.Shape[0], 1, x.Shape[1]);
    }
}
