namespace Cajal.Onnx;

/// <summary>Angles out of their tangent, sine and cosine, in operations that have derivatives.</summary>
internal static class InverseAngles
{
    private const double QuarterTurn = Math.PI / 2;

    /// <summary>tan⁻¹ x = x − x³/3 + x⁵/5 − …, for which x is made small: beyond 1 by its reciprocal, then by half the angle twice.</summary>
    public static Tensor Atan(Tensor x)
    {
        var beyond = x.Abs() > 1;
        // In both choices, so that what is not chosen divides by nothing near 0.
        var t = Half(Half(Tensor.Where(beyond, Tensor.Where(beyond, x, 1).Reciprocal(), x)));
        var square = t.Square();
        // |t| ≤ tan(π/16), and 0.2²³ / 23 lies below what a double tells apart.
        var sum = Tensor.Full(Shape.Scalar, 1.0 / 21, x.DType);
        for (int n = 19; n > 0; n -= 2) sum = 1.0 / n - square * sum;
        var angle = t * sum * 4;
        return Tensor.Where(beyond, Tensor.Where(x < 0, Tensor.Scalar(-QuarterTurn, x.DType), QuarterTurn) - angle, angle);
    }

    /// <summary>sin⁻¹ x = tan⁻¹ (x / √(1 − x²)).</summary>
    public static Tensor Asin(Tensor x) => Atan(x / ((1 - x) * (1 + x)).Sqrt());

    /// <summary>cos⁻¹ x = 2·tan⁻¹ √((1 − x) / (1 + x)).</summary>
    public static Tensor Acos(Tensor x) => Atan(((1 - x) / (1 + x)).Sqrt()) * 2;

    // tan(α/2) = tan α / (1 + √(1 + tan² α))
    private static Tensor Half(Tensor t) => t / ((t.Square() + 1).Sqrt() + 1);
}
