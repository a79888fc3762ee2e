namespace Cajal.Networks;

/// <summary>L = eᵃ − y·a, a the logarithm of the expected count; or a − y·ln(a + ε), a the count itself.</summary>
public static class PoissonNegativeLogLikelihoodOnTensor
{
    extension(Tensor output)
    {
        /// <summary>The Poisson negative log-likelihood, and its mean over all elements.      a, y: any shape → []</summary>
        /// <param name="target">y, counts of at least 0, of the same shape.</param>
        /// <param name="logInput">True when a is the logarithm of the expected count.</param>
        /// <param name="full">True adds Stirling's y·ln y − y + ln(2πy)/2 for y &gt; 1 in place of ln y!.</param>
        /// <param name="epsilon">ε, against ln 0.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor PoissonNegativeLogLikelihood(Tensor target, bool logInput = true, bool full = false, double epsilon = 1e-8,
            LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("PoissonNegativeLogLikelihood", output, target);
            var losses = logInput ? output.Exp() - target * output : output - target * (output + epsilon).Log();
            return (full ? losses + Stirling(target) : losses).By(reduction);
        }
    }

    private static Tensor Stirling(Tensor y)
    {
        // Where nothing is added the logarithm is taken of 1, so that no NaN comes near.
        Tensor large = y > 1, safe = Tensor.Where(large, y, 1);
        return Tensor.Where(large, safe * safe.Log() - safe + (safe * (2 * Math.PI)).Log() * 0.5, 0);
    }
}
