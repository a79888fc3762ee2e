namespace Cajal.Networks;

/// <summary>L = max(0, d(a, p) − d(a, n) + margin), d(u, v) = ‖u − v + ε‖ₚ: the anchor lies nearer to its like than to another.</summary>
/// <remarks>Source: Balntas, Riba, Ponsa, Mikolajczyk (2016), Learning local feature descriptors with triplets.</remarks>
public static class TripletOnTensor
{
    extension(Tensor anchor)
    {
        /// <summary>The triplet margin loss, and its mean over triplets.      a, p, n: [N, D] or [D] → []</summary>
        /// <param name="positive">p, what the anchor belongs to.</param>
        /// <param name="negative">n, what it does not.</param>
        /// <param name="margin">How much nearer is near enough.</param>
        /// <param name="p">Which distance; 2 is the straight line.</param>
        /// <param name="epsilon">ε, added to each difference.</param>
        /// <param name="swap">True measures from the positive to the negative where that is shorter (a harder triplet).</param>
        /// <param name="reduction">How the losses of triplets become one number.</param>
        /// <exception cref="ShapeException">The three have different shapes.</exception>
        public Tensor Triplet(Tensor positive, Tensor negative, double margin = 1, double p = 2, double epsilon = 1e-6, bool swap = false,
            LossReduction reduction = LossReduction.Mean)
        {
            EmbeddingLoss.RequireAlike("Triplet", anchor, positive, negative);
            Tensor near = anchor.PairwiseDistance(positive, p, epsilon), far = anchor.PairwiseDistance(negative, p, epsilon);
            if (swap) far = far.Minimum(positive.PairwiseDistance(negative, p, epsilon));
            return (near - far + margin).Relu().By(reduction);
        }
    }
}
