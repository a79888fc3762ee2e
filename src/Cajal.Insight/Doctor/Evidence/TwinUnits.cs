using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Units that are one and the same: equal incoming weights, and equal gradients of them, so that no step tells them apart. (Weights of zeros alone are no
/// fault: behind them other units may hear other errors.)</summary>
/// <param name="Weight">The weights, a row for each unit.</param>
/// <param name="Share">Share of the units that have a twin.</param>
/// <param name="Units">For each unit with a twin, the first of its kind.</param>
internal sealed record TwinUnits(Parameter Weight, double Share, IReadOnlyDictionary<int, int> Units)
{
    // Equal rows may be summed in another order; and where all terms cancel, what is left of a gradient is rounding of the others.
    private const double Rounding = 1e-5, Cancelled = 1e-6;

    /// <summary>Weights of which at least half of the units have a twin.</summary>
    /// <param name="trainer">Who trains.</param>
    /// <param name="loss">The loss on the open tape.</param>
    public static TwinUnits[] Of(Trainer trainer, Tensor loss)
    {
        var moved = trainer.Optimizers[0].Parameters.Where(p => p.Trainable && p.Rank >= 2 && p.Shape[0] >= 2).ToArray();
        if (moved.Length == 0) return [];
        // Rows of a table that is looked up are no units.
        var tables = trainer.Model.Modules.Where(m => m is Embedding or EmbeddingBag or LearnedPositions).SelectMany(m => m.Parameters).ToHashSet<Parameter>(ReferenceEqualityComparer.Instance);
        Gradients gradients;
        try
        {
            gradients = Tape.Recording!.Gradients(loss);
        }
        catch (InvalidOperationException)
        {
            // No path from the loss to a parameter: another check tells that.
            return [];
        }
        double steepest = moved.Max(p => gradients.TryGet(p, out var slope) ? slope.Abs().Max().Item() : 0);
        return [.. moved.Where(p => !tables.Contains(p)).Select(p => gradients.TryGet(p, out var slope) ? Of(p, slope, Cancelled * steepest) : null).OfType<TwinUnits>().Where(t => t.Share >= 0.5)];
    }

    /// <summary>Largest difference between twins now, against how far the weights have moved since they were first seen.</summary>
    /// <param name="first">The weights then.</param>
    public double Apart(State first)
    {
        float[] now = Weight.To(DType.Float32).ToArray<float>(), then = first.To(DType.Float32).ToArray<float>();
        int width = now.Length / Weight.Shape[0];
        double difference = 0, moved = 0;
        foreach (var (unit, twin) in Units)
            for (int k = 0; k < width; k++)
            {
                difference = Math.Max(difference, Math.Abs(now[unit * width + k] - now[twin * width + k]));
                moved = Math.Max(moved, Math.Abs(now[unit * width + k] - then[unit * width + k]));
            }
        return moved == 0 ? difference : difference / moved;
    }

    private static TwinUnits Of(Parameter weight, Tensor slope, double noise)
    {
        float[] w = weight.To(DType.Float32).ToArray<float>(), g = slope.To(DType.Float32).ToArray<float>();
        int rows = weight.Shape[0], width = w.Length / rows;
        float largest = g.Length == 0 ? 0 : g.Max(Math.Abs);
        var kinds = new List<int>();
        var twins = new Dictionary<int, int>();
        for (int i = 0; i < rows; i++)
        {
            int same = kinds.FindIndex(k => AreEqual(i, k));
            if (same < 0) kinds.Add(i);
            else twins[i] = kinds[same];
        }
        return new TwinUnits(weight, (twins.Count + twins.Values.Distinct().Count()) / (double)rows, twins);

        bool AreEqual(int a, int b)
        {
            if (!w.AsSpan(a * width, width).SequenceEqual(w.AsSpan(b * width, width))) return false;
            for (int k = 0; k < width; k++)
                if (!(Math.Abs(g[a * width + k] - g[b * width + k]) <= Math.Max(Rounding * largest, noise))) return false;
            return true;
        }
    }
}
