using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Bags of words of two subjects: which word stands how often, ReLU, plain gradient descent.</summary>
internal static class Words
{
    private const int Vocabulary = 30, Length = 16;

    /// <summary>Which of the two subjects.</summary>
    public static Patient Subjects(ulong seed)
    {
        double[][] shares = Shares(new Rng(seed).Fork("subjects"));
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 800, [Vocabulary], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Vocabulary], Draw);
        return new Patient
        {
            Kind = "bags of words, mlp relu",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 2,
            Best = () => Drawn.Accuracy(vx, vy, row => Enumerable.Range(0, 2).MaxBy(k => row.Select((n, w) => Count(n) * Math.Log(shares[k][w])).Sum())),
            IsLinear = true,
            Network = (p, rng) => Mlp.Build(p.Sizes, rng, p.Activation, p.Dropout, p.Initializer),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Sgd(p, rate),
            Rate = 0.03,
            Depth = 1,
            Batch = 16,
            Epochs = 12,
        };

        int Draw(Rng rng, float[] row)
        {
            int label = rng.NextInt(2);
            for (int i = 0; i < Length; i++)
            {
                double left = rng.NextDouble();
                int word = 0;
                while (word < Vocabulary - 1 && (left -= shares[label][word]) > 0) word++;
                row[word]++;
            }
            for (int w = 0; w < Vocabulary; w++) row[w] = (float)((row[w] - Mean) / Spread);
            return label;
        }
    }

    private static double Mean => Length / (double)Vocabulary;

    private static double Spread => Math.Sqrt(Mean);

    private static double Count(double scaled) => scaled * Spread + Mean;

    // How often each word comes in each subject: ln p = 0.55·z + constant.
    private static double[][] Shares(Rng rng) => [.. Enumerable.Range(0, 2).Select(_ =>
    {
        double[] p = [.. Enumerable.Range(0, Vocabulary).Select(_ => Math.Exp(0.55 * rng.NextNormal()))];
        double all = p.Sum();
        return p.Select(v => v / all).ToArray();
    })];
}
