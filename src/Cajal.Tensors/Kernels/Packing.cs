using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Copies strips of matrices into the order in which the product reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>target[p · pitch + l] = source[l · across + p · along] for l &lt; width, p &lt; length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Strip<T>(T* source, nint across, nint along, int width, int length, T* target, nint pitch) where T : unmanaged
    {
        if (across == 1) CopyRows(source, along, width, length, target, pitch);
        else if (along == 1 && Avx.IsSupported && sizeof(T) == sizeof(float)) Transpose32((float*)source, across, width, length, (float*)target, pitch);
        else if (along == 1 && Avx.IsSupported && sizeof(T) == sizeof(double)) Transpose64((double*)source, across, width, length, (double*)target, pitch);
        else CopyEach(source, across, along, width, length, target, pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T>(T* source, nint along, int width, int length, T* target, nint pitch) where T : unmanaged
    {
        uint bytes = (uint)(width * sizeof(T));
        for (; length > 0; length--)
        {
            if (bytes == 64) Vector512.Load((byte*)source).Store((byte*)target);
            else if (bytes == 32) Vector256.Load((byte*)source).Store((byte*)target);
            else Short(source, target, bytes);
            source += along;
            target += pitch;
        }
    }

    // A few bytes; between 16 and 64 by two registers that may overlap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Short<T>(T* source, T* target, uint bytes) where T : unmanaged
    {
        byte* from = (byte*)source, to = (byte*)target;
        if (bytes is >= 32 and <= 64)
        {
            var end = Vector256.Load(from + bytes - 32);
            Vector256.Load(from).Store(to);
            end.Store(to + bytes - 32);
        }
        else if (bytes is >= 16 and < 32)
        {
            var end = Vector128.Load(from + bytes - 16);
            Vector128.Load(from).Store(to);
            end.Store(to + bytes - 16);
        }
        else if (bytes < 16)
            for (uint i = 0; i < bytes; i += (uint)sizeof(T)) *(T*)(to + i) = *(T*)(from + i);
        else Unsafe.CopyBlockUnaligned(to, from, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyEach<T>(T* source, nint across, nint along, int width, int length, T* target, nint pitch) where T : unmanaged
    {
        for (int p = 0; p < length; p++)
        {
            for (int l = 0; l < width; l++) target[l] = source[l * across];
            source += along;
            target += pitch;
        }
    }

    /// <summary>Squares of 8 × 8 in registers (16 columns at a time where they are wide enough); what is left over number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose32(float* source, nint across, int width, int length, float* target, nint pitch)
    {
        int l = 0;
        if (Avx512F.IsSupported)
            for (; l + 16 <= width; l += 16) Transpose16(source + l * across, across, length, target + l, pitch);
        for (; l < width && width >= 8; l += 8)
        {
            // Squares at the end reach back over their neighbours instead of beyond the edge.
            l = Math.Min(l, width - 8);
            float* s = source + l * across, t = target + l;
            int p = 0;
            for (; p < length && length >= 8; p += 8)
            {
                if (p + 8 > length)
                {
                    int back = p + 8 - length;
                    s -= back;
                    t -= back * pitch;
                    p -= back;
                }
                // Rows i and i + 4 side by side; what remains is a transposition of 4 × 4 in both halves.
                float* s4 = s + 4 * across;
                Vector256<float> r0 = Pair(s, s4), r1 = Pair(s + across, s4 + across);
                Vector256<float> r2 = Pair(s + 2 * across, s4 + 2 * across), r3 = Pair(s + 3 * across, s4 + 3 * across);
                Vector256<float> q0 = Pair(s + 4, s4 + 4), q1 = Pair(s + across + 4, s4 + across + 4);
                Vector256<float> q2 = Pair(s + 2 * across + 4, s4 + 2 * across + 4), q3 = Pair(s + 3 * across + 4, s4 + 3 * across + 4);
                Vector256<float> u0 = Avx.UnpackLow(r0, r1), u1 = Avx.UnpackLow(r2, r3), u2 = Avx.UnpackHigh(r0, r1), u3 = Avx.UnpackHigh(r2, r3);
                Vector256<float> v0 = Avx.UnpackLow(q0, q1), v1 = Avx.UnpackLow(q2, q3), v2 = Avx.UnpackHigh(q0, q1), v3 = Avx.UnpackHigh(q2, q3);
                Avx.Shuffle(u0, u1, 0x44).Store(t);
                Avx.Shuffle(u0, u1, 0xEE).Store(t + pitch);
                Avx.Shuffle(u2, u3, 0x44).Store(t + 2 * pitch);
                Avx.Shuffle(u2, u3, 0xEE).Store(t + 3 * pitch);
                t += 4 * pitch;
                Avx.Shuffle(v0, v1, 0x44).Store(t);
                Avx.Shuffle(v0, v1, 0xEE).Store(t + pitch);
                Avx.Shuffle(v2, v3, 0x44).Store(t + 2 * pitch);
                Avx.Shuffle(v2, v3, 0xEE).Store(t + 3 * pitch);
                t += 4 * pitch;
                s += 8;
            }
            CopyEach(s, across, 1, 8, length - p, t, pitch);
        }
        if (l < width) CopyEach(source + l * across, across, 1, width - l, length, target + l, pitch);
    }

    /// <summary>Sixteen rows side by side: rectangles of 16 × 4, each line of the target written whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose16(float* source, nint across, int length, float* target, nint pitch)
    {
        float* s = source, s4 = s + 4 * across, s8 = s + 8 * across, s12 = s + 12 * across;
        int p = 0;
        for (; p + 4 <= length; p += 4)
        {
            // Rows i, i + 4, i + 8 and i + 12 side by side; what remains is a transposition of 4 × 4 in each quarter.
            Vector512<float> r0 = Four(s, s4, s8, s12), r1 = Four(s + across, s4 + across, s8 + across, s12 + across);
            Vector512<float> r2 = Four(s + 2 * across, s4 + 2 * across, s8 + 2 * across, s12 + 2 * across);
            Vector512<float> r3 = Four(s + 3 * across, s4 + 3 * across, s8 + 3 * across, s12 + 3 * across);
            Vector512<float> u0 = Avx512F.UnpackLow(r0, r1), u1 = Avx512F.UnpackLow(r2, r3), u2 = Avx512F.UnpackHigh(r0, r1), u3 = Avx512F.UnpackHigh(r2, r3);
            Avx512F.Shuffle(u0, u1, 0x44).Store(target);
            Avx512F.Shuffle(u0, u1, 0xEE).Store(target + pitch);
            Avx512F.Shuffle(u2, u3, 0x44).Store(target + 2 * pitch);
            Avx512F.Shuffle(u2, u3, 0xEE).Store(target + 3 * pitch);
            target += 4 * pitch;
            s += 4;
            s4 += 4;
            s8 += 4;
            s12 += 4;
        }
        CopyEach(s, across, 1, 16, length - p, target, pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(float* a, float* b, float* c, float* d) =>
        Avx512F.InsertVector128(Avx512F.InsertVector128(Avx512F.InsertVector128(Vector128.Load(a).ToVector256Unsafe().ToVector512Unsafe(),
            Vector128.Load(b), 1), Vector128.Load(c), 2), Vector128.Load(d), 3);

    /// <summary>Squares of 4 × 4 in registers; what is left over number by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose64(double* source, nint across, int width, int length, double* target, nint pitch)
    {
        int l = 0;
        for (; l + 4 <= width; l += 4)
        {
            double* s = source + l * across, t = target + l;
            int p = 0;
            for (; p + 4 <= length; p += 4)
            {
                double* s2 = s + 2 * across;
                Vector256<double> r0 = Pair(s, s2), r1 = Pair(s + across, s2 + across), q0 = Pair(s + 2, s2 + 2), q1 = Pair(s + across + 2, s2 + across + 2);
                Avx.UnpackLow(r0, r1).Store(t);
                Avx.UnpackHigh(r0, r1).Store(t + pitch);
                t += 2 * pitch;
                Avx.UnpackLow(q0, q1).Store(t);
                Avx.UnpackHigh(q0, q1).Store(t + pitch);
                t += 2 * pitch;
                s += 4;
            }
            CopyEach(s, across, 1, 4, length - p, t, pitch);
        }
        if (l < width) CopyEach(source + l * across, across, 1, width - l, length, target + l, pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* low, float* high) => Vector128.Load(low).ToVector256Unsafe().WithUpper(Vector128.Load(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Pair(double* low, double* high) => Vector128.Load(low).ToVector256Unsafe().WithUpper(Vector128.Load(high));
}
