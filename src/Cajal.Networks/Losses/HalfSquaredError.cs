namespace Cajal.Networks;

/// <summary>L = ‖a − y‖² / 2, so that dL/da = a − y: the lecture's loss.</summary>
public static class HalfSquaredErrorOnTensor
{
    extension(Tensor output)
    {
        /// <summary>‖a − y‖²/2 for each example, and the mean over examples.      a, y: [N, …] → []</summary>
        /// <param name="target">y, of the same shape. A single number without axes is one example.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor HalfSquaredError(Tensor target, LossReduction reduction = LossReduction.BatchMean)
        {
            Reduced.RequireSame("HalfSquaredError", output, target);
            return ((output - target).Square() * 0.5).By(reduction);
        }
    }
}
