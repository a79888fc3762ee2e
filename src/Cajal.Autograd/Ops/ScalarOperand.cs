using System.Globalization;

namespace Cajal;

/// <summary>C# numbers as operands: a number takes the element type and the device of the tensor it meets.</summary>
internal static class ScalarOperand
{
    /// <exception cref="ArgumentException">The tensor holds whole numbers and the value is none.</exception>
    public static Tensor Of(double value, Tensor like)
    {
        bool fits = like.DType switch
        {
            DType.Float32 or DType.Float64 => true,
            DType.Int32 => value == Math.Truncate(value) && value is >= int.MinValue and <= int.MaxValue,
            DType.Int64 => value == Math.Truncate(value) && Math.Abs(value) < 9.2e18,
            _ => value is 0 or 1,
        };
        if (!fits)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The number {value} is no {like.DType}, as the tensor {like.Shape} beside it holds. Convert the tensor with To(DType.Float32)."));
        return Tensor.Scalar(value, like.DType).To(like.Device);
    }
}
