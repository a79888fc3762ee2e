namespace Cajal;

/// <summary>Is one true?</summary>
public static class AnyOnTensor
{
    extension(Tensor x)
    {
        /// <summary>True when at least one element is: Bool, any shape → []. False for no elements.</summary>
        public Tensor Any() => x.Any(Reduction.AllAxes(x));

        /// <summary>True where at least one element along an axis is: [a, b, c], axis 1 → [a, c], or [a, 1, c] when it is kept.</summary>
        public Tensor Any(int axis, bool keepAxis = false) => x.Any([axis], keepAxis);

        /// <summary>True where at least one element along several axes is.</summary>
        public Tensor Any(ReadOnlySpan<int> axes, bool keepAxes = false) => x.DType == DType.Bool
            ? x.To(DType.Int32).Sum(axes, keepAxes) > 0
            : throw new InvalidOperationException(
                $"Any and All need a Bool tensor; received {x.DType} {x.Shape}. Compare with something first, for example x > 0.");
    }
}
