using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>What a reduction does with each number. The result of a part is taken in as a number is: a sum of sums is a sum, the largest of the largest the largest.</summary>
internal interface IFold<T> where T : unmanaged, INumber<T>
{
    /// <summary>The result of nothing at all; taking it in changes no result.</summary>
    static abstract T Empty { get; }

    /// <summary>A result with one more number, or with the result of another part.</summary>
    static abstract Vector256<T> Take(Vector256<T> result, Vector256<T> x);

    /// <summary>A result with one more number, or with the result of another part.</summary>
    static abstract T Take(T result, T x);
}

/// <summary>Σ x; 0 for nothing.</summary>
internal readonly struct SumFold<T> : IFold<T> where T : unmanaged, INumber<T>
{
    public static T Empty => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Take(Vector256<T> result, Vector256<T> x) => result + x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take(T result, T x) => result + x;
}

/// <summary>The largest; NaN when there is one; for nothing −∞, or the least whole number.</summary>
internal readonly struct MaxFold<T> : IFold<T> where T : unmanaged, INumber<T>
{
    public static T Empty => T.CreateSaturating(double.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Take(Vector256<T> result, Vector256<T> x) => Vector256.Max(result, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take(T result, T x) => T.Max(result, x);
}

/// <summary>The smallest; NaN when there is one; for nothing ∞, or the greatest whole number.</summary>
internal readonly struct MinFold<T> : IFold<T> where T : unmanaged, INumber<T>
{
    public static T Empty => T.CreateSaturating(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Take(Vector256<T> result, Vector256<T> x) => Vector256.Min(result, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take(T result, T x) => T.Min(result, x);
}
