using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A row of numbers in another element type: fractions are cut off towards 0, what is out of range becomes the nearest number, NaN becomes 0.</summary>
internal static unsafe class CastRow
{
    /// <summary>yᵢ = xᵢ</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<T, R>(T* x, R* y, int count) where T : unmanaged, INumberBase<T> where R : unmanaged, INumberBase<R>
    {
        int i = 0;
        if (HasRegisters<T, R>())
            for (; i + 8 <= count; i += 8) Eight(x + i, y + i);
        for (; i < count; i++) y[i] = R.CreateSaturating(x[i]);
    }

    /// <summary>yᵢ = whether xᵢ is anything but 0.</summary>
    public static void ToTruth<T>(T* x, bool* y, int count) where T : unmanaged, INumberBase<T>
    {
        T zero = T.Zero;
        MaskRow.Run<T, NotSame<T>>(x, 1, &zero, 0, y, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasRegisters<T, R>() =>
        (typeof(T) == typeof(float) && (typeof(R) == typeof(double) || typeof(R) == typeof(int))) ||
        (typeof(T) == typeof(double) && (typeof(R) == typeof(float) || typeof(R) == typeof(long))) ||
        (typeof(T) == typeof(int) && (typeof(R) == typeof(float) || typeof(R) == typeof(double) || typeof(R) == typeof(long))) ||
        (typeof(T) == typeof(long) && typeof(R) == typeof(double)) ||
        (typeof(T) == typeof(byte) && (typeof(R) == typeof(float) || typeof(R) == typeof(double)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight<T, R>(T* x, R* y) where T : unmanaged where R : unmanaged
    {
        if (typeof(T) == typeof(float) && typeof(R) == typeof(double)) Widened(Vector256.Load((float*)x)).Store((double*)y);
        if (typeof(T) == typeof(float) && typeof(R) == typeof(int)) Vector256.ConvertToInt32(Vector256.Load((float*)x)).Store((int*)y);
        if (typeof(T) == typeof(double) && typeof(R) == typeof(float))
            Vector256.Narrow(Vector256.Load((double*)x), Vector256.Load((double*)x + 4)).Store((float*)y);
        if (typeof(T) == typeof(double) && typeof(R) == typeof(long))
        {
            Vector256.ConvertToInt64(Vector256.Load((double*)x)).Store((long*)y);
            Vector256.ConvertToInt64(Vector256.Load((double*)x + 4)).Store((long*)y + 4);
        }
        if (typeof(T) == typeof(int) && typeof(R) == typeof(float)) Vector256.ConvertToSingle(Vector256.Load((int*)x)).Store((float*)y);
        if (typeof(T) == typeof(int) && typeof(R) == typeof(long)) Vector512.Create(Vector256.WidenLower(Vector256.Load((int*)x)), Vector256.WidenUpper(Vector256.Load((int*)x))).Store((long*)y);
        if (typeof(T) == typeof(int) && typeof(R) == typeof(double)) Doubles(Vector256.Load((int*)x)).Store((double*)y);
        if (typeof(T) == typeof(long) && typeof(R) == typeof(double))
        {
            Vector256.ConvertToDouble(Vector256.Load((long*)x)).Store((double*)y);
            Vector256.ConvertToDouble(Vector256.Load((long*)x + 4)).Store((double*)y + 4);
        }
        if (typeof(T) != typeof(byte)) return;
        Vector128<ushort> bytes = Vector128.WidenLower(Vector128.CreateScalar(*(ulong*)x).AsByte());
        Vector256<int> whole = Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes)).AsInt32();
        if (typeof(R) == typeof(float)) Vector256.ConvertToSingle(whole).Store((float*)y);
        else Doubles(whole).Store((double*)y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widened(Vector256<float> x) => Vector512.Create(Vector256.WidenLower(x), Vector256.WidenUpper(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Doubles(Vector256<int> x) =>
        Vector512.Create(Vector256.ConvertToDouble(Vector256.WidenLower(x)), Vector256.ConvertToDouble(Vector256.WidenUpper(x)));

    private readonly struct NotSame<T> : IMaskRule<T> where T : unmanaged, INumberBase<T>
    {
        public bool Holds(T a, T b) => a != b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<T> Holds(Vector128<T> a, Vector128<T> b) => ~Vector128.Equals(a, b);
    }
}
