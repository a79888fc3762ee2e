using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>sin and cos composed of lane arithmetic: each number is treated by itself, so it has the same bits in any place and at every
/// width.</summary>
/// <remarks>x = n·π/2 + r with |r| ≤ π/4, r taken with π/2 in three parts (Cody and Waite, 1980, Software manual for the elementary
/// functions, with one rounding per part), then Taylor's series of sin r or cos r and the sign of the quadrant. The error is below 2⁻²³ up
/// to |x| = 2²⁰ (Float32), below 2⁻⁵² up to |x| = 2⁴⁸ (Float64); beyond, numbers go one by one through C#'s Math in Float64.</remarks>
internal static class LaneTrigonometry
{
    private const double TwoOverPi = 0.6366197723675814, FarDouble = 1L << 48;
    private const float FarFloat = 1 << 20;

    // π/2 = High + Middle + Low, each part as near to what is left as the type can come.
    private const double High = 1.5707963267948966, Middle = 6.123233995736766e-17, Low = -1.4973849048591698e-33;
    private const float HighFloat = 1.5707963705062866f, MiddleFloat = -4.371138828673793e-08f, LowFloat = -1.7151245100058819e-15f;

    /// <summary>sin x; ±0 stays, NaN for ±∞ and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        // Where x³ is lost beside x, sin x = x; it keeps the sign of −0.
        V near = R.Less(R.Abs(x), R.Of(1e-4f, 1e-8));
        return Far<T, V, R>(x, R.Select(near, x, Quadrants<T, V, R>(x, first: 0)), static (a, _) => Math.Sin(a));
    }

    /// <summary>cos x = sin(x + π/2); NaN for ±∞ and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V> => Far<T, V, R>(x, Quadrants<T, V, R>(x, first: 1), static (a, _) => Math.Cos(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Quadrants<T, V, R>(V x, int first) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V n = R.Round(R.Multiply(x, R.Of(TwoOverPi)));
        V high = R.Of(HighFloat, High), product = R.Multiply(n, high);
        // The first part must be taken away exactly: it is nearly all of x.
        V r = Fma.IsSupported || AdvSimd.IsSupported ? R.MultiplyAdd(n, R.Negate(high), x)
            : R.Subtract(R.Subtract(x, product), LaneMath.ProductRest<T, V, R>(n, high, product));
        r = R.MultiplyAdd(n, R.Of(-MiddleFloat, -Middle), r);
        r = R.MultiplyAdd(n, R.Of(-LowFloat, -Low), r);
        n = R.Add(n, R.Of(first));
        V quadrant = R.Subtract(n, R.Multiply(R.Of(4), R.Floor(R.Multiply(n, R.Of(0.25)))));
        V half = R.Floor(R.Multiply(quadrant, R.Of(0.5))), square = R.Multiply(r, r);
        V y = R.Select(R.Same(R.Subtract(quadrant, R.Add(half, half)), R.Of(1)), CosOfRest<T, V, R>(square), SinOfRest<T, V, R>(r, square));
        return R.Select(R.Same(half, R.Of(1)), R.Negate(y), y);
    }

    /// <summary>r − r³/3! + r⁵/5! − …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinOfRest<T, V, R>(V r, V square) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V y = R.Of(1.0 / 362880);
        if (typeof(T) == typeof(double))
        {
            y = R.Of(1.0 / 355687428096000);
            y = R.MultiplyAdd(y, square, R.Of(-1.0 / 1307674368000));
            y = R.MultiplyAdd(y, square, R.Of(1.0 / 6227020800));
            y = R.MultiplyAdd(y, square, R.Of(-1.0 / 39916800));
            y = R.MultiplyAdd(y, square, R.Of(1.0 / 362880));
        }
        y = R.MultiplyAdd(y, square, R.Of(-1.0 / 5040));
        y = R.MultiplyAdd(y, square, R.Of(1.0 / 120));
        y = R.MultiplyAdd(y, square, R.Of(-1.0 / 6));
        return R.MultiplyAdd(y, R.Multiply(square, r), r);
    }

    /// <summary>1 − r²/2! + r⁴/4! − …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosOfRest<T, V, R>(V square) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V y = R.Of(-1.0 / 3628800);
        if (typeof(T) == typeof(double))
        {
            y = R.Of(1.0 / 20922789888000);
            y = R.MultiplyAdd(y, square, R.Of(-1.0 / 87178291200));
            y = R.MultiplyAdd(y, square, R.Of(1.0 / 479001600));
            y = R.MultiplyAdd(y, square, R.Of(-1.0 / 3628800));
        }
        y = R.MultiplyAdd(y, square, R.Of(1.0 / 40320));
        y = R.MultiplyAdd(y, square, R.Of(-1.0 / 720));
        y = R.MultiplyAdd(y, square, R.Of(1.0 / 24));
        y = R.MultiplyAdd(y, square, R.Of(-0.5));
        return R.MultiplyAdd(y, square, R.Of(1));
    }

    // Replaces the results of numbers too far out for three parts of π/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Far<T, V, R>(V x, V y, Func<double, double, double> function) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V far = R.Less(R.Of(FarFloat, FarDouble), R.Abs(x));
        return R.Any(far) ? R.Select(far, LaneMath.Each<T, V, R>(x, x, function), y) : y;
    }
}
