namespace Cajal.Networks;

/// <summary>L = t·(ln t − x), x the logarithm of the network's probabilities and t the true ones; 0 where t = 0.</summary>
/// <remarks>Source: Kullback and Leibler (1951).</remarks>
public static class KullbackLeiblerOnTensor
{
    extension(Tensor logProbabilities)
    {
        /// <summary>The divergence of the network's distribution from the true one: the sum over classes, the mean over examples.
        /// x, t: [N, C] → []</summary>
        /// <param name="target">t, of the same shape; its logarithm when <paramref name="logTarget"/>.</param>
        /// <param name="logTarget">True when the target is given as logarithms.</param>
        /// <param name="reduction">How single elements become one number. <see cref="LossReduction.BatchMean"/> is the divergence itself;
        /// Mean divides by all elements.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor KullbackLeibler(Tensor target, bool logTarget = false, LossReduction reduction = LossReduction.BatchMean)
        {
            var x = logProbabilities;
            Reduced.RequireSame("KullbackLeibler", x, target);
            if (logTarget) return (target.Exp() * (target - x)).By(reduction);
            // Where t = 0 nothing is added, also when x is −∞ there.
            var none = target.EqualTo(0);
            return (target * (Tensor.Where(none, 1, target).Log() - Tensor.Where(none, 0, x))).By(reduction);
        }
    }
}
