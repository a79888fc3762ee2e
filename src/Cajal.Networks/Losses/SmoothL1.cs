namespace Cajal.Networks;

/// <summary>L = d²/(2β) where |d| &lt; β, else |d| − β/2, with d = a − y. It is Huber's loss divided by β.</summary>
/// <remarks>Source: Girshick (2015), Fast R-CNN.</remarks>
public static class SmoothL1OnTensor
{
    extension(Tensor output)
    {
        /// <summary>The smooth absolute error, and the mean over all elements.      a, y: any shape → []</summary>
        /// <param name="target">y, of the same shape.</param>
        /// <param name="beta">β, where the square ends; 0 gives |d|.</param>
        /// <param name="reduction">How single elements become one number.</param>
        /// <exception cref="ShapeException">Another shape than the output's.</exception>
        /// <exception cref="ArgumentOutOfRangeException">β is negative.</exception>
        public Tensor SmoothL1(Tensor target, double beta = 1, LossReduction reduction = LossReduction.Mean)
        {
            if (!(beta >= 0))
                throw new ArgumentOutOfRangeException(nameof(beta),
                    FormattableString.Invariant($"SmoothL1's β is a number of at least 0; received {beta}."));
            Reduced.RequireSame("SmoothL1", output, target);
            var distance = (output - target).Abs();
            if (beta == 0) return distance.By(reduction);
            var near = distance.Minimum(beta);
            return (near * (distance - near * 0.5) / beta).By(reduction);
        }
    }
}
