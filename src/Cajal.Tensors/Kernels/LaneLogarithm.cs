using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>ln x and ln(1 + x), the same bits at every width.</summary>
/// <remarks>x = f·2ⁿ with √½ ≤ f &lt; √2; ln x = n·ln 2 + ln f, and ln f by a polynomial in r = f − 1 with the least greatest relative error (6·10⁻⁹ in
/// Float32, 1.4·10⁻¹⁸ in Float64), found by Remez's exchange. Errors below are in units in the last place.</remarks>
internal static class LaneLogarithm
{
    // ln 2 in two parts, both positive (−∞ times either is −∞): the first has so few bits that n·ln 2 is exact.
    private const float HighFloat = 0.693145751953125f, LowFloat = 1.42860682e-6f;
    private const double High = 0.693147180369123816490, Low = 1.90821492927058770002e-10;

    /// <summary>ln x; −∞ at ±0, NaN below, ∞ at ∞: what the parts of x give by themselves. Error below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V n = R.Split(x, out V f);
        return Sum<T, V, R>(R.Subtract(f, R.Of(1)), n);
    }

    /// <summary>ln(1 + x); −∞ at −1, NaN below, ∞ at ∞. Here r = f − 1 = x·2⁻ⁿ + (2⁻ⁿ − 1), which keeps every digit of x. Error below 1.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V n = R.Split(R.Add(x, R.Of(1)), out _), scale = R.Scale(R.Of(1), R.Negate(n));
        V y = Sum<T, V, R>(R.MultiplyAdd(x, scale, R.Subtract(scale, R.Of(1))), n);
        y = R.Select(R.Less(x, R.Of(double.PositiveInfinity)), y, x);
        // 0 itself keeps its sign.
        y = R.Select(R.Same(x, R.Of(0)), x, y);
        return R.Select(R.Less(R.Of(-1), x), y, R.Select(R.Same(x, R.Of(-1)), R.Of(double.NegativeInfinity), R.Of(double.NaN)));
    }

    /// <summary>n·ln 2 + ln(1 + r), small parts first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<T, V, R>(V r, V n) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V square = R.Multiply(r, r);
        V y = R.MultiplyAdd(n, R.Of(LowFloat, Low), R.Multiply(Curve<T, V, R>(r, square), R.Multiply(square, r)));
        y = R.Add(R.MultiplyAdd(square, R.Of(-0.5), y), r);
        return R.MultiplyAdd(n, R.Of(HighFloat, High), y);
    }

    /// <summary>(ln(1 + r) − r + r²/2)/r³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Curve<T, V, R>(V r, V square) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (typeof(T) == typeof(float))
        {
            V p = R.MultiplyAdd(R.Of(-0.0763462030803056), r, R.Of(0.12761643317925364));
            p = R.MultiplyAdd(p, r, R.Of(-0.13160163457249027));
            p = R.MultiplyAdd(p, r, R.Of(0.14201747140869947));
            p = R.MultiplyAdd(p, r, R.Of(-0.16623358529824245));
            p = R.MultiplyAdd(p, r, R.Of(0.20001227388724027));
            p = R.MultiplyAdd(p, r, R.Of(-0.25000820997008444));
            return R.MultiplyAdd(p, r, R.Of(0.3333333170191933));
        }
        // Even and odd powers side by side: half as long a chain.
        V even = R.MultiplyAdd(R.Of(0.05696867047720193), square, R.Of(0.054159634520940185));
        even = R.MultiplyAdd(even, square, R.Of(0.058177823896735724));
        even = R.MultiplyAdd(even, square, R.Of(0.0667514794012563));
        even = R.MultiplyAdd(even, square, R.Of(0.0769171449908446));
        even = R.MultiplyAdd(even, square, R.Of(0.09090933504414367));
        even = R.MultiplyAdd(even, square, R.Of(0.11111110516086493));
        even = R.MultiplyAdd(even, square, R.Of(0.14285714293840693));
        even = R.MultiplyAdd(even, square, R.Of(0.1999999999994614));
        even = R.MultiplyAdd(even, square, R.Of(0.33333333333333454));
        V odd = R.MultiplyAdd(R.Of(-0.024276172481036373), square, R.Of(-0.06275038877754267));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.05326778629495394));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.062698012943619));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.07142000044862873));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.08333345762170288));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.10000000383185222));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.1249999998202114));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.16666666666914365));
        odd = R.MultiplyAdd(odd, square, R.Of(-0.2499999999999892));
        return R.MultiplyAdd(odd, r, even);
    }
}
