namespace Cajal;

/// <summary>y = the smallest element of each row, and its position.      [a, n] → [a], [a]      dX = dY at the first smallest one, else 0</summary>
public sealed record Min : Extremum
{
    /// <inheritdoc/>
    public override string Formula => "y = the smallest number of each row, and its position";

    internal static readonly Min Instance = new();

    private protected override void Best<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y) => Reduce.MinRows(x, rows, length, y);
}

/// <summary>The smallest along axes.</summary>
public static class MinOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The smallest of all elements: any shape → []. NaN when there is one; of equal ones the first gets the gradient.</summary>
        /// <exception cref="ShapeException">No elements.</exception>
        public Tensor Min() => x.Min(Reduction.AllAxes(x));

        /// <summary>The smallest along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor Min(int axis, bool keepAxis = false) => x.Min([axis], keepAxis);

        /// <summary>The smallest along several axes.</summary>
        public Tensor Min(ReadOnlySpan<int> axes, bool keepAxes = false) =>
            Cajal.Min.Instance.Over(x, Reduction.Mask(x.Shape, axes), keepAxes, output: 0);

        /// <summary>The position of the smallest of all elements in row-major order: any shape → [], Int64. The first of equal ones.</summary>
        public Tensor ArgMin() => Cajal.Min.Instance.Over(x, Reduction.Mask(x.Shape, Reduction.AllAxes(x)), keepAxes: false, output: 1);

        /// <summary>The position of the smallest along one axis, Int64: [a, b, c], axis 1 → [a, c], or [a, 1, c] when it is kept.</summary>
        public Tensor ArgMin(int axis, bool keepAxis = false) =>
            Cajal.Min.Instance.Over(x, Reduction.Mask(x.Shape, [axis]), keepAxis, output: 1);
    }
}
