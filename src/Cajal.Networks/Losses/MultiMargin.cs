namespace Cajal.Networks;

/// <summary>L = Σ over k ≠ label of w[label] · max(0, margin − x[label] + x[k])ᵖ / C</summary>
/// <remarks>Source: Crammer and Singer (2001) for the idea; the mean over classes and p are PyTorch's.</remarks>
public static class MultiMarginOnTensor
{
    extension(Tensor scores)
    {
        /// <summary>The margin loss over several classes, and its mean over examples.
        /// x: [N, C] or [C], labels: [N] or [] → []</summary>
        /// <param name="labels">Whole numbers 0..C−1.</param>
        /// <param name="p">1 or 2.</param>
        /// <param name="margin">How much larger the right score must be.</param>
        /// <param name="weight">A weight for each class, [C]; the mean still divides by the number of examples.</param>
        /// <param name="reduction">How the losses of examples become one number.</param>
        /// <exception cref="ShapeException">Labels or weights do not fit.</exception>
        /// <exception cref="ArgumentException">A label outside 0..C−1.</exception>
        public Tensor MultiMargin(Tensor labels, int p = 1, double margin = 1, Tensor? weight = null,
            LossReduction reduction = LossReduction.Mean)
        {
            const string name = "MultiMargin";
            if (p is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(p), $"MultiMargin knows p = 1 and p = 2; received {p}.");
            if (scores.Rank > 2) throw new ShapeException(name, "scores [N, C] or [C]", scores.Shape);
            int axis = ClassLoss.AxisOf(name, scores), classes = scores.Shape[axis];
            labels = ClassLoss.RequireLabels(name, scores, labels, axis);
            var right = Op.Apply(new ClassPick(axis, null), scores, labels).Unsqueeze(axis);
            var losses = (scores - right + margin).Relu();
            if (p == 2) losses = losses.Square();
            losses *= 1 - labels.OneHot(classes, scores.DType);
            if (ClassLoss.Weights(name, scores, weight, axis) is { } weights)
                losses *= Op.Apply(new ClassPick(axis, null), weights.Expand(scores.Shape), labels).Unsqueeze(axis);
            return (losses.Sum(axis) / classes).By(reduction);
        }
    }
}
