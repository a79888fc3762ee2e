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
        double a = 0, b = 0, c = 0, d = 0;
        int whole = x.Length & ~3, i = 0;
        if (y.IsEmpty)
            for (; i < whole; i += 4)
            {
                a += (double)x[i] * x[i];
                b += (double)x[i + 1] * x[i + 1];
                c += (double)x[i + 2] * x[i + 2];
                d += (double)x[i + 3] * x[i + 3];
            }
        else
            for (; i < whole; i += 4)
            {
                a += Square((double)x[i] - y[i]);
                b += Square((double)x[i + 1] - y[i + 1]);
                c += Square((double)x[i + 2] - y[i + 2]);
                d += Square((double)x[i + 3] - y[i + 3]);
            }
        for (; i < x.Length; i++) a += Square((double)x[i] - (y.IsEmpty ? 0 : y[i]));
        return a + b + (c + d);
    }

    private static double Square(double x) => x * x;
}
