namespace Cajal.Networks;

/// <summary>L = mean (a − y)²</summary>
public static class MeanSquaredErrorOnTensor
{
    extension(Tensor output)
    {
        /// <summary>(a − y)², and the mean over all elements.      a, y: any shape → []</summary>
        /// <param name="target">y, of the same shape.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor MeanSquaredError(Tensor target, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("MeanSquaredError", output, target);
            return (output - target).Square().By(reduction);
        }
    }
}
