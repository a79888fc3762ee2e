using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>The fold that joins results of another: a number taken in is the result of a piece.</summary>
internal readonly struct JoinFold<T, TFold> : IFold<T> where T : unmanaged, INumber<T> where TFold : struct, IFold<T>
{
    public static T Empty => TFold.Empty;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Take(Vector256<T> result, Vector256<T> x) => TFold.Join(result, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take(T result, T x) => TFold.Join(result, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Join(Vector256<T> a, Vector256<T> b) => TFold.Join(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join(T a, T b) => TFold.Join(a, b);
}
