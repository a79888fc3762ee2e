namespace Cajal.Networks;

/// <summary>L = mean |a − y|</summary>
public static class MeanAbsoluteErrorOnTensor
{
    extension(Tensor output)
    {
        /// <summary>|a − y|, and the mean over all elements; the derivative at a = y is 0.      a, y: any shape → []</summary>
        /// <param name="target">y, of the same shape.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor MeanAbsoluteError(Tensor target, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("MeanAbsoluteError", output, target);
            return (output - target).Abs().By(reduction);
        }
    }
}
