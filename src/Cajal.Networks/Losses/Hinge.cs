namespace Cajal.Networks;

/// <summary>L = max(0, 1 − y·a) for y = ±1</summary>
public static class HingeOnTensor
{
    extension(Tensor output)
    {
        /// <summary>The hinge loss of a linear classifier, and its mean over all elements; the derivative at the corner is 0.
        /// a, y: any shape → []</summary>
        /// <param name="target">y, −1 or 1, of the same shape.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor Hinge(Tensor target, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("Hinge", output, target);
            return (1 - target * output).Relu().By(reduction);
        }
    }
}
