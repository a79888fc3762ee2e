namespace Cajal.Networks;

/// <summary>L = −Σₖ wₖ·tₖ·ln softmax(x)ₖ with t = 1 at the label, or (1−ε)·t + ε/C with label smoothing ε.</summary>
public static class CrossEntropyOnTensor
{
    extension(Tensor logits)
    {
        /// <summary>Cross-entropy of softmax(x) with class labels or with probabilities, and its mean over examples; nothing overflows.
        /// x: [N, C, …] or [C]; target: labels [N, …] or [], or probabilities of x's shape → []</summary>
        /// <param name="target">Whole numbers 0..C−1, or Float probabilities of x's shape.</param>
        /// <param name="weight">A weight for each class, [C]; with labels the mean divides by the labels' weights, with probabilities by
        /// the number of examples.</param>
        /// <param name="labelSmoothing">ε in [0, 1): the share of the target that is spread over all classes.</param>
        /// <param name="ignored">A label that counts neither in the sum nor in the mean's divisor; null for none. For labels only.</param>
        /// <param name="reduction">How the losses of examples become one number.</param>
        /// <exception cref="ShapeException">Target or weights do not fit.</exception>
        /// <exception cref="ArgumentException">A label outside 0..C−1.</exception>
        public Tensor CrossEntropy(Tensor target, Tensor? weight = null, double labelSmoothing = 0, long? ignored = null,
            LossReduction reduction = LossReduction.Mean)
        {
            if (!(labelSmoothing >= 0 && labelSmoothing < 1))
                throw new ArgumentOutOfRangeException(nameof(labelSmoothing),
                    FormattableString.Invariant($"labelSmoothing lies in [0, 1); received {labelSmoothing}."));
            int axis = ClassLoss.AxisOf(Name, logits);
            var weights = ClassLoss.Weights(Name, logits, weight, axis);
            if (target.DType.IsFloat())
                return OfProbabilities(logits.LogSoftmax(axis), target, weights, axis, labelSmoothing, ignored, reduction);
            target = ClassLoss.RequireLabels(Name, logits, target, axis);
            // The common case in one pass, number for number what the operations below give. (A kernel of the CPU; other devices compose it.)
            if (logits.Rank == 2 && weights is null && labelSmoothing == 0 && logits.Device == Device.Cpu)
                return ClassLoss.Average(Op.ApplyAll(new SoftmaxCrossEntropy(ignored), logits, target)[0], logits, target, null, axis, ignored, reduction);
            var x = logits.LogSoftmax(axis);
            var weighted = weights is null ? x : x * weights;
            var losses = -Op.Apply(new ClassPick(axis, ignored), weighted, target);
            if (labelSmoothing > 0) losses = losses * (1 - labelSmoothing) - Spread(weighted, target, axis, ignored) * labelSmoothing;
            return ClassLoss.Average(losses, x, target, weights, axis, ignored, reduction);
        }
    }

    private const string Name = "CrossEntropy";

    // The mean over classes of w·ln p; nothing where the label is ignored.
    private static Tensor Spread(Tensor weighted, Tensor labels, int axis, long? ignored)
    {
        var mean = weighted.Mean(axis);
        return ignored is { } label ? mean * labels.NotEqualTo(label).To(mean.DType) : mean;
    }

    private static Tensor OfProbabilities(Tensor x, Tensor target, Tensor? weights, int axis, double smoothing, long? ignored,
        LossReduction reduction)
    {
        if (ignored is not null)
            throw new ArgumentException("CrossEntropy can ignore a label only when the target holds labels; this one holds probabilities.");
        if (target.Shape != x.Shape)
            throw new ShapeException(Name, $"probabilities of the logits' shape {x.Shape} (or whole-number labels {x.Shape.Without(axis)})",
                target.Shape);
        if (smoothing > 0) target = target * (1 - smoothing) + smoothing / x.Shape[axis];
        // A class that is ruled out (a logit of −∞) costs nothing where its probability is 0.
        x = Tensor.Where(target.EqualTo(0), 0, x);
        return (-((weights is null ? x : x * weights) * target).Sum(axis)).By(reduction);
    }
}
