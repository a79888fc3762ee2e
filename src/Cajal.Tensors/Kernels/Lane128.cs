using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A lane of 128 bits: 4 Float32 or 2 Float64.</summary>
internal readonly unsafe struct Lane128<T>(Vector128<T> value) : ILane<Lane128<T>> where T : unmanaged
{
    private readonly Vector128<T> value = value;

    public static int Width => Vector128<T>.Count;

    public static bool IsDouble => typeof(T) == typeof(double);

    private static bool IsSingle => typeof(T) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Of(double value) => IsSingle ? Wrap(Vector128.Create((float)value)) : Wrap(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Load(void* source) => new(Vector128.Load((T*)source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Of(float narrow, double wide) => IsSingle ? Wrap(Vector128.Create(narrow)) : Wrap(Vector128.Create(wide));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(void* target) => value.Store((T*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> a, Lane128<T> b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> a, Lane128<T> b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> a, Lane128<T> b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> a, Lane128<T> b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, Lane128<T> c) => IsSingle
        ? Wrap(Vector128.FusedMultiplyAdd(a.value.AsSingle(), b.value.AsSingle(), c.value.AsSingle()))
        : Wrap(Vector128.FusedMultiplyAdd(a.value.AsDouble(), b.value.AsDouble(), c.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> a, Lane128<T> b) => new(Vector128.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> a, Lane128<T> b) => new(Vector128.Max(a.value, b.value));

    // Where a number is NaN, the processor's own comparison gives the second operand.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Clamp(Lane128<T> x, Lane128<T> low, Lane128<T> high) =>
        new(Vector128.MinNative(high.value, Vector128.MaxNative(low.value, x.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> x) => new(Vector128.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> x) => new(Vector128.Sqrt(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Floor(Lane128<T> x) => IsSingle ? Wrap(Vector128.Floor(x.value.AsSingle())) : Wrap(Vector128.Floor(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> x) => IsSingle ? Wrap(Vector128.Round(x.value.AsSingle())) : Wrap(Vector128.Round(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Scale(Lane128<T> x, Lane128<T> n) => IsSingle
        ? Wrap(x.value.AsSingle() * ((Vector128.ConvertToInt32(n.value.AsSingle()) + Vector128.Create(127)) << 23).AsSingle())
        : Wrap(x.value.AsDouble() * ((Vector128.ConvertToInt64(n.value.AsDouble()) + Vector128.Create(1023L)) << 52).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Log(Lane128<T> x) => IsSingle ? Wrap(Vector128.Log(x.value.AsSingle())) : Wrap(Vector128.Log(x.value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Flush(Lane128<T> x) => IsSingle
        ? Wrap(Vector128.ConditionalSelect(Vector128.Equals(x.value.AsInt32() & Vector128.Create(LaneRoots.ExponentBits), Vector128<int>.Zero), Vector128<int>.Zero, x.value.AsInt32()).AsSingle())
        : Wrap(Vector128.ConditionalSelect(Vector128.Equals(x.value.AsInt64() & Vector128.Create(LaneRoots.WideExponentBits), Vector128<long>.Zero), Vector128<long>.Zero, x.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> GuessInverseRoot(Lane128<T> x) => IsSingle
        ? Wrap((Vector128.Create(LaneRoots.InverseRootBits + 1) + ~(x.value.AsInt32() >>> 1)).AsSingle())
        : Wrap((Vector128.Create(LaneRoots.WideInverseRootBits + 1) + ~(x.value.AsInt64() >>> 1)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> GuessInverse(Lane128<T> x) => IsSingle
        ? Wrap((Vector128.Create(LaneRoots.InverseBits + 1) + ~x.value.AsInt32()).AsSingle())
        : Wrap((Vector128.Create(LaneRoots.WideInverseBits + 1) + ~x.value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Less(Lane128<T> a, Lane128<T> b) => new(Vector128.LessThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> LessOrEqual(Lane128<T> a, Lane128<T> b) => new(Vector128.LessThanOrEqual(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Same(Lane128<T> a, Lane128<T> b) => new(Vector128.Equals(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128<T> Wrap(Vector128<float> v) => new(v.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lane128<T> Wrap(Vector128<double> v) => new(v.As<double, T>());
}
