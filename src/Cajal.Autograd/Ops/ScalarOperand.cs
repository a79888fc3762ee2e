namespace Cajal;

/// <summary>C# numbers as operands: a number takes the element type and the device of the tensor it meets.</summary>
internal static class ScalarOperand
{
    /// <exception cref="ArgumentException">The tensor holds whole numbers or truth values, and the value is none of them.</exception>
    public static Tensor Of(double value, Tensor like) => Tensor.Scalar(value, like.DType).To(like.Device);
}
