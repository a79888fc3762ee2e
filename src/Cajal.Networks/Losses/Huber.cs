namespace Cajal.Networks;

/// <summary>L = d²/2 where |d| ≤ δ, else δ·(|d| − δ/2), with d = a − y: square near, straight far.</summary>
/// <remarks>Source: Huber (1964).</remarks>
public static class HuberOnTensor
{
    extension(Tensor output)
    {
        /// <summary>Huber's loss, and the mean over all elements.      a, y: any shape → []</summary>
        /// <param name="target">y, of the same shape.</param>
        /// <param name="delta">δ, where the square ends; positive.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        /// <exception cref="ArgumentOutOfRangeException">δ is not positive.</exception>
        public Tensor Huber(Tensor target, double delta = 1, LossReduction reduction = LossReduction.Mean)
        {
            if (!(delta > 0))
                throw new ArgumentOutOfRangeException(nameof(delta),
                    FormattableString.Invariant($"Huber's δ is a positive number; received {delta}."));
            Reduced.RequireSame("Huber", output, target);
            // With m = min(|d|, δ) both branches are m·(|d| − m/2).
            Tensor distance = (output - target).Abs(), near = distance.Minimum(delta);
            return (near * (distance - near * 0.5)).By(reduction);
        }
    }
}
