namespace Cajal.Networks;

/// <summary>L = (ln v + (a−y)²/v) / 2, v = max(variance, ε): the negative log-likelihood of y under N(a, v), without its
/// constant.</summary>
/// <remarks>Source: Nix and Weigend (1994).</remarks>
public static class GaussianNegativeLogLikelihoodOnTensor
{
    extension(Tensor mean)
    {
        /// <summary>The Gaussian negative log-likelihood, and its mean over all elements.
        /// a, y: any shape, variance broadcast → []</summary>
        /// <param name="target">y, of the same shape.</param>
        /// <param name="variance">The variance the network predicts; below ε it counts as ε, and its gradient passes as if it were not
        /// held.</param>
        /// <param name="full">True adds the constant ln(2π)/2.</param>
        /// <param name="epsilon">ε.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor GaussianNegativeLogLikelihood(Tensor target, Tensor variance, bool full = false, double epsilon = 1e-6,
            LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("GaussianNegativeLogLikelihood", mean, target);
            var v = variance + (variance.Maximum(epsilon) - variance).StopGradient();
            var losses = (v.Log() + (mean - target).Square() / v) * 0.5;
            return (full ? losses + 0.5 * Math.Log(2 * Math.PI) : losses).By(reduction);
        }
    }
}
