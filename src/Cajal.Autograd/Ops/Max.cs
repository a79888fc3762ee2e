namespace Cajal;

/// <summary>y = the largest element of each row, and its position.      [a, n] → [a], [a]      dX = dY at the first largest one, else 0</summary>
public sealed record Max : Extremum
{
    /// <inheritdoc/>
    public override string Formula => "y = the largest number of each row, and its position";

    internal static readonly Max Instance = new();

    private protected override void Best<T>(ReadOnlySpan<T> x, int rows, int length, Span<T> y) => Reduce.MaxRows(x, rows, length, y);
}

/// <summary>The largest along axes.</summary>
public static class MaxOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The largest of all elements: any shape → []. NaN when there is one; of equal ones the first gets the gradient.</summary>
        /// <exception cref="ShapeException">No elements.</exception>
        public Tensor Max() => x.Max(Reduction.AllAxes(x));

        /// <summary>The largest along one axis: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor Max(int axis, bool keepAxis = false) => x.Max([axis], keepAxis);

        /// <summary>The largest along several axes.</summary>
        public Tensor Max(ReadOnlySpan<int> axes, bool keepAxes = false) =>
            Cajal.Max.Instance.Over(x, Reduction.Mask(x.Shape, axes), keepAxes, output: 0);

        /// <summary>The position of the largest of all elements in row-major order: any shape → [], Int64. The first of equal ones.</summary>
        public Tensor ArgMax() => Cajal.Max.Instance.Over(x, Reduction.Mask(x.Shape, Reduction.AllAxes(x)), keepAxes: false, output: 1);

        /// <summary>The position of the largest along one axis, Int64: [a, b, c], axis 1 → [a, c], or [a, 1, c] when it is kept.</summary>
        public Tensor ArgMax(int axis, bool keepAxis = false) =>
            Cajal.Max.Instance.Over(x, Reduction.Mask(x.Shape, [axis]), keepAxis, output: 1);
    }
}
