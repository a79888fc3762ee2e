using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>A word of four, one column each, and four numbers whose meaning hangs on the word: leaky ReLU and NAdam.</summary>
internal static class Trades
{
    private const int Words = 4, Numbers = 4, Groups = 3;

    /// <summary>Which of three groups.</summary>
    public static Patient OfWords(ulong seed)
    {
        double[][][] centres = Centres(new Rng(seed).Fork("centres"));
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 1500, [Words + Numbers], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Words + Numbers], Draw);
        return new Patient
        {
            Kind = "a word and four numbers, mlp leaky relu",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 3,
            Best = () => Drawn.Accuracy(vx, vy, Likeliest),
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new NAdam(p, rate),
            Rate = 0.003,
            Activation = "leaky-relu",
            Width = 20,
            Batch = 30,
            Epochs = 14,
        };

        int Draw(Rng rng, float[] row)
        {
            int word = rng.NextInt(Words), label = rng.NextInt(Groups);
            row[word] = 1;
            for (int i = 0; i < Numbers; i++) row[Words + i] = (float)(centres[word][label][i] + 0.6 * rng.NextNormal());
            return label;
        }

        // All groups are as frequent and as wide: the nearest centre of the word is the likeliest.
        int Likeliest(float[] row)
        {
            double[][] of = centres[Array.IndexOf(row, 1f, 0, Words)];
            return Enumerable.Range(0, Groups).MinBy(k => row[Words..].Zip(of[k], (a, b) => (a - b) * (a - b)).Sum());
        }
    }

    // For each word the corners of a triangle of equal sides, 1.3 from the middle, in a plane by lot.
    private static double[][][] Centres(Rng rng) => [.. Enumerable.Range(0, Words).Select(_ =>
    {
        double[] u = Unit([.. Enumerable.Range(0, Numbers).Select(_ => (double)rng.NextNormal())]), v = [.. Enumerable.Range(0, Numbers).Select(_ => (double)rng.NextNormal())];
        double along = u.Zip(v, (a, b) => a * b).Sum();
        v = Unit([.. v.Zip(u, (b, a) => b - along * a)]);
        return Enumerable.Range(0, Groups).Select(k =>
            u.Zip(v, (a, b) => 1.3 * (a * Math.Cos(2 * Math.PI * k / Groups) + b * Math.Sin(2 * Math.PI * k / Groups))).ToArray()).ToArray();
    })];

    private static double[] Unit(double[] v)
    {
        double length = Math.Sqrt(v.Sum(a => a * a));
        return [.. v.Select(a => a / length)];
    }
}
