using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A lane of 512 bits: 16 Float32 or 8 Float64.</summary>
internal readonly unsafe struct Lane512<T>(Vector512<T> value) : ILane<Lane512<T>> where T : unmanaged
{
    private readonly Vector512<T> value = value;

    /// <summary>The numbers.</summary>
    public Vector512<T> Value => value;

    public static int Width => Vector512<T>.Count;

    public static bool IsDouble => typeof(T) == typeof(double);

    private static bool IsSingle => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Of(double value) => IsSingle ? Wrap(Vector512.Create((float)value)) : Wrap(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(void* source) => new(Vector512.Load((T*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Of(float narrow, double wide) => IsSingle ? Wrap(Vector512.Create(narrow)) : Wrap(Vector512.Create(wide));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(void* target) => value.Store((T*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c) => IsSingle
        ? Wrap(Vector512.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()))
        : Wrap(Vector512.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> a, Lane512<T> b) => new(Vector512.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> a, Lane512<T> b) => new(Vector512.Max(a.value, b.value));

    // Where a number is NaN, the processor's own comparison gives the second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Clamp(Lane512<T> x, Lane512<T> low, Lane512<T> high) =>
        new(Vector512.MinNative(high.value, Vector512.MaxNative(low.value, x.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> x) => new(Vector512.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> x) => new(Vector512.Sqrt(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Floor(Lane512<T> x) => IsSingle ? Wrap(Vector512.Floor(x.value.AsSingle())) : Wrap(Vector512.Floor(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> x) => IsSingle ? Wrap(Vector512.Round(x.value.AsSingle())) : Wrap(Vector512.Round(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> x, Lane512<T> n) => IsSingle
        ? Wrap(x.value.AsSingle() * ((Vector512.ConvertToInt32(n.value.AsSingle()) + Vector512.Create(127)) << 23).AsSingle())
        : Wrap(x.value.AsDouble() * ((Vector512.ConvertToInt64(n.value.AsDouble()) + Vector512.Create(1023L)) << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log(Lane512<T> x) => IsSingle ? Wrap(Vector512.Log(x.value.AsSingle())) : Wrap(Vector512.Log(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Flush(Lane512<T> x) => IsSingle
        ? Wrap(Vector512.ConditionalSelect(Vector512.Equals(x.value.AsInt32() & Vector512.Create(LaneRoots.ExponentBits), Vector512<int>.Zero), Vector512<int>.Zero, x.value.AsInt32()).AsSingle())
        : Wrap(Vector512.ConditionalSelect(Vector512.Equals(x.value.AsInt64() & Vector512.Create(LaneRoots.WideExponentBits), Vector512<long>.Zero), Vector512<long>.Zero, x.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> GuessInverseRoot(Lane512<T> x) => IsSingle
        ? Wrap((Vector512.Create(LaneRoots.InverseRootBits + 1) + ~(x.value.AsInt32() >>> 1)).AsSingle())
        : Wrap((Vector512.Create(LaneRoots.WideInverseRootBits + 1) + ~(x.value.AsInt64() >>> 1)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> GuessInverse(Lane512<T> x) => IsSingle
        ? Wrap((Vector512.Create(LaneRoots.InverseBits + 1) + ~x.value.AsInt32()).AsSingle())
        : Wrap((Vector512.Create(LaneRoots.WideInverseBits + 1) + ~x.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Less(Lane512<T> a, Lane512<T> b) => new(Vector512.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LessOrEqual(Lane512<T> a, Lane512<T> b) => new(Vector512.LessThanOrEqual(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Same(Lane512<T> a, Lane512<T> b) => new(Vector512.Equals(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512<T> Wrap(Vector512<float> v) => new(v.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane512<T> Wrap(Vector512<double> v) => new(v.As<double, T>());
}
