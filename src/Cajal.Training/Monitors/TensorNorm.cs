using System.Runtime.Intrinsics;

namespace Cajal.Training;

/// <summary>Sums of squares in double precision: four sums side by side, so that the order, and with it every bit, is the same on every machine.</summary>
internal static class TensorNorm
{
    /// <summary>Σx².</summary>
    public static double SumOfSquares(Tensor x)
    {
        using var a = new Dense<float>(x.To(DType.Float32));
        return SumOfSquares(a.Span);
    }

    /// <summary>Σ(x − y)².</summary>
    public static double SumOfSquares(Tensor x, Tensor y)
    {
        using Dense<float> a = new(x.To(DType.Float32)), b = new(y.To(DType.Float32));
        return SumOfSquares(a.Span, b.Span);
    }

    // An empty y stands for zeros.
    private static double SumOfSquares(ReadOnlySpan<float> x, ReadOnlySpan<float> y = default)
    {
        var sums = Vector256<double>.Zero;
        int i = 0;
        for (; i < (x.Length & ~3); i += 4)
        {
            var four = Wide(x, i);
            if (!y.IsEmpty) four -= Wide(y, i);
            sums += four * four;
        }
        double rest = 0;
        for (; i < x.Length; i++)
        {
            double one = (double)x[i] - (y.IsEmpty ? 0 : y[i]);
            rest += one * one;
        }
        return sums[0] + rest + sums[1] + (sums[2] + sums[3]);
    }

    private static Vector256<double> Wide(ReadOnlySpan<float> x, int at)
    {
        var four = Vector128.Create(x.Slice(at, 4));
        return Vector256.Create(Vector128.WidenLower(four), Vector128.WidenUpper(four));
    }
}
