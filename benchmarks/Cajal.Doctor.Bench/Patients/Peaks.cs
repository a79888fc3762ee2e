using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Where the peak of a curve with noise is: convolutions along time with max pooling, RAdam, squared error.</summary>
internal static class Peaks
{
    private const int Steps = 32, Places = 201;
    private const double Noise = 0.7;

    private static readonly double[] places = [.. Enumerable.Range(0, Places).Select(i => 2 * Math.Sqrt(3) * (i / (Places - 1.0) - 0.5))];
    private static readonly float[][] curves = [.. places.Select(Curve)];

    /// <summary>The place, with a spread of 1.</summary>
    public static Patient Place(ulong seed)
    {
        var (x, y) = Draw(new Rng(seed).Fork("train"), 800);
        var (vx, vy) = Draw(new Rng(seed).Fork("validation"), 400);
        return new Patient
        {
            Kind = "place of a peak, convolutions along time",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Best = () => Drawn.Explained(vx, vy, row => Drawn.Expected(row, curves, i => [places[i]], Noise)),
            Reads = Choices.All & ~Choices.Depth,
            Network = Network,
            Loss = (a, t) => a.MeanSquaredError(t),
            Optimizer = (p, rate) => new RAdam(p, rate),
            Rate = 0.02,
            Width = 8,
            Epochs = 14,
        };
    }

    private static (Tensor X, Tensor Y) Draw(Rng rng, int count) => Drawn.Causes(rng, count, [1, Steps], 1, Noise, () => rng.NextInt(Places), i => curves[i], i => [places[i]]);

    // 2.5·exp(−(t − c)²/2·2²) with c = 15.5 + 6.5 u.
    private static float[] Curve(double place) => [.. Enumerable.Range(0, Steps).Select(t =>
    {
        double apart = t - 15.5 - 6.5 * place;
        return (float)(2.5 * Math.Exp(-apart * apart / 8));
    })];

    private static Sequential Network(Patient p, Rng rng) => new(
    [
        new Conv1d(1, p.Width, 5, rng, padding: 2, weight: p.Initializer), Activation.Parse(p.Activation), new MaxPool1d(2),
        new Conv1d(p.Width, p.Width, 5, rng, padding: 2, weight: p.Initializer), Activation.Parse(p.Activation), new MaxPool1d(2), new Flatten(),
        .. p.Dropout > 0 ? [new Dropout(p.Dropout, rng)] : Array.Empty<Layer>(), new Linear(p.Width * Steps / 4, p.Outputs, rng, weight: p.Initializer),
    ]);
}
