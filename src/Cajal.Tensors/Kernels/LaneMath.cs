using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Functions composed of lane arithmetic, so they give the same bits at every width.</summary>
internal static class LaneMath
{
    private const double Log2E = 1.4426950408889634, Ln2Float = 0.693359375, Ln2FloatRest = -2.12194440e-4;

    // ln 2 in two parts: the first has so few bits that n·Ln2High is exact.
    private const double Ln2High = 0.693147180369123816490, Ln2Low = 1.90821492927058770002e-10;

    /// <summary>eˣ = 2ⁿ·eʳ with n = round(x/ln 2) and |r| ≤ ln(2)/2, eʳ by its Taylor series (degree 7 or 13).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp<L>(L x) where L : struct, ILane<L>
    {
        // Beyond these bounds the result is 0 or ∞ anyway; the comparison is written so that NaN passes through.
        L high = L.Of(L.IsDouble ? 710 : 89), low = L.Of(L.IsDouble ? -746 : -104);
        x = L.Select(L.Less(high, x), high, L.Select(L.Less(x, low), low, x));
        L n = L.Round(x * L.Of(Log2E));
        L r = Rest(x, n), y = Series(r);
        y = L.MultiplyAdd(y, r, L.Of(1));
        // Two factors, because 2ⁿ itself may leave the range where the product does not.
        L half = L.Floor(n * L.Of(0.5));
        return L.Select(L.Same(x, x), L.Scale(L.Scale(y, half), n - half), x);
    }

    /// <summary>eˣ − 1: near 0 the series without its first term, elsewhere eˣ − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Expm1<L>(L x) where L : struct, ILane<L> =>
        L.Select(L.Less(L.Abs(x), L.Of(0.34)), x * Series(x), Exp(x) - L.Of(1));

    /// <summary>ln(1 + x): the rounding of u = 1 + x is made good by the factor x/(u − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log1p<L>(L x) where L : struct, ILane<L>
    {
        L one = L.Of(1), u = one + x, d = u - one;
        L large = L.Less(L.Of(1e10), L.Abs(x));
        return L.Select(L.Same(d, L.Of(0)), x, L.Select(large, L.Log(u), L.Log(u) * x / d));
    }

    /// <summary>tanh x = (e²ˣ − 1)/(e²ˣ + 1) with the sign set last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L>(L x) where L : struct, ILane<L>
    {
        L size = L.Min(L.Abs(x), L.Of(20));
        L e = Expm1(size + size);
        L y = e / (e + L.Of(2));
        return L.Select(L.Less(x, L.Of(0)), -y, y);
    }

    /// <summary>1/(1 + e⁻ˣ), through e^(−|x|) so that nothing overflows and small values keep their digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sigmoid<L>(L x) where L : struct, ILane<L>
    {
        L e = Exp(-L.Abs(x));
        return L.Select(L.Less(x, L.Of(0)), e, L.Of(1)) / (L.Of(1) + e);
    }

    /// <summary>The error function, number by number in Float64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Erf<L>(L x) where L : struct, ILane<L> => Each(x, x, static (a, _) => ErrorFunction.Erf(a));

    /// <summary>xʸ, number by number in Float64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Pow<L>(L x, L y) where L : struct, ILane<L> => Each(x, y, Math.Pow);

    /// <summary>A function of two numbers, number by number in Float64.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe L Each<L>(L x, L y, Func<double, double, double> function) where L : struct, ILane<L>
    {
        byte* a = stackalloc byte[64], b = stackalloc byte[64];
        x.Store(a);
        y.Store(b);
        for (int i = 0; i < L.Width; i++)
        {
            if (L.IsDouble) ((double*)a)[i] = function(((double*)a)[i], ((double*)b)[i]);
            else ((float*)a)[i] = (float)function(((float*)a)[i], ((float*)b)[i]);
        }
        return L.Load(a);
    }

    /// <summary>x − n·ln 2 with more digits than one product has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Rest<L>(L x, L n) where L : struct, ILane<L> => L.IsDouble
        ? L.MultiplyAdd(n, L.Of(-Ln2Low), L.MultiplyAdd(n, L.Of(-Ln2High), x))
        : L.MultiplyAdd(n, L.Of(-Ln2FloatRest), L.MultiplyAdd(n, L.Of(-Ln2Float), x));

    /// <summary>(eʳ − 1)/r = 1 + r/2! + r²/3! + …, to the last digit for |r| ≤ 0.35.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Series<L>(L r) where L : struct, ILane<L>
    {
        L y;
        if (L.IsDouble)
        {
            y = L.Of(1.0 / 6227020800);
            y = L.MultiplyAdd(y, r, L.Of(1.0 / 479001600));
            y = L.MultiplyAdd(y, r, L.Of(1.0 / 39916800));
            y = L.MultiplyAdd(y, r, L.Of(1.0 / 3628800));
            y = L.MultiplyAdd(y, r, L.Of(1.0 / 362880));
            y = L.MultiplyAdd(y, r, L.Of(1.0 / 40320));
            y = L.MultiplyAdd(y, r, L.Of(1.0 / 5040));
        }
        else
        {
            y = L.Of(1.0 / 5040);
        }
        y = L.MultiplyAdd(y, r, L.Of(1.0 / 720));
        y = L.MultiplyAdd(y, r, L.Of(1.0 / 120));
        y = L.MultiplyAdd(y, r, L.Of(1.0 / 24));
        y = L.MultiplyAdd(y, r, L.Of(1.0 / 6));
        y = L.MultiplyAdd(y, r, L.Of(0.5));
        return L.MultiplyAdd(y, r, L.Of(1));
    }
}
