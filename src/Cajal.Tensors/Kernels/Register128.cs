using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Registers of 128 bits: 4 Float32 or 2 Float64.</summary>
internal readonly unsafe struct Register128<T> : IRegister<T, Vector128<T>> where T : unmanaged
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of(double value) => typeof(T) == typeof(float)
        ? Vector128.Create((float)value).As<float, T>() : Vector128.Create(value).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of(float single, double wide) => typeof(T) == typeof(float)
        ? Vector128.Create(single).As<float, T>() : Vector128.Create(wide).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Repeat(void* source) => Vector128.Create(*(T*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(void* source) => Vector128.Load((T*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<T> value, void* target) => value.Store((T*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Repeat(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadPart(void* source, int count, Vector128<T> rest)
    {
        rest = rest.WithElement(0, *(T*)source);
        if (count > 1) rest = rest.WithElement(1, ((T*)source)[1]);
        return count > 2 ? rest.WithElement(2, ((T*)source)[2]) : rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector128<T> value, void* target, int count)
    {
        *(T*)target = value.ToScalar();
        if (count > 1) ((T*)target)[1] = value.GetElement(1);
        if (count > 2) ((T*)target)[2] = value.GetElement(2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> a, Vector128<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Subtract(Vector128<T> a, Vector128<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Multiply(Vector128<T> a, Vector128<T> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> a, Vector128<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Negate(Vector128<T> a) => -a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> a, Vector128<T> b, Vector128<T> c) => typeof(T) == typeof(float)
        ? Vector128.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector128.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Min(Vector128<T> a, Vector128<T> b) => Vector128.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> a, Vector128<T> b) => Vector128.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AtMost(Vector128<T> x, Vector128<T> bound) => Vector128.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> AtLeast(Vector128<T> x, Vector128<T> bound) => Vector128.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Abs(Vector128<T> x) => Vector128.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> CopySign(Vector128<T> size, Vector128<T> sign) => Vector128.ConditionalSelect(Of(-0f, -0.0), sign, size);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Sqrt(Vector128<T> x) => Vector128.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Floor(Vector128<T> x) => typeof(T) == typeof(float)
        ? Vector128.Floor(x.AsSingle()).As<float, T>() : Vector128.Floor(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Round(Vector128<T> x) => typeof(T) == typeof(float)
        ? Vector128.Round(x.AsSingle()).As<float, T>() : Vector128.Round(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Scale(Vector128<T> x, Vector128<T> n)
    {
        if (Avx512F.VL.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx512F.VL.Scale(x.AsSingle(), n.AsSingle()).As<float, T>() : Avx512F.VL.Scale(x.AsDouble(), n.AsDouble()).As<double, T>();
        // Two factors, because 2ⁿ itself may leave the range where the product does not. The last bits of n + 1.5·2²³ (1.5·2⁵²) are those of the whole
        // number n; in the place of the exponent they are 2ⁿ.
        Vector128<T> shifted = n + Of(LaneWidth.MagicFloat, LaneWidth.Magic);
        if (typeof(T) == typeof(float))
        {
            Vector128<int> bits = shifted.AsInt32(), half = bits >>> 1, one = Vector128.Create(1f).AsInt32();
            return (x.AsSingle() * ((half << 23) + one).AsSingle() * (((bits - half) << 23) + one).AsSingle()).As<float, T>();
        }
        else
        {
            Vector128<long> bits = shifted.AsInt64(), half = bits >>> 1, one = Vector128.Create(1.0).AsInt64();
            return (x.AsDouble() * ((half << 52) + one).AsDouble() * (((bits - half) << 52) + one).AsDouble()).As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Split(Vector128<T> x, out Vector128<T> fraction)
    {
        if (Avx512F.VL.IsSupported)
        {
            // 12: fractions in 1..2, NaN for negative numbers.
            Vector128<T> f = typeof(T) == typeof(float) ? Avx512F.VL.GetMantissa(x.AsSingle(), 12).As<float, T>() : Avx512F.VL.GetMantissa(x.AsDouble(), 12).As<double, T>();
            Vector128<T> e = typeof(T) == typeof(float) ? Avx512F.VL.GetExponent(x.AsSingle()).As<float, T>() : Avx512F.VL.GetExponent(x.AsDouble()).As<double, T>();
            Vector128<T> root = Of(1.41421354f, 1.4142135623730951);
            fraction = Select(Less(f, root), f, f * Of(0.5f, 0.5));
            return Select(Less(f, root), e, e + Of(1f, 1));
        }
        // Numbers too small to be normal are read 2⁶⁴ times as large.
        Vector128<T> small = Less(x, Of(1.17549435e-38f, 2.2250738585072014e-308)), n = Integers(Select(small, x * Of(1.8446744e19f, 1.8446744073709552e19), x), out fraction);
        n = Select(Less(x, Of(float.PositiveInfinity, double.PositiveInfinity)), n - Select(small, Of(64f, 64), Of(0f, 0)), x);
        fraction = Select(Less(x, Of(0f, 0)), Of(float.NaN, double.NaN), fraction);
        return Select(Same(x, Of(0f, 0)), Of(float.NegativeInfinity, double.NegativeInfinity), n);
    }

    // Exponents count from √½ once its bits are taken away; as a whole number they become the last bits of 2²³ (2⁵²).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Integers(Vector128<T> x, out Vector128<T> fraction)
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<int> start = Vector128.Create(0x3F3504F3), bits = x.AsInt32() + Vector128.Create((127 << 23) - 0x3F3504F3);
            fraction = ((bits & Vector128.Create(0x7FFFFF)) + start).As<int, T>();
            return (((bits >>> 23) | Vector128.Create(0x4B000000)).AsSingle() - Vector128.Create(8388608f + 127)).As<float, T>();
        }
        else
        {
            Vector128<long> start = Vector128.Create(0x3FE6A09E667F3BCD), bits = x.AsInt64() + Vector128.Create((1023L << 52) - 0x3FE6A09E667F3BCD);
            fraction = ((bits & Vector128.Create(0xFFFFFFFFFFFFF)) + start).As<long, T>();
            return (((bits >>> 52) | Vector128.Create(0x4330000000000000)).AsDouble() - Vector128.Create(4503599627370496.0 + 1023)).As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Flush(Vector128<T> x) => typeof(T) == typeof(float)
        ? Vector128.ConditionalSelect(Vector128.Equals(x.AsInt32() & Vector128.Create(LaneQuotient.ExponentBits), Vector128<int>.Zero), Vector128<int>.Zero, x.AsInt32()).As<int, T>()
        : Vector128.ConditionalSelect(Vector128.Equals(x.AsInt64() & Vector128.Create(LaneQuotient.WideExponentBits), Vector128<long>.Zero), Vector128<long>.Zero, x.AsInt64()).As<long, T>();

    // c − x, as c + 1 + ~x: one operation fewer than the JIT makes of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> GuessInverse(Vector128<T> x) => (Vector128.Create(LaneQuotient.InverseBits + 1) + ~x.AsInt32()).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Less(Vector128<T> a, Vector128<T> b) => Vector128.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LessOrEqual(Vector128<T> a, Vector128<T> b) => Vector128.LessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Same(Vector128<T> a, Vector128<T> b) => Vector128.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> a, Vector128<T> b) => Vector128.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector128<T> mask) => Vector128.ExtractMostSignificantBits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Top(Vector128<T> x)
    {
        Vector128<T> half = Vector128.MaxNative(x, typeof(T) == typeof(float)
            ? Vector128.Shuffle(x.AsInt32(), Vector128.Create(2, 3, 0, 1)).As<int, T>() : Vector128.Shuffle(x.AsInt64(), Vector128.Create(1L, 0)).As<long, T>());
        return (typeof(T) == typeof(float) ? Vector128.MaxNative(half, Vector128.Shuffle(half.AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>()) : half).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector128<T> x, double* sums)
    {
        if (typeof(T) == typeof(double))
        {
            (Vector128.Load(sums) + x.AsDouble()).Store(sums);
            return;
        }
        var (low, high) = Vector128.Widen(x.AsSingle());
        (Vector128.Load(sums) + low).Store(sums);
        (Vector128.Load(sums + Vector128<double>.Count) + high).Store(sums + Vector128<double>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector128<T> x)
    {
        var low = x.AsDouble();
        if (typeof(T) == typeof(float))
        {
            (low, var high) = Vector128.Widen(x.AsSingle());
            low += high;
        }
        return low.ToScalar() + low.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Evens(Vector128<T> a, Vector128<T> b)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float)
            ? AdvSimd.Arm64.UnzipEven(a.AsSingle(), b.AsSingle()).As<float, T>() : AdvSimd.Arm64.UnzipEven(a.AsDouble(), b.AsDouble()).As<double, T>();
        if (Sse2.IsSupported) return typeof(T) == typeof(float)
            ? Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).As<float, T>() : Sse2.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, T>();
        return typeof(T) == typeof(float) ? Vector128.Create(a.AsSingle()[0], a.AsSingle()[2], b.AsSingle()[0], b.AsSingle()[2]).As<float, T>()
            : Vector128.Create(a.AsDouble()[0], b.AsDouble()[0]).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Odds(Vector128<T> a, Vector128<T> b)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float)
            ? AdvSimd.Arm64.UnzipOdd(a.AsSingle(), b.AsSingle()).As<float, T>() : AdvSimd.Arm64.UnzipOdd(a.AsDouble(), b.AsDouble()).As<double, T>();
        if (Sse2.IsSupported) return typeof(T) == typeof(float)
            ? Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).As<float, T>() : Sse2.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
        return typeof(T) == typeof(float) ? Vector128.Create(a.AsSingle()[1], a.AsSingle()[3], b.AsSingle()[1], b.AsSingle()[3]).As<float, T>()
            : Vector128.Create(a.AsDouble()[1], b.AsDouble()[1]).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> WovenLow(Vector128<T> evens, Vector128<T> odds)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float)
            ? AdvSimd.Arm64.ZipLow(evens.AsSingle(), odds.AsSingle()).As<float, T>() : AdvSimd.Arm64.ZipLow(evens.AsDouble(), odds.AsDouble()).As<double, T>();
        if (Sse2.IsSupported) return typeof(T) == typeof(float)
            ? Sse.UnpackLow(evens.AsSingle(), odds.AsSingle()).As<float, T>() : Sse2.UnpackLow(evens.AsDouble(), odds.AsDouble()).As<double, T>();
        return typeof(T) == typeof(float)
            ? Vector128.Create(evens.AsSingle()[0], odds.AsSingle()[0], evens.AsSingle()[1], odds.AsSingle()[1]).As<float, T>()
            : Vector128.Create(evens.AsDouble()[0], odds.AsDouble()[0]).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> WovenHigh(Vector128<T> evens, Vector128<T> odds)
    {
        if (AdvSimd.Arm64.IsSupported) return typeof(T) == typeof(float)
            ? AdvSimd.Arm64.ZipHigh(evens.AsSingle(), odds.AsSingle()).As<float, T>() : AdvSimd.Arm64.ZipHigh(evens.AsDouble(), odds.AsDouble()).As<double, T>();
        if (Sse2.IsSupported) return typeof(T) == typeof(float)
            ? Sse.UnpackHigh(evens.AsSingle(), odds.AsSingle()).As<float, T>() : Sse2.UnpackHigh(evens.AsDouble(), odds.AsDouble()).As<double, T>();
        return typeof(T) == typeof(float)
            ? Vector128.Create(evens.AsSingle()[2], odds.AsSingle()[2], evens.AsSingle()[3], odds.AsSingle()[3]).As<float, T>()
            : Vector128.Create(evens.AsDouble()[1], odds.AsDouble()[1]).As<double, T>();
    }
}
