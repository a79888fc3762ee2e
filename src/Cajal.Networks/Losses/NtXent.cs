namespace Cajal.Networks;

/// <summary>lᵢ = −ln ( e^(zᵢ·zₚ₍ᵢ₎/τ) / Σ over j ≠ i of e^(zᵢ·zⱼ/τ) ) over the 2N views of N examples, z of length 1, p(i) the other view
/// of the same example.</summary>
/// <remarks>Source: Chen, Kornblith, Norouzi, Hinton (2020), equation 1.</remarks>
public static class NtXentOnTensor
{
    extension(Tensor first)
    {
        /// <summary>The contrastive loss of two views of each example against all other views of the batch, and its mean over the 2N views.
        /// [N, D], [N, D] → []</summary>
        /// <param name="second">The other views: row i belongs to row i.</param>
        /// <param name="temperature">τ, positive.</param>
        /// <param name="reduction">How the losses of the views become one number.</param>
        /// <exception cref="ShapeException">Other shapes.</exception>
        /// <exception cref="ArgumentOutOfRangeException">τ is not positive.</exception>
        public Tensor NtXent(Tensor second, double temperature = 0.5, LossReduction reduction = LossReduction.Mean)
        {
            ContrastivePairs.Require("NtXent", first, second, temperature);
            int views = 2 * first.Shape[0];
            var z = Tensor.Concatenate([first, second]).Normalize();
            var order = Tensor.Arange(views).To(first.Device);
            // No view is compared with itself.
            var scores = Tensor.Where(order.Unsqueeze(1).EqualTo(order), double.NegativeInfinity, z.MatMul(z.T) / temperature);
            return scores.CrossEntropy((order + views / 2) % Math.Max(1, views), reduction: reduction);
        }
    }
}
