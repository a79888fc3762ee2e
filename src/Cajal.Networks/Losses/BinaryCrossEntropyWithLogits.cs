namespace Cajal.Networks;

/// <summary>L = y·ln(1 + e⁻ˣ) + (1−y)·ln(1 + eˣ): binary cross-entropy of σ(x), without computing σ(x).</summary>
public static class BinaryCrossEntropyWithLogitsOnTensor
{
    extension(Tensor logits)
    {
        /// <summary>Binary cross-entropy of σ(x), and the mean over all elements; nothing overflows and no digit is lost.
        /// x, y: any shape → []</summary>
        /// <param name="target">y in [0, 1], of the same shape.</param>
        /// <param name="weight">A factor for each element, broadcast; 1 when left out. The mean still divides by the number of
        /// elements.</param>
        /// <param name="positiveWeight">A factor on the part of y = 1, broadcast, against rare positives; 1 when left out.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor BinaryCrossEntropyWithLogits(Tensor target, Tensor? weight = null, Tensor? positiveWeight = null,
            LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("BinaryCrossEntropyWithLogits", logits, target);
            var positive = target * logits.LogSigmoid();
            if (positiveWeight is not null) positive *= positiveWeight;
            var losses = -(positive + (1 - target) * (-logits).LogSigmoid());
            return (weight is null ? losses : losses * weight).By(reduction);
        }
    }
}
