using Cajal.Networks;

namespace Cajal.DoctorBench.Patients;

/// <summary>Which of three symbols stands most often in a sequence: a GRU that reads in both directions, Adam, a rate that falls as a cosine.</summary>
internal static class Majority
{
    private const int Steps = 9, Symbols = 3;

    /// <summary>The symbol that no other equals in number.</summary>
    public static Patient Symbol(ulong seed)
    {
        var (x, y) = Drawn.Classes(new Rng(seed).Fork("train"), 600, [Steps, Symbols], Draw);
        var (vx, vy) = Drawn.Classes(new Rng(seed).Fork("validation"), 400, [Steps, Symbols], Draw);
        return new Patient
        {
            Kind = "symbol in the majority, gru of both directions",
            Seed = seed,
            X = x,
            Y = y,
            ValidationX = vx,
            ValidationY = vy,
            Classes = 3,
            Best = () => 1,
            Reads = Choices.Width,
            Network = (p, rng) => new SequenceClassifier(RecurrentKind.Gru, Symbols, p.Width, p.Outputs, rng, bidirectional: true),
            Loss = (a, t) => a.CrossEntropy(t),
            Optimizer = (p, rate) => new Adam(p, rate),
            Schedule = p => new CosineSchedule(p.Rate, p.Steps),
            Rate = 0.02,
            Activation = "tanh",
            Width = 10,
            Batch = 30,
            Epochs = 16,
        };
    }

    private static int Draw(Rng rng, float[] row)
    {
        int[] counts = new int[Symbols];
        do
        {
            Array.Clear(row);
            Array.Clear(counts);
            for (int t = 0; t < Steps; t++)
            {
                int symbol = rng.NextInt(Symbols);
                row[t * Symbols + symbol] = 1;
                counts[symbol]++;
            }
        }
        while (counts.Count(n => n == counts.Max()) > 1);
        return Array.IndexOf(counts, counts.Max());
    }
}
