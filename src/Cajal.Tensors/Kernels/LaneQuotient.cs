using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Division by Newton's steps, the same bits on every processor and at every width. A processor has one divider, which takes 16 clock cycles for a
/// register of quotients and as many for roots; these multiply-adds flow beside the roots.</summary>
internal static class LaneQuotient
{
    // What a number's bits are subtracted from: the exponent is negated; the last digits balance the error over a binade.
    public const int InverseBits = 0x7EF311C7;

    // All bits of the exponent: a number without any of them is 0 or below the smallest normal one.
    public const int ExponentBits = 0x7F800000;
    public const long WideExponentBits = 0x7FF0000000000000;

    /// <summary>r ≈ 1/b: r ← r·(2 − b·r), error 12 % → 1.5 % → 2e-4; then q = a·r, q ← q + (a − q·b)·r to the last digit. Float64 takes the processor's
    /// division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Divide<T, V, R>(V a, V b) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (typeof(T) == typeof(double)) return R.Divide(a, b);
        V one = R.Of(1), minus = R.Negate(b), r = R.GuessInverse(b);
        r = R.MultiplyAdd(R.MultiplyAdd(minus, r, one), r, r);
        r = R.MultiplyAdd(R.MultiplyAdd(minus, r, one), r, r);
        V q = R.Multiply(a, r);
        return R.MultiplyAdd(R.MultiplyAdd(minus, q, a), r, q);
    }
}
