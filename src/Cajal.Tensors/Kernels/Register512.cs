using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Registers of 512 bits: 16 Float32 or 8 Float64.</summary>
internal readonly unsafe struct Register512<T> : IRegister<T, Vector512<T>> where T : unmanaged
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of(double value) => typeof(T) == typeof(float)
        ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of(float single, double wide) => typeof(T) == typeof(float)
        ? Vector512.Create(single).As<float, T>() : Vector512.Create(wide).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Repeat(void* source) => Vector512.Create(*(T*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(void* source) => Vector512.Load((T*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> value, void* target) => value.Store((T*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Repeat(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadPart(void* source, int count, Vector512<T> rest) => typeof(T) == typeof(float)
        ? Avx512F.MaskLoad((float*)source, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), rest.AsSingle()).As<float, T>()
        : Avx512F.MaskLoad((double*)source, Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble(), rest.AsDouble())
            .As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector512<T> value, void* target, int count)
    {
        if (typeof(T) == typeof(float))
            Avx512F.MaskStore((float*)target, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), value.AsSingle());
        else Avx512F.MaskStore((double*)target, Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble(), value.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Subtract(Vector512<T> a, Vector512<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> a, Vector512<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Negate(Vector512<T> a) => -a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> a, Vector512<T> b) => Vector512.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> a, Vector512<T> b) => Vector512.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AtMost(Vector512<T> x, Vector512<T> bound) => Vector512.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> AtLeast(Vector512<T> x, Vector512<T> bound) => Vector512.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Abs(Vector512<T> x) => Vector512.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> CopySign(Vector512<T> size, Vector512<T> sign) => Vector512.ConditionalSelect(Of(-0f, -0.0), sign, size);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sqrt(Vector512<T> x) => Vector512.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Floor(Vector512<T> x) => typeof(T) == typeof(float)
        ? Vector512.Floor(x.AsSingle()).As<float, T>() : Vector512.Floor(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Round(Vector512<T> x) => typeof(T) == typeof(float)
        ? Vector512.Round(x.AsSingle()).As<float, T>() : Vector512.Round(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Scale(Vector512<T> x, Vector512<T> n)
    {
        if (Avx512F.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx512F.Scale(x.AsSingle(), n.AsSingle()).As<float, T>() : Avx512F.Scale(x.AsDouble(), n.AsDouble()).As<double, T>();
        // Two factors, because 2ⁿ itself may leave the range where the product does not. The last bits of n + 1.5·2²³ (1.5·2⁵²) are those of the whole
        // number n; in the place of the exponent they are 2ⁿ.
        Vector512<T> shifted = n + Of(LaneWidth.MagicFloat, LaneWidth.Magic);
        if (typeof(T) == typeof(float))
        {
            Vector512<int> bits = shifted.AsInt32(), half = bits >>> 1, one = Vector512.Create(1f).AsInt32();
            return (x.AsSingle() * ((half << 23) + one).AsSingle() * (((bits - half) << 23) + one).AsSingle()).As<float, T>();
        }
        else
        {
            Vector512<long> bits = shifted.AsInt64(), half = bits >>> 1, one = Vector512.Create(1.0).AsInt64();
            return (x.AsDouble() * ((half << 52) + one).AsDouble() * (((bits - half) << 52) + one).AsDouble()).As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Split(Vector512<T> x, out Vector512<T> fraction)
    {
        if (Avx512F.IsSupported)
        {
            // 12: fractions in 1..2, NaN for negative numbers.
            Vector512<T> f = typeof(T) == typeof(float) ? Avx512F.GetMantissa(x.AsSingle(), 12).As<float, T>() : Avx512F.GetMantissa(x.AsDouble(), 12).As<double, T>();
            Vector512<T> e = typeof(T) == typeof(float) ? Avx512F.GetExponent(x.AsSingle()).As<float, T>() : Avx512F.GetExponent(x.AsDouble()).As<double, T>();
            Vector512<T> root = Of(1.41421354f, 1.4142135623730951);
            fraction = Select(Less(f, root), f, f * Of(0.5f, 0.5));
            return Select(Less(f, root), e, e + Of(1f, 1));
        }
        // Numbers too small to be normal are read 2⁶⁴ times as large.
        Vector512<T> small = Less(x, Of(1.17549435e-38f, 2.2250738585072014e-308)), n = Integers(Select(small, x * Of(1.8446744e19f, 1.8446744073709552e19), x), out fraction);
        n = Select(Less(x, Of(float.PositiveInfinity, double.PositiveInfinity)), n - Select(small, Of(64f, 64), Of(0f, 0)), x);
        fraction = Select(Less(x, Of(0f, 0)), Of(float.NaN, double.NaN), fraction);
        return Select(Same(x, Of(0f, 0)), Of(float.NegativeInfinity, double.NegativeInfinity), n);
    }

    // Exponents count from √½ once its bits are taken away; as a whole number they become the last bits of 2²³ (2⁵²).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Integers(Vector512<T> x, out Vector512<T> fraction)
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<int> start = Vector512.Create(0x3F3504F3), bits = x.AsInt32() + Vector512.Create((127 << 23) - 0x3F3504F3);
            fraction = ((bits & Vector512.Create(0x7FFFFF)) + start).As<int, T>();
            return (((bits >>> 23) | Vector512.Create(0x4B000000)).AsSingle() - Vector512.Create(8388608f + 127)).As<float, T>();
        }
        else
        {
            Vector512<long> start = Vector512.Create(0x3FE6A09E667F3BCD), bits = x.AsInt64() + Vector512.Create((1023L << 52) - 0x3FE6A09E667F3BCD);
            fraction = ((bits & Vector512.Create(0xFFFFFFFFFFFFF)) + start).As<long, T>();
            return (((bits >>> 52) | Vector512.Create(0x4330000000000000)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023)).As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Flush(Vector512<T> x) => typeof(T) == typeof(float)
        ? Vector512.ConditionalSelect(Vector512.Equals(x.AsInt32() & Vector512.Create(LaneQuotient.ExponentBits), Vector512<int>.Zero), Vector512<int>.Zero, x.AsInt32()).As<int, T>()
        : Vector512.ConditionalSelect(Vector512.Equals(x.AsInt64() & Vector512.Create(LaneQuotient.WideExponentBits), Vector512<long>.Zero), Vector512<long>.Zero, x.AsInt64()).As<long, T>();

    // c − x, as c + 1 + ~x: one operation fewer than the JIT makes of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> GuessInverse(Vector512<T> x) => (Vector512.Create(LaneQuotient.InverseBits + 1) + ~x.AsInt32()).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Less(Vector512<T> a, Vector512<T> b) => Vector512.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LessOrEqual(Vector512<T> a, Vector512<T> b) => Vector512.LessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Same(Vector512<T> a, Vector512<T> b) => Vector512.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> a, Vector512<T> b) => Vector512.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector512<T> mask) => Vector512.ExtractMostSignificantBits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Top(Vector512<T> x) => Register256<T>.Top(Vector256.MaxNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector512<T> x, double* sums)
    {
        if (typeof(T) == typeof(double))
        {
            (Vector512.Load(sums) + x.AsDouble()).Store(sums);
            return;
        }
        var (low, high) = Vector512.Widen(x.AsSingle());
        (Vector512.Load(sums) + low).Store(sums);
        (Vector512.Load(sums + Vector512<double>.Count) + high).Store(sums + Vector512<double>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector512<T> x)
    {
        var low = x.AsDouble();
        if (typeof(T) == typeof(float))
        {
            (low, var high) = Vector512.Widen(x.AsSingle());
            low += high;
        }
        return Register256<double>.Total(low.GetLower() + low.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Evens(Vector512<T> a, Vector512<T> b) => typeof(T) == typeof(float)
        ? Avx512F.PermuteVar16x32x2(a.AsSingle(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), b.AsSingle()).As<float, T>()
        : Avx512F.PermuteVar8x64x2(a.AsDouble(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14L), b.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Odds(Vector512<T> a, Vector512<T> b) => typeof(T) == typeof(float)
        ? Avx512F.PermuteVar16x32x2(a.AsSingle(), Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), b.AsSingle()).As<float, T>()
        : Avx512F.PermuteVar8x64x2(a.AsDouble(), Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15L), b.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> WovenLow(Vector512<T> evens, Vector512<T> odds) => typeof(T) == typeof(float)
        ? Avx512F.PermuteVar16x32x2(evens.AsSingle(), Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), odds.AsSingle()).As<float, T>()
        : Avx512F.PermuteVar8x64x2(evens.AsDouble(), Vector512.Create(0, 8, 1, 9, 2, 10, 3, 11L), odds.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> WovenHigh(Vector512<T> evens, Vector512<T> odds) => typeof(T) == typeof(float)
        ? Avx512F.PermuteVar16x32x2(evens.AsSingle(), Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), odds.AsSingle()).As<float, T>()
        : Avx512F.PermuteVar8x64x2(evens.AsDouble(), Vector512.Create(4, 12, 5, 13, 6, 14, 7, 15L), odds.AsDouble()).As<double, T>();
}
