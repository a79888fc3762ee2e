using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>A lane in a register V.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly unsafe struct Lane<T, V, R>(V value) : ILane<Lane<T, V, R>>
    where T : unmanaged where V : struct where R : struct, IRegister<T, V>
{
    private readonly V value = value;

    /// <summary>The numbers.</summary>
    public V Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => value;
    }

    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => R.Count;
    }

    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Of(double value) => new(R.Of(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Repeat(void* source) => new(R.Repeat(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Flush(Lane<T, V, R> x) => new(R.Flush(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> QuickDivide(Lane<T, V, R> a, Lane<T, V, R> b) => new(LaneQuotient.Divide<T, V, R>(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Load(void* source) => new(R.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(void* target) => R.Store(value, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> operator +(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Add(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> operator -(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Subtract(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> operator *(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Multiply(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> operator /(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Divide(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> operator -(Lane<T, V, R> a) => new(R.Negate(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> MultiplyAdd(Lane<T, V, R> a, Lane<T, V, R> b, Lane<T, V, R> c) => new(R.MultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Min(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Max(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Max(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> AtMost(Lane<T, V, R> x, Lane<T, V, R> bound) => new(R.AtMost(x.value, bound.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> AtLeast(Lane<T, V, R> x, Lane<T, V, R> bound) => new(R.AtLeast(x.value, bound.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> CopySign(Lane<T, V, R> size, Lane<T, V, R> sign) => new(R.CopySign(size.value, sign.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Abs(Lane<T, V, R> x) => new(R.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Sqrt(Lane<T, V, R> x) => new(R.Sqrt(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Floor(Lane<T, V, R> x) => new(R.Floor(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Round(Lane<T, V, R> x) => new(R.Round(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Less(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Less(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> LessOrEqual(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.LessOrEqual(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Same(Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Same(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Select(Lane<T, V, R> mask, Lane<T, V, R> a, Lane<T, V, R> b) => new(R.Select(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane<T, V, R> mask) => R.Any(mask.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Exp(Lane<T, V, R> x) => new(LaneExponential.Exp<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Expm1(Lane<T, V, R> x) => new(LaneExponential.Expm1<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Sigmoid(Lane<T, V, R> x) => new(LaneExponential.Sigmoid<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Log(Lane<T, V, R> x) => new(LaneLogarithm.Log<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Log1p(Lane<T, V, R> x) => new(LaneLogarithm.Log1p<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Tanh(Lane<T, V, R> x) => new(LaneTanh.Tanh<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Erf(Lane<T, V, R> x) => new(LaneErf.Erf<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Sin(Lane<T, V, R> x) => new(LaneTrigonometry.Sin<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Cos(Lane<T, V, R> x) => new(LaneTrigonometry.Cos<T, V, R>(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T, V, R> Pow(Lane<T, V, R> x, Lane<T, V, R> y) => new(LanePower.Pow<T, V, R>(x.value, y.value));
}
