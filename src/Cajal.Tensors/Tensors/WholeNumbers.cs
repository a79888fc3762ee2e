using System.Globalization;

namespace Cajal;

/// <summary>Which C# numbers may stand in a tensor of Int32, Int64 or Bool. None is rounded, cut or bent to fit.</summary>
internal static class WholeNumbers
{
    // From here on neighbouring doubles are 2 apart, so a double may be the rounding of another whole number.
    private const double Exact = 1L << 53;

    /// <summary>The number itself when the element type holds exactly it.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static double Require(double value, DType dtype)
    {
        bool isWhole = value == Math.Truncate(value);
        return dtype switch
        {
            DType.Int32 when isWhole && value is >= int.MinValue and <= int.MaxValue => value,
            DType.Int64 when isWhole && Math.Abs(value) < Exact => value,
            DType.Bool when value is 0 or 1 => value,
            DType.Bool => throw No("true is 1 and false is 0. Compare with something first, for example x > 0."),
            DType.Int64 when isWhole => throw No("from 2^53 on a C# number with a point no longer tells whole numbers apart. Write Tensor.From([…L])."),
            DType.Int32 when isWhole => throw No($"it leaves {int.MinValue}..{int.MaxValue}. Use DType.Int64, or convert with To(DType.Float32)."),
            _ => throw No("it is not whole. Round it, or use DType.Float32 (a tensor becomes one with To(DType.Float32))."),
        };

        ArgumentException No(string why) =>
            new(string.Create(CultureInfo.InvariantCulture, $"The number {value} cannot stand in a tensor of {dtype}: {why}"));
    }
}
