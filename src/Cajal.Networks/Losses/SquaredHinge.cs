namespace Cajal.Networks;

/// <summary>L = max(0, 1 − y·a)² for y = ±1</summary>
public static class SquaredHingeOnTensor
{
    extension(Tensor output)
    {
        /// <summary>The squared hinge loss, and its mean over all elements.      a, y: any shape → []</summary>
        /// <param name="target">y, −1 or 1, of the same shape.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        public Tensor SquaredHinge(Tensor target, LossReduction reduction = LossReduction.Mean)
        {
            Reduced.RequireSame("SquaredHinge", output, target);
            return (1 - target * output).Relu().Square().By(reduction);
        }
    }
}
