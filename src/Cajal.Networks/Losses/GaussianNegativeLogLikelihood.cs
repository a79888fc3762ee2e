namespace Cajal.Networks;

/// <summary>L = (ln v + (a−y)²/v) / 2, v = max(variance, ε): the negative log-likelihood of y under N(a, v), without its
/// constant.</summary>
/// <remarks>Source: Nix and Weigend (1994).</remarks>
public static class GaussianNegativeLogLikelihoodOnTensor
{
    extension(Tensor mean)
    {
        /// <summary>The Gaussian negative log-likelihood, and its mean over all elements.
        /// a, y: […, D], variance: […, D], […, 1] or […] → []</summary>
        /// <param name="target">y, of the same shape.</param>
        /// <param name="variance">The variance the network predicts, one for each number or one for each example; below ε it counts as ε,
        /// and its gradient passes as if it were not held.</param>
        /// <param name="full">True adds the constant ln(2π)/2.</param>
        /// <param name="epsilon">ε.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">A target of another shape than the output's, or a variance that does not fit.</exception>
        public Tensor GaussianNegativeLogLikelihood(Tensor target, Tensor variance, bool full = false, double epsilon = 1e-6,
            LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("GaussianNegativeLogLikelihood", mean, target);
            var each = ForEach(mean, variance);
            // The second term is exactly 0 and carries the gradient, however far below ε the variance lies.
            var v = each.Maximum(epsilon).StopGradient() + (each - each.StopGradient());
            var losses = (v.Log() + (mean - target).Square() / v) * 0.5;
            return (full ? losses + 0.5 * Math.Log(2 * Math.PI) : losses).By(reduction);
        }
    }

    // One variance for the whole last axis must not be taken for one along it.
    private static Tensor ForEach(Tensor mean, Tensor variance)
    {
        if (variance.Shape == mean.Shape) return variance;
        if (mean.Rank > 0 && variance.Shape == mean.Shape.Without(mean.Rank - 1)) return variance.Unsqueeze(-1);
        if (mean.Rank > 0 && variance.Rank == mean.Rank && variance.Shape[-1] == 1
            && variance.Shape.Without(mean.Rank - 1) == mean.Shape.Without(mean.Rank - 1)) return variance;
        throw new ShapeException("GaussianNegativeLogLikelihood",
            $"a variance of the output's shape {mean.Shape}, or one without (or with a single number on) its last axis", variance.Shape);
    }
}
