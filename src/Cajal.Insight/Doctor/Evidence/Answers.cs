using Cajal.Data;

namespace Cajal.Insight;

/// <summary>What the network answers for the rows of a table, in inference mode.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Outputs">[N, …], as the network gives them.</param>
/// <param name="Losses">The loss of each row.</param>
internal sealed record Answers(ExampleTable Table, Tensor Outputs, double[] Losses)
{
    /// <summary>Mean loss.</summary>
    public double Loss => Losses.Length == 0 ? double.NaN : Losses.Average();

    /// <summary>Standard error of the mean loss.</summary>
    public double LossError
    {
        get
        {
            double mean = Loss;
            return Losses.Length < 2 ? double.NaN : Math.Sqrt(Losses.Sum(l => (l - mean) * (l - mean)) / (Losses.Length - 1) / Losses.Length);
        }
    }

    /// <summary>1 for each row that is answered rightly, else 0; the share of its steps for sequences.</summary>
    /// <param name="kind">Classes, or yes or no.</param>
    public double[] Right(TaskKind kind)
    {
        int count = Table.Count, classes = Outputs.Shape[Outputs.Rank - 1], steps = kind == TaskKind.Binary ? 1 : Outputs.Count / classes / Math.Max(1, count);
        float[] y = Outputs.To(DType.Float32).ToArray<float>(), t = Table.Targets.To(DType.Float32).ToArray<float>();
        var right = new double[count];
        // Probabilities are cut at a half, logits at 0.
        bool isProbability = y.All(v => v is >= 0 and <= 1);
        bool isOneHot = kind == TaskKind.Classes && t.Length == y.Length;
        for (int i = 0; i < count; i++)
            for (int s = 0; s < steps; s++)
            {
                int at = i * steps + s;
                bool hit = kind == TaskKind.Binary ? y[i] > (isProbability ? 0.5f : 0) == t[i] > 0.5f
                    : Highest(y.AsSpan(at * classes, classes)) == (isOneHot ? Highest(t.AsSpan(at * classes, classes)) : (int)t[at]);
                if (hit) right[i] += 1.0 / steps;
            }
        return right;
    }

    private static int Highest(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int k = 1; k < row.Length; k++)
            if (row[k] > row[best]) best = k;
        return best;
    }
}
