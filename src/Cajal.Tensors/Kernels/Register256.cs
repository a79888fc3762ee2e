using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Registers of 256 bits: 8 Float32 or 4 Float64.</summary>
internal readonly unsafe struct Register256<T> : IRegister<T, Vector256<T>> where T : unmanaged
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Of(double value) => typeof(T) == typeof(float)
        ? Vector256.Create((float)value).As<float, T>() : Vector256.Create(value).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Of(float single, double wide) => typeof(T) == typeof(float)
        ? Vector256.Create(single).As<float, T>() : Vector256.Create(wide).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Repeat(void* source) => Vector256.Create(*(T*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(void* source) => Vector256.Load((T*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<T> value, void* target) => value.Store((T*)target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Repeat(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadPart(void* source, int count, Vector256<T> rest) => typeof(T) == typeof(float)
        ? Select(Part(count), Avx.MaskLoad((float*)source, Part(count).AsSingle()).As<float, T>(), rest)
        : Select(Part(count), Avx.MaskLoad((double*)source, Part(count).AsDouble()).As<double, T>(), rest);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Vector256<T> value, void* target, int count)
    {
        if (typeof(T) == typeof(float)) Avx.MaskStore((float*)target, Part(count).AsSingle(), value.AsSingle());
        else Avx.MaskStore((double*)target, Part(count).AsDouble(), value.AsDouble());
    }

    // The mask of the first numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Part(int count) => typeof(T) == typeof(float)
        ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>() : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> a, Vector256<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Subtract(Vector256<T> a, Vector256<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> a, Vector256<T> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> a, Vector256<T> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Negate(Vector256<T> a) => -a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Min(Vector256<T> a, Vector256<T> b) => Vector256.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> a, Vector256<T> b) => Vector256.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AtMost(Vector256<T> x, Vector256<T> bound) => Vector256.MinNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> AtLeast(Vector256<T> x, Vector256<T> bound) => Vector256.MaxNative(bound, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Abs(Vector256<T> x) => Vector256.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> CopySign(Vector256<T> size, Vector256<T> sign) => Vector256.ConditionalSelect(Of(-0f, -0.0), sign, size);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Sqrt(Vector256<T> x) => Vector256.Sqrt(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Floor(Vector256<T> x) => typeof(T) == typeof(float)
        ? Vector256.Floor(x.AsSingle()).As<float, T>() : Vector256.Floor(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Round(Vector256<T> x) => typeof(T) == typeof(float)
        ? Vector256.Round(x.AsSingle()).As<float, T>() : Vector256.Round(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Scale(Vector256<T> x, Vector256<T> n)
    {
        if (Avx512F.VL.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx512F.VL.Scale(x.AsSingle(), n.AsSingle()).As<float, T>() : Avx512F.VL.Scale(x.AsDouble(), n.AsDouble()).As<double, T>();
        // Two factors, because 2ⁿ itself may leave the range where the product does not. The last bits of n + 1.5·2²³ (1.5·2⁵²) are those of the whole
        // number n; in the place of the exponent they are 2ⁿ.
        Vector256<T> shifted = n + Of(LaneWidth.MagicFloat, LaneWidth.Magic);
        if (typeof(T) == typeof(float))
        {
            Vector256<int> bits = shifted.AsInt32(), half = bits >>> 1, one = Vector256.Create(1f).AsInt32();
            return (x.AsSingle() * ((half << 23) + one).AsSingle() * (((bits - half) << 23) + one).AsSingle()).As<float, T>();
        }
        else
        {
            Vector256<long> bits = shifted.AsInt64(), half = bits >>> 1, one = Vector256.Create(1.0).AsInt64();
            return (x.AsDouble() * ((half << 52) + one).AsDouble() * (((bits - half) << 52) + one).AsDouble()).As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Split(Vector256<T> x, out Vector256<T> fraction)
    {
        if (Avx512F.VL.IsSupported)
        {
            // 12: fractions in 1..2, NaN for negative numbers.
            Vector256<T> f = typeof(T) == typeof(float) ? Avx512F.VL.GetMantissa(x.AsSingle(), 12).As<float, T>() : Avx512F.VL.GetMantissa(x.AsDouble(), 12).As<double, T>();
            Vector256<T> e = typeof(T) == typeof(float) ? Avx512F.VL.GetExponent(x.AsSingle()).As<float, T>() : Avx512F.VL.GetExponent(x.AsDouble()).As<double, T>();
            Vector256<T> root = Of(1.41421354f, 1.4142135623730951);
            fraction = Select(Less(f, root), f, f * Of(0.5f, 0.5));
            return Select(Less(f, root), e, e + Of(1f, 1));
        }
        // Numbers too small to be normal are read 2⁶⁴ times as large.
        Vector256<T> small = Less(x, Of(1.17549435e-38f, 2.2250738585072014e-308)), n = Integers(Select(small, x * Of(1.8446744e19f, 1.8446744073709552e19), x), out fraction);
        n = Select(Less(x, Of(float.PositiveInfinity, double.PositiveInfinity)), n - Select(small, Of(64f, 64), Of(0f, 0)), x);
        fraction = Select(Less(x, Of(0f, 0)), Of(float.NaN, double.NaN), fraction);
        return Select(Same(x, Of(0f, 0)), Of(float.NegativeInfinity, double.NegativeInfinity), n);
    }

    // Exponents count from √½ once its bits are taken away; as a whole number they become the last bits of 2²³ (2⁵²).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Integers(Vector256<T> x, out Vector256<T> fraction)
    {
        if (typeof(T) == typeof(float))
        {
            Vector256<int> start = Vector256.Create(0x3F3504F3), bits = x.AsInt32() + Vector256.Create((127 << 23) - 0x3F3504F3);
            fraction = ((bits & Vector256.Create(0x7FFFFF)) + start).As<int, T>();
            return (((bits >>> 23) | Vector256.Create(0x4B000000)).AsSingle() - Vector256.Create(8388608f + 127)).As<float, T>();
        }
        else
        {
            Vector256<long> start = Vector256.Create(0x3FE6A09E667F3BCD), bits = x.AsInt64() + Vector256.Create((1023L << 52) - 0x3FE6A09E667F3BCD);
            fraction = ((bits & Vector256.Create(0xFFFFFFFFFFFFF)) + start).As<long, T>();
            return (((bits >>> 52) | Vector256.Create(0x4330000000000000)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023)).As<double, T>();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Flush(Vector256<T> x) => typeof(T) == typeof(float)
        ? Vector256.ConditionalSelect(Vector256.Equals(x.AsInt32() & Vector256.Create(LaneQuotient.ExponentBits), Vector256<int>.Zero), Vector256<int>.Zero, x.AsInt32()).As<int, T>()
        : Vector256.ConditionalSelect(Vector256.Equals(x.AsInt64() & Vector256.Create(LaneQuotient.WideExponentBits), Vector256<long>.Zero), Vector256<long>.Zero, x.AsInt64()).As<long, T>();

    // c − x, as c + 1 + ~x: one operation fewer than the JIT makes of it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> GuessInverse(Vector256<T> x) => (Vector256.Create(LaneQuotient.InverseBits + 1) + ~x.AsInt32()).As<int, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Less(Vector256<T> a, Vector256<T> b) => Vector256.LessThan(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LessOrEqual(Vector256<T> a, Vector256<T> b) => Vector256.LessThanOrEqual(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Same(Vector256<T> a, Vector256<T> b) => Vector256.Equals(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> a, Vector256<T> b) => Vector256.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Vector256<T> mask) => Vector256.ExtractMostSignificantBits(mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Top(Vector256<T> x) => Register128<T>.Top(Vector128.MaxNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector256<T> x, double* sums)
    {
        if (typeof(T) == typeof(double))
        {
            (Vector256.Load(sums) + x.AsDouble()).Store(sums);
            return;
        }
        var (low, high) = Vector256.Widen(x.AsSingle());
        (Vector256.Load(sums) + low).Store(sums);
        (Vector256.Load(sums + Vector256<double>.Count) + high).Store(sums + Vector256<double>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector256<T> x)
    {
        var low = x.AsDouble();
        if (typeof(T) == typeof(float))
        {
            (low, var high) = Vector256.Widen(x.AsSingle());
            low += high;
        }
        return Register128<double>.Total(low.GetLower() + low.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Evens(Vector256<T> a, Vector256<T> b) => typeof(T) == typeof(float)
        ? Avx2.Permute4x64(Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsDouble(), 0b11_01_10_00).AsSingle().As<float, T>()
        : Avx2.Permute4x64(Avx.UnpackLow(a.AsDouble(), b.AsDouble()), 0b11_01_10_00).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Odds(Vector256<T> a, Vector256<T> b) => typeof(T) == typeof(float)
        ? Avx2.Permute4x64(Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsDouble(), 0b11_01_10_00).AsSingle().As<float, T>()
        : Avx2.Permute4x64(Avx.UnpackHigh(a.AsDouble(), b.AsDouble()), 0b11_01_10_00).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> WovenLow(Vector256<T> evens, Vector256<T> odds) => typeof(T) == typeof(float)
        ? Avx.Permute2x128(Avx.UnpackLow(evens.AsSingle(), odds.AsSingle()), Avx.UnpackHigh(evens.AsSingle(), odds.AsSingle()), 0x20).As<float, T>()
        : Avx.Permute2x128(Avx.UnpackLow(evens.AsDouble(), odds.AsDouble()), Avx.UnpackHigh(evens.AsDouble(), odds.AsDouble()), 0x20).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> WovenHigh(Vector256<T> evens, Vector256<T> odds) => typeof(T) == typeof(float)
        ? Avx.Permute2x128(Avx.UnpackLow(evens.AsSingle(), odds.AsSingle()), Avx.UnpackHigh(evens.AsSingle(), odds.AsSingle()), 0x31).As<float, T>()
        : Avx.Permute2x128(Avx.UnpackLow(evens.AsDouble(), odds.AsDouble()), Avx.UnpackHigh(evens.AsDouble(), odds.AsDouble()), 0x31).As<double, T>();
}
