using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>The hyperbolic tangent, the same bits at every width.</summary>
internal static class LaneTanh
{
    /// <summary>tanh x; in Float32 (x + x³·P(x²))/Q(x²) with the least greatest relative error (5·10⁻⁹, Remez's exchange), in Float64 (e²ˣ − 1)/(e²ˣ + 1).
    /// Error below 5.5 units in the last place in Float32, 2.5 in Float64; ±1 from |x| = 9.02 (20) on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (typeof(T) == typeof(double))
        {
            // Beyond 20 it is 1 to the last digit.
            V size = R.AtMost(R.Abs(x), R.Of(20)), e = LaneExponential.Expm1<T, V, R>(R.Add(size, size));
            return R.CopySign(R.Divide(e, R.Add(e, R.Of(2))), x);
        }
        V held = R.AtLeast(R.AtMost(x, R.Of(9.02)), R.Of(-9.02)), square = R.Multiply(held, held);
        V p = R.MultiplyAdd(R.Of(-1.1162623475473499e-11), square, R.Of(2.9101347302127461e-8));
        p = R.MultiplyAdd(p, square, R.Of(2.7367772952488654e-5));
        p = R.MultiplyAdd(p, square, R.Of(0.0038360946721350353));
        p = R.MultiplyAdd(p, square, R.Of(0.1365408511014288));
        V q = R.MultiplyAdd(R.Of(1.2433571990510667e-6), square, R.Of(0.00038821498839795873));
        q = R.MultiplyAdd(q, square, R.Of(0.027127511359549629));
        q = R.MultiplyAdd(q, square, R.Of(0.469874173725459));
        q = R.MultiplyAdd(q, square, R.Of(1));
        return R.Divide(R.MultiplyAdd(R.Multiply(square, held), p, held), q);
    }
}
