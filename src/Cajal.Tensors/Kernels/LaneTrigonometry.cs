using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>sin and cos composed of lane arithmetic: each number is treated by itself, so it has the same bits in any place and at every width.</summary>
/// <remarks>x = n·π/2 + r with |r| ≤ π/4, r taken with π/2 in three parts (Cody and Waite, 1980, Software manual for the elementary functions, with one
/// rounding per part), then Taylor's series of sin r or cos r and the sign of the quadrant. The error is below
/// 2⁻²³ up to |x| = 2²⁰ (Float32), below 2⁻⁵² up to |x| = 2⁴⁸ (Float64); beyond, numbers go one by one through C#'s Math in Float64.</remarks>
internal static class LaneTrigonometry
{
    private const double TwoOverPi = 0.6366197723675814, FarFloat = 1 << 20, FarDouble = 1L << 48;

    // π/2 = High + Middle + Low, each part as near to what is left as the type can come.
    private const double High = 1.5707963267948966, Middle = 6.123233995736766e-17, Low = -1.4973849048591698e-33;
    private const float HighFloat = 1.5707963705062866f, MiddleFloat = -4.371138828673793e-08f, LowFloat = -1.7151245100058819e-15f;

    /// <summary>sin x; ±0 stays, NaN for ±∞ and NaN.</summary>
    public static L Sin<L>(L x) where L : struct, ILane<L>
    {
        // Where x³ is lost beside x, sin x = x; it keeps the sign of −0.
        L near = L.Less(L.Abs(x), L.Of(L.IsDouble ? 1e-8 : 1e-4));
        return Far(x, L.Select(near, x, Quadrants(x, first: 0)), static (a, _) => Math.Sin(a));
    }

    /// <summary>cos x = sin(x + π/2); NaN for ±∞ and NaN.</summary>
    public static L Cos<L>(L x) where L : struct, ILane<L> => Far(x, Quadrants(x, first: 1), static (a, _) => Math.Cos(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Quadrants<L>(L x, int first) where L : struct, ILane<L>
    {
        L n = L.Round(x * L.Of(TwoOverPi));
        L r = L.MultiplyAdd(n, L.Of(L.IsDouble ? -High : -HighFloat), x);
        r = L.MultiplyAdd(n, L.Of(L.IsDouble ? -Middle : -MiddleFloat), r);
        r = L.MultiplyAdd(n, L.Of(L.IsDouble ? -Low : -LowFloat), r);
        n += L.Of(first);
        L quadrant = n - L.Of(4) * L.Floor(n * L.Of(0.25)), half = L.Floor(quadrant * L.Of(0.5)), square = r * r;
        L y = L.Select(L.Same(quadrant - (half + half), L.Of(1)), CosOfRest(square), SinOfRest(r, square));
        return L.Select(L.Same(half, L.Of(1)), -y, y);
    }

    /// <summary>r − r³/3! + r⁵/5! − …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L SinOfRest<L>(L r, L square) where L : struct, ILane<L>
    {
        L y = L.Of(1.0 / 362880);
        if (L.IsDouble)
        {
            y = L.Of(1.0 / 355687428096000);
            y = L.MultiplyAdd(y, square, L.Of(-1.0 / 1307674368000));
            y = L.MultiplyAdd(y, square, L.Of(1.0 / 6227020800));
            y = L.MultiplyAdd(y, square, L.Of(-1.0 / 39916800));
            y = L.MultiplyAdd(y, square, L.Of(1.0 / 362880));
        }
        y = L.MultiplyAdd(y, square, L.Of(-1.0 / 5040));
        y = L.MultiplyAdd(y, square, L.Of(1.0 / 120));
        y = L.MultiplyAdd(y, square, L.Of(-1.0 / 6));
        return L.MultiplyAdd(y, square * r, r);
    }

    /// <summary>1 − r²/2! + r⁴/4! − …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L CosOfRest<L>(L square) where L : struct, ILane<L>
    {
        L y = L.Of(-1.0 / 3628800);
        if (L.IsDouble)
        {
            y = L.Of(1.0 / 20922789888000);
            y = L.MultiplyAdd(y, square, L.Of(-1.0 / 87178291200));
            y = L.MultiplyAdd(y, square, L.Of(1.0 / 479001600));
            y = L.MultiplyAdd(y, square, L.Of(-1.0 / 3628800));
        }
        y = L.MultiplyAdd(y, square, L.Of(1.0 / 40320));
        y = L.MultiplyAdd(y, square, L.Of(-1.0 / 720));
        y = L.MultiplyAdd(y, square, L.Of(1.0 / 24));
        y = L.MultiplyAdd(y, square, L.Of(-0.5));
        return L.MultiplyAdd(y, square, L.Of(1));
    }

    // Replaces the results of numbers too far out for three parts of π/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Far<L>(L x, L y, Func<double, double, double> function) where L : struct, ILane<L>
    {
        L far = L.Less(L.Of(L.IsDouble ? FarDouble : FarFloat), L.Abs(x));
        return IsAny(L.Select(far, L.Of(1), L.Of(0))) ? L.Select(far, LaneMath.Each(x, x, function), y) : y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool IsAny<L>(L ones) where L : struct, ILane<L>
    {
        byte* bytes = stackalloc byte[64];
        ones.Store(bytes);
        bool any = false;
        for (int i = 0; i < L.Width; i++) any |= L.IsDouble ? ((double*)bytes)[i] != 0 : ((float*)bytes)[i] != 0;
        return any;
    }
}
