namespace Cajal;

/// <summary>Axes of size 1, taken out and put in; both are reshapes in shared memory.</summary>
public static class SqueezeOnTensor
{
    extension(Tensor x)
    {
        /// <summary>An axis of size 1 taken out: [a, 1, c], axis 1 → [a, c].</summary>
        /// <exception cref="ShapeException">The axis has another size.</exception>
        public Tensor Squeeze(int axis) => x.Shape[axis] == 1
            ? x.Reshape(x.Shape.Without(axis))
            : throw new ShapeException("Squeeze", $"size 1 on axis {axis}", x.Shape);

        /// <summary>A new axis of size 1 before position <paramref name="axis"/>, −1 for the end: [a, c], axis 1 → [a, 1, c].</summary>
        public Tensor Unsqueeze(int axis) => x.Reshape(x.Shape.Insert(axis, 1));
    }
}
