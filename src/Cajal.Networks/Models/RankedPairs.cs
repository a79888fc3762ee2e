namespace Cajal.Networks;

/// <summary>A ranker for rows that hold two things side by side: y = s(a) − s(b), above 0 where a comes first.      [N, 2k] → [N, 1]</summary>
/// <remarks>Trained on comparisons with the cross-entropy of σ(y). Two things exchanged only change the sign.</remarks>
public sealed class RankedPairs : Layer
{
    private readonly int size;

    /// <summary>A ranker whose scorer has two hidden layers.</summary>
    /// <param name="size">k, numbers of a thing.</param>
    /// <param name="rng">Random numbers for the first weights.</param>
    /// <param name="units">Units of each hidden layer.</param>
    public RankedPairs(int size, Rng rng, int units = 64)
    {
        this.size = size;
        Ranker = RegisterModule("ranker", new PairwiseRanker(Mlp.Build([size, units, units, 1], rng)));
    }

    /// <summary>s: scores and order of single things.</summary>
    public PairwiseRanker Ranker { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 2 || x.Shape[1] != 2 * size) throw new ShapeException("RankedPairs", $"rows of twice {size} numbers", x.Shape);
        return (Ranker.Forward(x.Slice(-1, ..size)) - Ranker.Forward(x.Slice(-1, size..))).Unsqueeze(1);
    }
}
