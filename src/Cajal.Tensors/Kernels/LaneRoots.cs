using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Square root and division by Newton's steps, the same bits on every processor and at every width. Processors take 16 to 20 clock cycles for a
/// register of roots or quotients and cannot begin the next meanwhile; these multiply-adds flow, and an optimizer's update is nearly twice as fast.</summary>
internal static class LaneRoots
{
    // What a number's bits are subtracted from: the exponent is halved and negated, or negated; the last digits balance the error over a binade.
    public const int InverseRootBits = 0x5F375A86, InverseBits = 0x7EF311C7;

    // All bits of the exponent: a number without any of them is 0 or below the smallest normal one.
    public const int ExponentBits = 0x7F800000;
    public const long WideExponentBits = 0x7FF0000000000000;

    private const double SmallestFloat = 1.1754943508222875e-38, LargestFloat = 3.4028234663852886e38;

    /// <summary>y ≈ 1/√x: y ← y·(3/2 − x·y²/2), error 3.4 % → 0.17 % → 5e-6; then s = x·y, s ← s + s·(½ − s·y/2) to the last digit. Float64 takes the
    /// processor's root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sqrt<T, V, R>(V x) where T : unmanaged where V : struct where R : struct, IRegister<T, V>
    {
        if (typeof(T) == typeof(double)) return R.Sqrt(x);
        x = R.AtMost(R.AtLeast(x, R.Of(SmallestFloat)), R.Of(LargestFloat));
        V minusHalf = R.Multiply(x, R.Of(-0.5)), y = R.GuessInverseRoot(x);
        y = R.Multiply(y, R.MultiplyAdd(R.Multiply(minusHalf, y), y, R.Of(1.5)));
        y = R.Multiply(y, R.MultiplyAdd(R.Multiply(minusHalf, y), y, R.Of(1.5)));
        V s = R.Multiply(x, y);
        return R.MultiplyAdd(s, R.MultiplyAdd(s, R.Multiply(y, R.Of(-0.5)), R.Of(0.5)), s);
    }

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
