using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Square root and division by Newton's steps, the same bits on every processor and at every width. Processors take 16 to 20 clock cycles for a
/// register of roots or quotients and cannot begin the next meanwhile; these multiply-adds flow, and an optimizer's update is twice as fast.</summary>
internal static class LaneRoots
{
    // What a number's bits are subtracted from: the exponent is halved and negated, or negated; the last digits balance the error over a binade.
    public const int InverseRootBits = 0x5F375A86, InverseBits = 0x7EF311C7;
    public const long WideInverseRootBits = 0x5FE6EB50C7B537A9, WideInverseBits = 0x7FDE623822FC16E6;

    // All bits of the exponent: a number without any of them is 0 or below the smallest normal one.
    public const int ExponentBits = 0x7F800000;
    public const long WideExponentBits = 0x7FF0000000000000;

    private const double SmallestFloat = 1.1754943508222875e-38, LargestFloat = 3.4028234663852886e38;

    /// <summary>y ≈ 1/√x: y ← y·(3/2 − x·y²/2), error 3.4 % → 0.17 % → 5e-6; then s = x·y, s ← s + s·(½ − s·y/2) to the last digit. Float64 takes the
    /// processor's root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Sqrt<L>(L x) where L : struct, ILane<L>
    {
        if (L.IsDouble) return L.Sqrt(x);
        x = L.Clamp(x, L.Of(SmallestFloat), L.Of(LargestFloat));
        L minusHalf = x * L.Of(-0.5), y = L.GuessInverseRoot(x);
        y *= L.MultiplyAdd(minusHalf * y, y, L.Of(1.5));
        y *= L.MultiplyAdd(minusHalf * y, y, L.Of(1.5));
        L s = x * y;
        return L.MultiplyAdd(s, L.MultiplyAdd(s, y * L.Of(-0.5), L.Of(0.5)), s);
    }

    /// <summary>r ≈ 1/b: r ← r·(2 − b·r), error 12 % → 1.5 % → 2e-4; then q = a·r, q ← q + (a − q·b)·r to the last digit. Float64 takes the processor's
    /// division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Divide<L>(L a, L b) where L : struct, ILane<L>
    {
        if (L.IsDouble) return a / b;
        L one = L.Of(1), minus = -b, r = L.GuessInverse(b);
        r = L.MultiplyAdd(L.MultiplyAdd(minus, r, one), r, r);
        r = L.MultiplyAdd(L.MultiplyAdd(minus, r, one), r, r);
        L q = a * r;
        return L.MultiplyAdd(L.MultiplyAdd(minus, q, a), r, q);
    }
}
