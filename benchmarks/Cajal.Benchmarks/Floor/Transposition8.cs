using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Floor;

/// <summary>Blocks of 8 × 8 numbers, turned in registers.</summary>
internal static unsafe class Transposition8
{
    /// <summary>Writes 8 rows of 8 numbers as their columns.</summary>
    /// <param name="from">First of 8 rows.</param>
    /// <param name="fromWidth">From a row to the next.</param>
    /// <param name="to">First of 8 rows of the result.</param>
    /// <param name="toWidth">From a row of the result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(float* from, nint fromWidth, float* to, nint toWidth)
    {
        // Columns 0-3, then 4-7.
        for (int column = 0; column < 8; column += 4, from += 4, to += 4 * toWidth)
        {
            // Rows i and i + 4 side by side; what remains is a transposition of 4 × 4 in both halves.
            float* lower = from + 4 * fromWidth;
            var r0 = Pair(from, lower);
            var r1 = Pair(from + fromWidth, lower + fromWidth);
            var r2 = Pair(from + 2 * fromWidth, lower + 2 * fromWidth);
            var r3 = Pair(from + 3 * fromWidth, lower + 3 * fromWidth);
            Vector256<float> low01 = Avx.UnpackLow(r0, r1), low23 = Avx.UnpackLow(r2, r3);
            Vector256<float> high01 = Avx.UnpackHigh(r0, r1), high23 = Avx.UnpackHigh(r2, r3);
            Avx.Shuffle(low01, low23, 0x44).Store(to);
            Avx.Shuffle(low01, low23, 0xEE).Store(to + toWidth);
            Avx.Shuffle(high01, high23, 0x44).Store(to + 2 * toWidth);
            Avx.Shuffle(high01, high23, 0xEE).Store(to + 3 * toWidth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* low, float* high) =>
        Vector128.Load(low).ToVector256Unsafe().WithUpper(Vector128.Load(high));
}
