namespace Cajal;

/// <summary>Means: Σ x / n.</summary>
public static class MeanOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The mean of all elements: any shape → []. NaN for no elements.</summary>
        public Tensor Mean() => x.Mean(Reduction.AllAxes(x));

        /// <summary>The mean along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept. NaN for no elements.</summary>
        public Tensor Mean(int axis, bool keepAxis = false) => x.Mean([axis], keepAxis);

        /// <summary>The mean along several axes.</summary>
        public Tensor Mean(ReadOnlySpan<int> axes, bool keepAxes = false)
        {
            Reduction.RequireFloat("Mean", x);
            return x.Sum(axes, keepAxes) / Reduction.Length(x.Shape, Reduction.Mask(x.Shape, axes));
        }
    }
}
