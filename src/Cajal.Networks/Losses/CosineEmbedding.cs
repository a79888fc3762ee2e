namespace Cajal.Networks;

/// <summary>L = 1 − cos(a, b) where y = 1 (the same), max(0, cos(a, b) − margin) where y = −1 (different).</summary>
public static class CosineEmbeddingOnTensor
{
    // Added to the squares of both lengths, as in PyTorch.
    private const double Epsilon = 1e-12;

    extension(Tensor input)
    {
        /// <summary>The loss of pairs by the angle between them, and its mean over pairs.
        /// a, b: [N, D] or [D], y: [N] or [] → []</summary>
        /// <param name="other">b.</param>
        /// <param name="target">y: 1 for pairs that belong together, −1 for others; a pair with another y costs nothing.</param>
        /// <param name="margin">The cosine that different pairs may have; between −1 and 1.</param>
        /// <param name="reduction">How the losses of pairs become one number.</param>
        /// <exception cref="ShapeException">b or y does not fit.</exception>
        public Tensor CosineEmbedding(Tensor other, Tensor target, double margin = 0, LossReduction reduction = LossReduction.Mean)
        {
            EmbeddingLoss.RequireAlike("CosineEmbedding", input, other);
            EmbeddingLoss.RequireOneForEach("CosineEmbedding", input, target);
            var lengths = (input.Square().Sum(-1) + Epsilon).Sqrt() * (other.Square().Sum(-1) + Epsilon).Sqrt();
            var cosine = (input * other).Sum(-1) / lengths;
            var apart = Tensor.Where(target.EqualTo(-1), (cosine - margin).Relu(), 0);
            return Tensor.Where(target.EqualTo(1), 1 - cosine, apart).By(reduction);
        }
    }
}

/// <summary>What losses over embeddings share.</summary>
internal static class EmbeddingLoss
{
    /// <summary>Embeddings are [N, D] or [D], all of one shape.</summary>
    /// <exception cref="ShapeException">They are not.</exception>
    public static void RequireAlike(string loss, Tensor input, params ReadOnlySpan<Tensor> others)
    {
        if (input.Rank is not (1 or 2)) throw new ShapeException(loss, "vectors [N, D] or [D]", input.Shape);
        foreach (var other in others)
            if (other.Shape != input.Shape)
                throw new ShapeException(loss, $"vectors of the shape {input.Shape} on every side", other.Shape);
    }

    /// <summary>A target says one number for each pair.</summary>
    /// <exception cref="ShapeException">It says another count.</exception>
    public static void RequireOneForEach(string loss, Tensor input, Tensor target)
    {
        var expected = input.Shape.Without(input.Rank - 1);
        if (target.Shape != expected) throw new ShapeException(loss, $"one number for each pair, {expected}", target.Shape);
    }
}
