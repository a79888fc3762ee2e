namespace Cajal.Networks;

/// <summary>Learns a score from comparisons only: P(a before b) = σ(s(a) − s(b)).</summary>
/// <remarks>Scores have no zero: only differences mean something. Source: Burges and others (2005), Learning to rank using gradient descent
/// (RankNet); the model of comparisons is that of Bradley and Terry (1952).</remarks>
public sealed class PairwiseRanker : Layer
{
    /// <summary>A ranker by the scores of a network.</summary>
    /// <param name="scorer">s: [N, …] → [N, 1] or [N].</param>
    public PairwiseRanker(Layer scorer) => Scorer = RegisterModule("scorer", scorer);

    /// <summary>s.</summary>
    public Layer Scorer { get; }

    /// <summary>The mean of −ln P(better before worse): [].</summary>
    /// <param name="better">What was preferred, row by row: [N, …].</param>
    /// <param name="worse">To what: [N, …].</param>
    /// <param name="sure">How sure the preference is, 0.5 for a tie to 1: [N]; null for 1.</param>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public Tensor Loss(Tensor better, Tensor worse, Tensor? sure = null)
    {
        var ahead = Forward(better) - Forward(worse);
        return ahead.BinaryCrossEntropyWithLogits(sure ?? Tensor.Ones(ahead.Shape, ahead.DType).To(ahead.Device));
    }

    /// <summary>Rows of x, best first: [N, …] → [N] (Int64).</summary>
    public Tensor Rank(Tensor x) => Forward(x).Sort(descending: true).Positions;

    /// <summary>Scores: [N, …] → [N].</summary>
    protected override Tensor Compute(Tensor x)
    {
        var scores = Scorer.Forward(x);
        return scores.Count == x.Shape[0] ? scores.Reshape(x.Shape[0])
            : throw new ShapeException("PairwiseRanker", $"one score for each of {x.Shape[0]} rows", scores.Shape);
    }
}
