namespace Cajal.Networks;

/// <summary>L = −w[label] · ln p[label], from log-probabilities (behind LogSoftmax).</summary>
public static class NegativeLogLikelihoodOnTensor
{
    extension(Tensor logProbabilities)
    {
        /// <summary>The negative log-likelihood of the labels, and its mean over examples.
        /// x: [N, C, …] or [C], labels: [N, …] or [] → []</summary>
        /// <param name="labels">Whole numbers 0..C−1.</param>
        /// <param name="weight">A weight for each class, [C]; the mean then divides by the weights of the labels.</param>
        /// <param name="ignored">A label that counts neither in the sum nor in the mean's divisor; null for none.</param>
        /// <param name="reduction">How the losses of examples become one number.</param>
        /// <exception cref="ShapeException">Labels or weights do not fit.</exception>
        /// <exception cref="ArgumentException">A label outside 0..C−1.</exception>
        public Tensor NegativeLogLikelihood(Tensor labels, Tensor? weight = null, long? ignored = null,
            LossReduction reduction = LossReduction.Mean)
        {
            const string name = "NegativeLogLikelihood";
            var x = logProbabilities;
            int axis = ClassLoss.AxisOf(name, x);
            labels = ClassLoss.RequireLabels(name, x, labels, axis);
            var weights = ClassLoss.Weights(name, x, weight, axis);
            var losses = -Op.Apply(new ClassPick(axis, ignored), weights is null ? x : x * weights, labels);
            return ClassLoss.Average(losses, x, labels, weights, axis, ignored, reduction);
        }
    }
}
