namespace Cajal;

/// <summary>Standard deviations: the roots of the variances.</summary>
public static class StandardDeviationOnTensor
{
    extension(Tensor x)
    {
        /// <summary>√variance of all elements, the unbiased one: any shape → []. Its gradient is 0 where all elements are equal.</summary>
        public Tensor StandardDeviation() => x.Variance().NormRoot();

        /// <summary>√variance along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor StandardDeviation(int axis, double correction = 1, bool keepAxis = false) =>
            x.Variance(axis, correction, keepAxis).NormRoot();

        /// <summary>√variance along several axes.</summary>
        public Tensor StandardDeviation(ReadOnlySpan<int> axes, double correction = 1, bool keepAxes = false) =>
            x.Variance(axes, correction, keepAxes).NormRoot();
    }
}
