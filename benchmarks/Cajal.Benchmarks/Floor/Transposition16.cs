using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Benchmarks.Floor;

/// <summary>Blocks of 16 × 16 numbers, turned in registers: four rounds, each of which swaps halves of pairs of rows.</summary>
internal static unsafe class Transposition16
{
    /// <summary>Writes rows [rows, 16 …] of a matrix as columns of a panel.</summary>
    /// <param name="from">First of 16 rows.</param>
    /// <param name="fromWidth">From a row to the next.</param>
    /// <param name="to">First of 16 rows of the result.</param>
    /// <param name="toWidth">From a row of the result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Turn(float* from, nint fromWidth, float* to, nint toWidth)
    {
        // From the start of a cache line on, or each load and store would touch two.
        byte* room = stackalloc byte[17 * 64];
        var r = (Vector512<float>*)(((nuint)room + 63) & ~(nuint)63);
        for (int i = 0; i < 16; i++) r[i] = Vector512.Load(from + i * fromWidth);
        for (int half = 8; half > 0; half >>= 1)
        {
            // Of two rows half apart, one takes the lanes whose bit is unset of both, the other those whose bit is set.
            var low = LowLanes(half);
            var high = low + Vector512.Create(half);
            for (int i = 0; i < 16; i++)
            {
                if ((i & half) != 0) continue;
                Vector512<float> a = r[i], b = r[i + half];
                r[i] = Avx512F.PermuteVar16x32x2(a, low, b);
                r[i + half] = Avx512F.PermuteVar16x32x2(a, high, b);
            }
        }
        for (int i = 0; i < 16; i++) r[i].Store(to + i * toWidth);
    }

    // Lane j of the result: lane j of a where j's bit is unset; lane j − half of b (16 and above) where it is set.
    private static Vector512<int> LowLanes(int half)
    {
        var lane = Vector512<int>.Indices;
        var unset = Vector512.Equals(lane & Vector512.Create(half), default);
        return Vector512.ConditionalSelect(unset, lane, lane + Vector512.Create(16 - half));
    }
}
