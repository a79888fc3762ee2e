using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>C ← (C +) A·B for matrices of a few numbers, where cutting the work would take longer than doing it.</summary>
internal static unsafe class GemmTiny
{
    /// <summary>The most multiply-adds that are worth it, and the deepest sum: beyond one block of depth the order of the general product is another.</summary>
    private const int MostWork = 512;

    public static bool Suits(int m, int n, int k) => k <= GemmGrid.BlockDepth && (long)m * n * k <= MostWork;

    /// <summary>The same bits as <see cref="Gemm"/>: each number is one chain of multiply-adds from zero, in the order of k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, bool accumulate)
        where T : unmanaged
    {
        for (; m > 0; m--, a += aRow, c += cRow)
        {
            T* column = b;
            int j = 0;
            // Four sums at a time, because each step of a sum waits for the last.
            for (; j + 4 <= n; j += 4)
            {
                T s0 = default, s1 = default, s2 = default, s3 = default;
                T* x = a, w = column;
                for (int p = k; p > 0; p--, x += aCol, w += bRow)
                {
                    s0 = Wide1<T>.MultiplyAdd(*x, *w, s0);
                    s1 = Wide1<T>.MultiplyAdd(*x, w[bCol], s1);
                    s2 = Wide1<T>.MultiplyAdd(*x, w[2 * bCol], s2);
                    s3 = Wide1<T>.MultiplyAdd(*x, w[3 * bCol], s3);
                }
                Put(c + j, s0, accumulate);
                Put(c + j + 1, s1, accumulate);
                Put(c + j + 2, s2, accumulate);
                Put(c + j + 3, s3, accumulate);
                column += 4 * bCol;
            }
            for (; j < n; j++, column += bCol)
            {
                T s = default;
                T* x = a, w = column;
                for (int p = k; p > 0; p--, x += aCol, w += bRow) s = Wide1<T>.MultiplyAdd(*x, *w, s);
                Put(c + j, s, accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T* c, T sum, bool accumulate) where T : unmanaged => *c = accumulate ? Wide1<T>.Add(*c, sum) : sum;
}
