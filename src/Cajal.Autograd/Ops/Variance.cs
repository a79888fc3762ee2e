namespace Cajal;

/// <summary>Variances: Σ (x − mean)² / (n − correction).</summary>
public static class VarianceOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The unbiased variance Σ (x − mean)² / (n − 1) of all elements: any shape → []. NaN for fewer than two.</summary>
        public Tensor Variance() => x.Variance(Reduction.AllAxes(x));

        /// <summary>The variance along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept. Correction 1 gives the unbiased
        /// estimate, 0 the mean square; NaN without more elements than that.</summary>
        public Tensor Variance(int axis, double correction = 1, bool keepAxis = false) => x.Variance([axis], correction, keepAxis);

        /// <summary>The variance along several axes.</summary>
        public Tensor Variance(ReadOnlySpan<int> axes, double correction = 1, bool keepAxes = false)
        {
            Reduction.RequireFloat("Variance", x);
            double freedom = Reduction.Length(x.Shape, Reduction.Mask(x.Shape, axes)) - correction;
            return (x - x.Mean(axes, keepAxes: true)).Square().Sum(axes, keepAxes) / (freedom > 0 ? freedom : double.NaN);
        }
    }
}
