namespace Cajal.Networks;

/// <summary>lᵢ = −ln ( e^(aᵢ·bᵢ/τ) / Σⱼ e^(aᵢ·bⱼ/τ) ), a and b of length 1: among all b, which one belongs to a?</summary>
/// <remarks>Source: van den Oord, Li, Vinyals (2018), equation 4, with the cosine as score.</remarks>
public static class InfoNceOnTensor
{
    extension(Tensor query)
    {
        /// <summary>The contrastive loss against the other pairs of the batch: a cross-entropy over the batch, and its mean.
        /// a, b: [N, D] → []</summary>
        /// <param name="key">b: row i belongs to row i of a, every other row does not.</param>
        /// <param name="temperature">τ, positive: small ones look at the nearest others only.</param>
        /// <param name="symmetric">True asks in both directions and takes the mean.</param>
        /// <param name="reduction">How the losses of rows become one number.</param>
        /// <exception cref="ShapeException">Other shapes.</exception>
        /// <exception cref="ArgumentOutOfRangeException">τ is not positive.</exception>
        public Tensor InfoNce(Tensor key, double temperature = 0.1, bool symmetric = false, LossReduction reduction = LossReduction.Mean)
        {
            ContrastivePairs.Require("InfoNce", query, key, temperature);
            var scores = query.Normalize().MatMul(key.Normalize().T) / temperature;
            var own = Tensor.Arange(query.Shape[0]).To(query.Device);
            var losses = scores.CrossEntropy(own, reduction: LossReduction.None);
            return (symmetric ? (losses + scores.T.CrossEntropy(own, reduction: LossReduction.None)) * 0.5 : losses).By(reduction);
        }
    }
}

/// <summary>What the losses over two views of a batch share.</summary>
internal static class ContrastivePairs
{
    /// <summary>Two views are [N, D] each, and the temperature is positive.</summary>
    public static void Require(string loss, Tensor first, Tensor second, double temperature)
    {
        if (first.Rank != 2) throw new ShapeException(loss, "vectors [N, D]", first.Shape);
        if (second.Shape != first.Shape) throw new ShapeException(loss, $"two views of one shape {first.Shape}", second.Shape);
        if (!(temperature > 0) || !double.IsFinite(temperature))
            throw new ArgumentOutOfRangeException(nameof(temperature),
                FormattableString.Invariant($"The temperature is a positive number; received {temperature}."));
    }
}
