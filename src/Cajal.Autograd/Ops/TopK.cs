namespace Cajal;

/// <summary>The largest elements.</summary>
public static class TopKOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The <paramref name="count"/> largest elements along an axis, largest first, and their positions (Int64):
        /// [a, n] → [a, count], [a, count]. Of equal elements the first comes first.</summary>
        /// <exception cref="ShapeException">The axis has fewer elements.</exception>
        public (Tensor Values, Tensor Positions) TopK(int count, int axis = -1)
        {
            if (count < 0 || count > x.Shape[axis]) throw new ShapeException("TopK", $"at least {count} elements on axis {axis}", x.Shape);
            var (values, positions) = x.Sort(axis, descending: true);
            return (values.Slice(axis, ..count), positions.Slice(axis, ..count));
        }
    }
}
