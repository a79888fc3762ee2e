namespace Cajal;

/// <summary>Reversed order.</summary>
public static class FlipOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The elements of an axis from the last to the first.</summary>
        public Tensor Flip(int axis) => x.IndexSelect(axis, Tensor.Arange(x.Shape[axis] - 1, -1, -1, DType.Int64).To(x.Device));
    }
}
