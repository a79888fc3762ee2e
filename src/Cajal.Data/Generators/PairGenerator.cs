using System.Globalization;

namespace Cajal.Data;

/// <summary>A set of pairs computed from a seed: six numbers of each of the two, and whether a person said yes. The truth is a chance, so
/// nobody is always right, and how often who knows it would be is said beside the data.</summary>
internal abstract class PairGenerator(string name, string description, int usualCount, (string First, string Second) members,
    string[] answers, (string Model, string Reason) model) : Generator(name, description, usualCount)
{
    /// <summary>Numbers that describe one of the two.</summary>
    protected const int Width = 6;

    protected sealed override Dataset Generate(int count, double noise, Rng rng)
    {
        var yes = World(rng.Fork("world"));
        Rng drawn = rng.Fork("pairs"), said = rng.Fork("answers");
        var columns = new double[2 * Width][];
        for (int c = 0; c < columns.Length; c++) columns[c] = new double[count];
        int[] labels = new int[count];
        double[] first = new double[Width], second = new double[Width];
        int known = 0;
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < Width; k++)
            {
                columns[k][i] = first[k] = (float)drawn.NextNormal();
                columns[Width + k][i] = second[k] = (float)drawn.NextNormal();
            }
            double chance = yes(first, second);
            labels[i] = said.NextDouble() < noise + (1 - 2 * noise) * chance ? 1 : 0;
            if (chance > 0.5 == (labels[i] == 1)) known++;
        }
        string[] names = [.. Names(members.First), .. Names(members.Second)];
        return new Dataset(Name, new TableFeatures([.. columns.Select((c, k) => new NumberColumn(names[k], c))]),
            new ClassTargets(labels, answers))
        {
            Description = Description,
            SuggestedModel = model,
            Notes = [string.Create(CultureInfo.InvariantCulture,
                $"The answers are drawn by chance: who knows the truth behind them is right in {100.0 * known / count:0.0} %.")],
        };
    }

    /// <summary>The chance of a yes, by the numbers of both.</summary>
    protected abstract Func<double[], double[], double> World(Rng rng);

    /// <summary>1 / (1 + e^(−x))</summary>
    protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static IEnumerable<string> Names(string member) => Enumerable.Range(1, Width).Select(k => $"{member}{k}");
}
