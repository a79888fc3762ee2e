namespace Cajal;

/// <summary>Are all true?</summary>
public static class AllOnTensor
{
    extension(Tensor x)
    {
        /// <summary>True when every element is: Bool, any shape → []. True for no elements.</summary>
        public Tensor All() => x.All(Reduction.AllAxes(x));

        /// <summary>True where every element along an axis is: [a, b, c], axis 1 → [a, c], or [a, 1, c] when the axis is kept.</summary>
        public Tensor All(int axis, bool keepAxis = false) => x.All([axis], keepAxis);

        /// <summary>True where every element along several axes is.</summary>
        public Tensor All(ReadOnlySpan<int> axes, bool keepAxes = false) => !(!x).Any(axes, keepAxes);
    }
}
