using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>eˣ and what is made of it, the same bits at every width.</summary>
/// <remarks>eˣ = 2ⁿ·eʳ with n = round(x/ln 2) and |r| ≤ ln(2)/2; eʳ by a polynomial with the least greatest relative error (3·10⁻⁹ in Float32, 4·10⁻¹⁸ in
/// Float64), found by Remez's exchange. Errors below are in units in the last place, on processors that round a multiply-add once or twice.</remarks>
internal static class LaneExponential
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts: the first has so few bits that n·ln 2 is exact.
    private const float HighFloat = 0.693359375f, LowFloat = -2.12194440e-4f;
    private const double High = 0.693147180369123816490, Low = 1.90821492927058770002e-10;

    /// <summary>eˣ; 0 below −104 (−746 in Float64), ∞ above 89 (710). Error below 1.2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V> => Falling<T, V, R>(R.AtMost(x, R.Of(89f, 710)));

    /// <summary>eˣ for x ≤ 89 (710) or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Falling<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V r = Reduce<T, V, R>(x, out V n);
        return Power<T, V, R>(x, r, n);
    }

    /// <summary>e^(x + rest) for a rest far smaller than x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<T, V, R>(V x, V rest) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        x = R.AtMost(x, R.Of(89f, 710));
        V r = R.Add(Reduce<T, V, R>(x, out V n), rest);
        return Power<T, V, R>(x, r, n);
    }

    /// <summary>eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), all digits near 0. Error below 2.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        // Below −40 nothing is left but −1. Half of 2ⁿ, because 2ⁿ itself may be out of range.
        V r = Reduce<T, V, R>(R.AtLeast(R.AtMost(x, R.Of(89f, 710)), R.Of(-40)), out V n);
        V half = R.Scale(R.Of(0.5), n), y = R.MultiplyAdd(half, Series<T, V, R>(r), R.Subtract(half, R.Of(0.5)));
        // x itself where nothing else is left: half of it may be too small for a number, and −0 keeps its sign.
        return R.Select(R.Less(R.Abs(x), R.Of(1e-8f, 1e-17)), x, R.Add(y, y));
    }

    /// <summary>1/(1 + e⁻ˣ), through e^(−|x|) so that nothing overflows and small values keep their digits. Error below 2.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V e = Falling<T, V, R>(R.CopySign(x, R.Of(-1)));
        return R.Divide(R.Select(R.Less(x, R.Of(0)), e, R.Of(1)), R.Add(e, R.Of(1)));
    }

    /// <summary>r = x − n·ln 2 with more digits than one product has. Below −104 (−746) x counts as that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<T, V, R>(V x, out V n) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V magic = R.Of(LaneWidth.MagicFloat, LaneWidth.Magic);
        x = R.AtLeast(x, R.Of(-104f, -746));
        n = R.Subtract(R.MultiplyAdd(x, R.Of(Log2E), magic), magic);
        return R.MultiplyAdd(n, R.Of(-LowFloat, -Low), R.MultiplyAdd(n, R.Of(-HighFloat, -High), x));
    }

    /// <summary>eˣ = 2ⁿ·eʳ, eʳ = 1 + r·(1 + r·P(r)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Power<T, V, R>(V x, V r, V n) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V y = R.MultiplyAdd(R.MultiplyAdd(Curve<T, V, R>(r), r, R.Of(1)), r, R.Of(1));
        // Zeros are set before the scaling, because processors take twenty times as long for a product that falls below the smallest number.
        return R.Scale(R.Select(R.Less(x, R.Of(-104f, -746)), R.Of(0), y), n);
    }

    /// <summary>eʳ − 1 = r + r²·P(r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Series<T, V, R>(V r) where T : unmanaged where V : struct where R : struct, IRegister<T, V> =>
        R.MultiplyAdd(Curve<T, V, R>(r), R.Multiply(r, r), r);

    /// <summary>P(r) = (eʳ − 1 − r)/r².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Curve<T, V, R>(V r) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (typeof(T) == typeof(float))
        {
            V p = R.MultiplyAdd(R.Of(0.0013814466110343294), r, R.Of(0.008368780427547807));
            p = R.MultiplyAdd(p, r, R.Of(0.041668394231769504));
            p = R.MultiplyAdd(p, r, R.Of(0.16666520107644667));
            return R.MultiplyAdd(p, r, R.Of(0.49999993412390337));
        }
        // Even and odd powers side by side: half as long a chain.
        V square = R.Multiply(r, r);
        V even = R.MultiplyAdd(R.Of(2.7630248410802583e-07), square, R.Of(2.4801493098825635e-05));
        even = R.MultiplyAdd(even, square, R.Of(0.0013888888943630175));
        even = R.MultiplyAdd(even, square, R.Of(0.041666666666530155));
        even = R.MultiplyAdd(even, square, R.Of(0.50000000000000106));
        V odd = R.MultiplyAdd(R.Of(2.5000058085895954e-08), square, R.Of(2.7557586384900107e-06));
        odd = R.MultiplyAdd(odd, square, R.Of(0.00019841269506566314));
        odd = R.MultiplyAdd(odd, square, R.Of(0.008333333333494468));
        odd = R.MultiplyAdd(odd, square, R.Of(0.16666666666666413));
        return R.MultiplyAdd(odd, r, even);
    }
}
