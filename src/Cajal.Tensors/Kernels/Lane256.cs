using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A lane of 256 bits: 8 Float32 or 4 Float64.</summary>
internal readonly unsafe struct Lane256<T>(Vector256<T> value) : ILane<Lane256<T>> where T : unmanaged
{
    private readonly Vector256<T> value = value;

    public static int Width => Vector256<T>.Count;

    public static bool IsDouble => typeof(T) == typeof(double);

    private static bool IsSingle => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Of(double value) => IsSingle ? Wrap(Vector256.Create((float)value)) : Wrap(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Load(void* source) => new(Vector256.Load((T*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Of(float narrow, double wide) => IsSingle ? Wrap(Vector256.Create(narrow)) : Wrap(Vector256.Create(wide));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(void* target) => value.Store((T*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> a, Lane256<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a, Lane256<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> a, Lane256<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> a, Lane256<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, Lane256<T> c) => IsSingle
        ? Wrap(Vector256.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()))
        : Wrap(Vector256.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Min(Lane256<T> a, Lane256<T> b) => new(Vector256.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Max(Lane256<T> a, Lane256<T> b) => new(Vector256.Max(a.value, b.value));

    // Where a number is NaN, the processor's own comparison gives the second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Clamp(Lane256<T> x, Lane256<T> low, Lane256<T> high) =>
        new(Vector256.MinNative(high.value, Vector256.MaxNative(low.value, x.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> x) => new(Vector256.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> x) => new(Vector256.Sqrt(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Floor(Lane256<T> x) => IsSingle ? Wrap(Vector256.Floor(x.value.AsSingle())) : Wrap(Vector256.Floor(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Round(Lane256<T> x) => IsSingle ? Wrap(Vector256.Round(x.value.AsSingle())) : Wrap(Vector256.Round(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Scale(Lane256<T> x, Lane256<T> n) => IsSingle
        ? Wrap(x.value.AsSingle() * ((Vector256.ConvertToInt32(n.value.AsSingle()) + Vector256.Create(127)) << 23).AsSingle())
        : Wrap(x.value.AsDouble() * ((Vector256.ConvertToInt64(n.value.AsDouble()) + Vector256.Create(1023L)) << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Log(Lane256<T> x) => IsSingle ? Wrap(Vector256.Log(x.value.AsSingle())) : Wrap(Vector256.Log(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Flush(Lane256<T> x) => IsSingle
        ? Wrap(Vector256.ConditionalSelect(Vector256.Equals(x.value.AsInt32() & Vector256.Create(LaneRoots.ExponentBits), Vector256<int>.Zero), Vector256<int>.Zero, x.value.AsInt32()).AsSingle())
        : Wrap(Vector256.ConditionalSelect(Vector256.Equals(x.value.AsInt64() & Vector256.Create(LaneRoots.WideExponentBits), Vector256<long>.Zero), Vector256<long>.Zero, x.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> GuessInverseRoot(Lane256<T> x) => IsSingle
        ? Wrap((Vector256.Create(LaneRoots.InverseRootBits + 1) + ~(x.value.AsInt32() >>> 1)).AsSingle())
        : Wrap((Vector256.Create(LaneRoots.WideInverseRootBits + 1) + ~(x.value.AsInt64() >>> 1)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> GuessInverse(Lane256<T> x) => IsSingle
        ? Wrap((Vector256.Create(LaneRoots.InverseBits + 1) + ~x.value.AsInt32()).AsSingle())
        : Wrap((Vector256.Create(LaneRoots.WideInverseBits + 1) + ~x.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Less(Lane256<T> a, Lane256<T> b) => new(Vector256.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> LessOrEqual(Lane256<T> a, Lane256<T> b) => new(Vector256.LessThanOrEqual(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Same(Lane256<T> a, Lane256<T> b) => new(Vector256.Equals(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Select(Lane256<T> mask, Lane256<T> a, Lane256<T> b) => new(Vector256.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256<T> Wrap(Vector256<float> v) => new(v.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane256<T> Wrap(Vector256<double> v) => new(v.As<double, T>());
}
