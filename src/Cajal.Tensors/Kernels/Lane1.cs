using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A lane of a single number: the same formulas without vectors, for remainders, machines without vectors, and as the plain truth.</summary>
internal readonly unsafe struct Lane1<T>(T value) : ILane<Lane1<T>> where T : unmanaged
{
    private readonly T value = value;

    public static int Width => 1;

    public static bool IsDouble => typeof(T) == typeof(double);

    private static bool IsSingle => typeof(T) == typeof(float);

    private float F => Unsafe.BitCast<T, float>(value);

    private double D => Unsafe.BitCast<T, double>(value);

    public static Lane1<T> Of(double value) => IsSingle ? Wrap((float)value) : Wrap(value);

    public static Lane1<T> Load(void* source) => new(*(T*)source);

    public static Lane1<T> Of(float narrow, double wide) => IsSingle ? Wrap(narrow) : Wrap(wide);

    public void Store(void* target) => *(T*)target = value;

    public static Lane1<T> operator +(Lane1<T> a, Lane1<T> b) => IsSingle ? Wrap(a.F + b.F) : Wrap(a.D + b.D);

    public static Lane1<T> operator -(Lane1<T> a, Lane1<T> b) => IsSingle ? Wrap(a.F - b.F) : Wrap(a.D - b.D);

    public static Lane1<T> operator *(Lane1<T> a, Lane1<T> b) => IsSingle ? Wrap(a.F * b.F) : Wrap(a.D * b.D);

    public static Lane1<T> operator /(Lane1<T> a, Lane1<T> b) => IsSingle ? Wrap(a.F / b.F) : Wrap(a.D / b.D);

    public static Lane1<T> operator -(Lane1<T> a) => IsSingle ? Wrap(-a.F) : Wrap(-a.D);

    public static Lane1<T> MultiplyAdd(Lane1<T> a, Lane1<T> b, Lane1<T> c) =>
        IsSingle ? Wrap(MathF.FusedMultiplyAdd(a.F, b.F, c.F)) : Wrap(Math.FusedMultiplyAdd(a.D, b.D, c.D));

    public static Lane1<T> Min(Lane1<T> a, Lane1<T> b) => IsSingle ? Wrap(MathF.Min(a.F, b.F)) : Wrap(Math.Min(a.D, b.D));

    public static Lane1<T> Max(Lane1<T> a, Lane1<T> b) => IsSingle ? Wrap(MathF.Max(a.F, b.F)) : Wrap(Math.Max(a.D, b.D));

    public static Lane1<T> Clamp(Lane1<T> x, Lane1<T> low, Lane1<T> high) =>
        Select(Less(x, low), low, Select(Less(high, x), high, x));

    public static Lane1<T> Abs(Lane1<T> x) => IsSingle ? Wrap(MathF.Abs(x.F)) : Wrap(Math.Abs(x.D));

    public static Lane1<T> Sqrt(Lane1<T> x) => IsSingle ? Wrap(MathF.Sqrt(x.F)) : Wrap(Math.Sqrt(x.D));

    public static Lane1<T> Floor(Lane1<T> x) => IsSingle ? Wrap(MathF.Floor(x.F)) : Wrap(Math.Floor(x.D));

    public static Lane1<T> Round(Lane1<T> x) => IsSingle ? Wrap(MathF.Round(x.F)) : Wrap(Math.Round(x.D));

    public static Lane1<T> Scale(Lane1<T> x, Lane1<T> n) => IsSingle
        ? Wrap(x.F * BitConverter.Int32BitsToSingle(((int)n.F + 127) << 23))
        : Wrap(x.D * BitConverter.Int64BitsToDouble(((long)n.D + 1023) << 52));

    // The runtime's vector logarithm treats each number alike at all widths; the scalar one is another algorithm, so one number goes the
    // vector way too.
    public static Lane1<T> Log(Lane1<T> x) =>
        IsSingle ? Wrap(Vector128.Log(Vector128.Create(x.F)).ToScalar()) : Wrap(Vector128.Log(Vector128.Create(x.D)).ToScalar());

    public static Lane1<T> Flush(Lane1<T> x) => IsSingle
        ? (BitConverter.SingleToInt32Bits(x.F) & LaneRoots.ExponentBits) == 0 ? default : x
        : (BitConverter.DoubleToInt64Bits(x.D) & LaneRoots.WideExponentBits) == 0 ? default : x;

    public static Lane1<T> GuessInverseRoot(Lane1<T> x) => IsSingle
        ? Wrap(BitConverter.Int32BitsToSingle(LaneRoots.InverseRootBits - (BitConverter.SingleToInt32Bits(x.F) >>> 1)))
        : Wrap(BitConverter.Int64BitsToDouble(LaneRoots.WideInverseRootBits - (BitConverter.DoubleToInt64Bits(x.D) >>> 1)));

    public static Lane1<T> GuessInverse(Lane1<T> x) => IsSingle
        ? Wrap(BitConverter.Int32BitsToSingle(LaneRoots.InverseBits - BitConverter.SingleToInt32Bits(x.F)))
        : Wrap(BitConverter.Int64BitsToDouble(LaneRoots.WideInverseBits - BitConverter.DoubleToInt64Bits(x.D)));

    public static Lane1<T> Less(Lane1<T> a, Lane1<T> b) => Mask(IsSingle ? a.F < b.F : a.D < b.D);

    public static Lane1<T> LessOrEqual(Lane1<T> a, Lane1<T> b) => Mask(IsSingle ? a.F <= b.F : a.D <= b.D);

    public static Lane1<T> Same(Lane1<T> a, Lane1<T> b) => Mask(IsSingle ? a.F == b.F : a.D == b.D);

    public static Lane1<T> Select(Lane1<T> mask, Lane1<T> a, Lane1<T> b) =>
        (IsSingle ? Unsafe.BitCast<T, int>(mask.value) != 0 : Unsafe.BitCast<T, long>(mask.value) != 0) ? a : b;

    private static Lane1<T> Mask(bool holds) => IsSingle ? new(Unsafe.BitCast<int, T>(holds ? -1 : 0)) : new(Unsafe.BitCast<long, T>(holds ? -1 : 0));

    private static Lane1<T> Wrap(float v) => new(Unsafe.BitCast<float, T>(v));

    private static Lane1<T> Wrap(double v) => new(Unsafe.BitCast<double, T>(v));
}
