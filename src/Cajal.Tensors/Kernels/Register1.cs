using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>A single number as a register: the same formulas without vectors, for remainders, machines without vectors, and as the plain truth.</summary>
internal readonly unsafe struct Register1<T> : IRegister<T, T> where T : unmanaged
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(double value) => typeof(T) == typeof(float) ? T32((float)value) : T64(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of(float single, double wide) => typeof(T) == typeof(float) ? T32(single) : T64(wide);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Repeat(void* source) => *(T*)source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(void* source) => *(T*)source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T value, void* target) => *(T*)target = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Repeat(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadPart(void* source, int count, T rest) => rest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(T value, void* target, int count) { }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T a, T b) => typeof(T) == typeof(float) ? T32(F(a) + F(b)) : T64(D(a) + D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Subtract(T a, T b) => typeof(T) == typeof(float) ? T32(F(a) - F(b)) : T64(D(a) - D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T a, T b) => typeof(T) == typeof(float) ? T32(F(a) * F(b)) : T64(D(a) * D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Divide(T a, T b) => typeof(T) == typeof(float) ? T32(F(a) / F(b)) : T64(D(a) / D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Negate(T a) => typeof(T) == typeof(float) ? T32(-F(a)) : T64(-D(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T a, T b, T c) => !(Fma.IsSupported || AdvSimd.IsSupported) ? Add(Multiply(a, b), c)
        : typeof(T) == typeof(float) ? T32(MathF.FusedMultiplyAdd(F(a), F(b), F(c))) : T64(Math.FusedMultiplyAdd(D(a), D(b), D(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Min(T a, T b) => typeof(T) == typeof(float) ? T32(MathF.Min(F(a), F(b))) : T64(Math.Min(D(a), D(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max(T a, T b) => typeof(T) == typeof(float) ? T32(MathF.Max(F(a), F(b))) : T64(Math.Max(D(a), D(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AtMost(T x, T bound) => typeof(T) == typeof(float) ? T32(float.MinNative(F(bound), F(x))) : T64(double.MinNative(D(bound), D(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T AtLeast(T x, T bound) => typeof(T) == typeof(float) ? T32(float.MaxNative(F(bound), F(x))) : T64(double.MaxNative(D(bound), D(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Abs(T x) => typeof(T) == typeof(float) ? T32(MathF.Abs(F(x))) : T64(Math.Abs(D(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CopySign(T size, T sign) => typeof(T) == typeof(float) ? T32(MathF.CopySign(F(size), F(sign))) : T64(Math.CopySign(D(size), D(sign)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sqrt(T x) => typeof(T) == typeof(float) ? T32(MathF.Sqrt(F(x))) : T64(Math.Sqrt(D(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Floor(T x) => typeof(T) == typeof(float) ? T32(MathF.Floor(F(x))) : T64(Math.Floor(D(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Round(T x) => typeof(T) == typeof(float) ? T32(MathF.Round(F(x))) : T64(Math.Round(D(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Scale(T x, T n)
    {
        if (typeof(T) == typeof(float))
        {
            int bits = BitConverter.SingleToInt32Bits(F(n) + LaneWidth.MagicFloat), half = bits >>> 1, one = 127 << 23;
            return T32(F(x) * BitConverter.Int32BitsToSingle((half << 23) + one) * BitConverter.Int32BitsToSingle(((bits - half) << 23) + one));
        }
        else
        {
            long bits = BitConverter.DoubleToInt64Bits(D(n) + LaneWidth.Magic), half = bits >>> 1, one = 1023L << 52;
            return T64(D(x) * BitConverter.Int64BitsToDouble((half << 52) + one) * BitConverter.Int64BitsToDouble(((bits - half) << 52) + one));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Split(T x, out T fraction)
    {
        // Numbers too small to be normal are read 2⁶⁴ times as large; exponents count from √½.
        bool small = typeof(T) == typeof(float) ? F(x) < 1.17549435e-38f : D(x) < 2.2250738585072014e-308;
        T n = x, read = small ? Multiply(x, Of(1.8446744e19f, 1.8446744073709552e19)) : x;
        if (typeof(T) == typeof(float))
        {
            int start = 0x3F3504F3, bits = BitConverter.SingleToInt32Bits(F(read)) + (127 << 23) - start;
            fraction = F(x) < 0 ? T32(float.NaN) : Unsafe.BitCast<int, T>((bits & 0x7FFFFF) + start);
            if (F(x) < float.PositiveInfinity) n = F(x) == 0 ? T32(float.NegativeInfinity) : T32((bits >>> 23) - (small ? 191 : 127));
        }
        else
        {
            long start = 0x3FE6A09E667F3BCD, bits = BitConverter.DoubleToInt64Bits(D(read)) + (1023L << 52) - start;
            fraction = D(x) < 0 ? T64(double.NaN) : Unsafe.BitCast<long, T>((bits & 0xFFFFFFFFFFFFF) + start);
            if (D(x) < double.PositiveInfinity) n = D(x) == 0 ? T64(double.NegativeInfinity) : T64((bits >>> 52) - (small ? 1087 : 1023));
        }
        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Flush(T x) => typeof(T) == typeof(float)
        ? (Unsafe.BitCast<T, int>(x) & LaneQuotient.ExponentBits) == 0 ? default : x
        : (Unsafe.BitCast<T, long>(x) & LaneQuotient.WideExponentBits) == 0 ? default : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T GuessInverse(T x) => Unsafe.BitCast<int, T>(LaneQuotient.InverseBits - Unsafe.BitCast<T, int>(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Less(T a, T b) => Mask(typeof(T) == typeof(float) ? F(a) < F(b) : D(a) < D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LessOrEqual(T a, T b) => Mask(typeof(T) == typeof(float) ? F(a) <= F(b) : D(a) <= D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Same(T a, T b) => Mask(typeof(T) == typeof(float) ? F(a) == F(b) : D(a) == D(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Select(T mask, T a, T b) => Any(mask) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(T mask) => typeof(T) == typeof(float) ? Unsafe.BitCast<T, int>(mask) != 0 : Unsafe.BitCast<T, long>(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Top(T x) => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(T x, double* sums) => *sums += typeof(T) == typeof(float) ? F(x) : D(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(T x) => typeof(T) == typeof(float) ? F(x) : D(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Mask(bool holds) =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<int, T>(holds ? -1 : 0) : Unsafe.BitCast<long, T>(holds ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float F(T x) => Unsafe.BitCast<T, float>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double D(T x) => Unsafe.BitCast<T, double>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T T32(float x) => Unsafe.BitCast<float, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T T64(double x) => Unsafe.BitCast<double, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Evens(T a, T b) => a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Odds(T a, T b) => b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T WovenLow(T evens, T odds) => evens;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T WovenHigh(T evens, T odds) => odds;
}
