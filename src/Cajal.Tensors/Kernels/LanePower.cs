using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>xʸ = e^(y·ln|x|), the same bits at every width.</summary>
/// <remarks>The error of an exponent is the relative error of the power, so y·ln|x| is kept in two numbers. With x = f·2ⁿ, √½ ≤ f &lt; √2 and s = (f − 1)/(f + 1),
/// ln x = n·ln 2 + 2s·(1 + s²/3 + s⁴/5 + …); everything up to s²/3 is in two numbers.
/// Error: below 1.5 units in the last place.</remarks>
internal static class LanePower
{
    private const float HighFloat = 0.693145751953125f, LowFloat = 1.42860682e-6f;
    private const double High = 0.693147180369123816490, Low = 1.90821492927058770002e-10;
    private const double Third = 1.0 / 3, ThirdRest = 1.850371707708594e-17;
    private const float ThirdFloat = 1f / 3, ThirdFloatRest = (float)(Third - ThirdFloat);

    /// <summary>xʸ with the special cases of IEEE 754, which are those of C#'s Math.Pow: 1 for y = 0 and for x = 1, even beside NaN; NaN for a broken power of
    /// a negative number; odd powers keep the sign, that of −0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pow<T, V, R>(V x, V y) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V size = R.Abs(x), one = R.Of(1), high = Exponent<T, V, R>(size, y, out V low);
        // Where the exponent is infinite, as at 0 and ∞, there is no rest.
        low = R.Select(R.Less(R.Abs(high), R.Of(1000)), low, R.Of(0));
        V power = R.Select(R.Same(size, one), one, LaneExponential.Exp<T, V, R>(high, low));
        // Signs: an odd power keeps that of x, a broken one of a negative number is none.
        V half = R.Multiply(y, R.Of(0.5)), signed = R.Select(R.Same(R.Floor(half), half), power, R.CopySign(power, x));
        V broken = R.Select(R.Less(x, R.Of(0)), R.Select(R.Less(size, R.Of(double.PositiveInfinity)), R.Of(double.NaN), power), power);
        return R.Select(R.Same(y, R.Of(0)), one, R.Select(R.Same(R.Floor(y), y), signed, broken));
    }

    /// <summary>y·ln x as a number and its rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponent<T, V, R>(V x, V y, out V rest) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V n = R.Split(x, out V f);
        V log = Fraction<T, V, R>(f, out V logRest), whole = R.Multiply(n, R.Of(HighFloat, High)), sum = R.Add(whole, log);
        V sumRest = R.Add(R.Add(R.Subtract(whole, sum), log), R.MultiplyAdd(n, R.Of(LowFloat, Low), logRest));
        V product = R.Multiply(y, sum);
        rest = R.MultiplyAdd(y, sumRest, LaneMath.ProductRest<T, V, R>(y, sum, product));
        return product;
    }

    /// <summary>ln f as a number and its rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Fraction<T, V, R>(V f, out V rest) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        V one = R.Of(1), above = R.Subtract(f, one), below = R.Add(f, one), belowRest = R.Subtract(f, R.Subtract(below, one));
        V reciprocal = R.Divide(one, below), s = R.Multiply(above, reciprocal), back = R.Multiply(s, below);
        V left = R.Subtract(R.Subtract(R.Subtract(above, back), LaneMath.ProductRest<T, V, R>(s, below, back)), R.Multiply(s, belowRest));
        V sRest = R.Multiply(left, reciprocal);
        // u = s², w = u/3 + u²·P(u)
        V u = R.Multiply(s, s), uRest = R.MultiplyAdd(R.Add(s, s), sRest, LaneMath.ProductRest<T, V, R>(s, s, u));
        V third = R.Of(ThirdFloat, Third), w = R.Multiply(u, third);
        V wRest = R.Add(LaneMath.ProductRest<T, V, R>(u, third, w), R.MultiplyAdd(u, R.Of(ThirdFloatRest, ThirdRest), R.Multiply(uRest, third)));
        wRest = R.MultiplyAdd(R.Multiply(u, u), Curve<T, V, R>(u), wRest);
        // 2s·(1 + w)
        V twice = R.Add(s, s), twiceRest = R.Add(sRest, sRest), product = R.Multiply(twice, w);
        V productRest = R.MultiplyAdd(twice, wRest, R.MultiplyAdd(twiceRest, w, R.Add(LaneMath.ProductRest<T, V, R>(twice, w, product), twiceRest)));
        V log = R.Add(twice, product);
        rest = R.Add(R.Add(R.Subtract(twice, log), product), productRest);
        return log;
    }

    /// <summary>1/5 + u/7 + u²/9 + …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Curve<T, V, R>(V u) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (typeof(T) == typeof(float))
        {
            V p = R.MultiplyAdd(R.Of(0.11709287875898643), u, R.Of(0.1427356682680716));
            return R.MultiplyAdd(p, u, R.Of(0.20000076088261445));
        }
        V q = R.MultiplyAdd(R.Of(0.06598108024553083), u, R.Of(0.06628414610584048));
        q = R.MultiplyAdd(q, u, R.Of(0.07693378435029306));
        q = R.MultiplyAdd(q, u, R.Of(0.09090892188183768));
        q = R.MultiplyAdd(q, u, R.Of(0.11111111259913557));
        q = R.MultiplyAdd(q, u, R.Of(0.14285714285050025));
        return R.MultiplyAdd(q, u, R.Of(0.20000000000001128));
    }
}
