using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>A table of customers: three numbers, a rating that is missing in a quarter of the rows, and a word of three: ReLU, AMSGrad, a rate that falls at two milestones.</summary>
internal static class Customers
{
    // x₀ x₁ x₂ · rating, 0 where it is missing · 1 where it is missing · one column for each tariff
    private const int Rating = 3, Missing = 4, Word = 5, Tariffs = 3, Columns = Word + Tariffs;

    // What the first number means under each tariff.
    private static readonly double[] slopes = [1.3, -1.3, 0];

    /// <summary>Whether a customer leaves: by lot, with the probability σ(f(x)).</summary>
    public static Patient Leaving(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 2000, [Columns], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Columns], Draw);
        return new Patient
        {
            Kind = "customers with a rating that may be missing, mlp relu",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 2,
            Best = () => Drawn.Accuracy(vx, vy, row => LogOdds(row) > 0 ? 1 : 0),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new AmsGrad(p, rate, weightDecay: 1e-3),
            Schedule = p => new MultiStepSchedule(p.Rate, [Math.Max(1, p.Steps / 2), Math.Max(2, p.Steps * 3 / 4)], 0.3),
            Rate = 0.01,
            Width = 20,
            Batch = 30,
            Epochs = 12,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        for (int i = 0; i <= Rating; i++) row[i] = (float)rng.NextNormal();
        if (rng.NextDouble() < 0.25) (row[Rating], row[Missing]) = (0, 1);
        row[Word + rng.NextInt(Tariffs)] = 1;
        return rng.NextDouble() < 1 / (1 + Math.Exp(-LogOdds(row))) ? 1 : 0;
    }

    // f = 4·(s·x₀ + x₁·x₂ + 0.7·rating, or −0.5 where it is missing)
    private static double LogOdds(float[] row) =>
        4 * (slopes[Array.IndexOf(row, 1f, Word) - Word] * row[0] + row[1] * row[2] + 0.7 * row[Rating] - 0.5 * row[Missing]);
}
