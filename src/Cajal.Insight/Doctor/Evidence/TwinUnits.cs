using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>Units that are one and the same: equal incoming weights, and equal gradients of them, so that no step tells them apart. (Weights of zeros alone are no
/// fault: behind them other units may hear other errors.)</summary>
/// <param name="Weight">The weights, a row for each unit.</param>
/// <param name="Share">Share of the units that have a twin.</param>
internal sealed record TwinUnits(Parameter Weight, double Share)
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

    /// <summary>Share of the units that still have a twin: weights that differ by no more than a part of the way the weights have gone. (Gates of a recurrent layer may
    /// part from each other while the units of a gate stay alike.)</summary>
    /// <param name="first">The weights before training.</param>
    /// <param name="part">How much of the way.</param>
    public double ShareNow(State first, double part)
    {
        float[] now = Weight.To(DType.Float32).ToArray<float>(), then = first.To(DType.Float32).ToArray<float>();
        int rows = Weight.Shape[0], width = now.Length / rows;
        double least = part * now.Zip(then).Max(w => Math.Abs(w.First - w.Second));
        return ShareOf(rows, (a, b) =>
        {
            for (int k = 0; k < width; k++)
                if (!(Math.Abs(now[a * width + k] - now[b * width + k]) <= least)) return false;
            return true;
        });
    }

    private static TwinUnits Of(Parameter weight, Tensor slope, double noise)
    {
        float[] w = weight.To(DType.Float32).ToArray<float>(), g = slope.To(DType.Float32).ToArray<float>();
        int rows = weight.Shape[0], width = w.Length / rows;
        float largest = g.Length == 0 ? 0 : g.Max(Math.Abs);
        return new TwinUnits(weight, ShareOf(rows, AreEqual));

        bool AreEqual(int a, int b)
        {
            if (!w.AsSpan(a * width, width).SequenceEqual(w.AsSpan(b * width, width))) return false;
            for (int k = 0; k < width; k++)
                if (!(Math.Abs(g[a * width + k] - g[b * width + k]) <= Math.Max(Rounding * largest, noise))) return false;
            return true;
        }
    }

    // Each unit beside the first of each kind that came before it.
    private static double ShareOf(int units, Func<int, int, bool> areEqual)
    {
        var kinds = new List<(int Unit, int Count)>();
        for (int i = 0; i < units; i++)
        {
            int same = kinds.FindIndex(k => areEqual(i, k.Unit));
            if (same < 0) kinds.Add((i, 1));
            else kinds[same] = (kinds[same].Unit, kinds[same].Count + 1);
        }
        return kinds.Where(k => k.Count > 1).Sum(k => k.Count) / (double)units;
    }
}
