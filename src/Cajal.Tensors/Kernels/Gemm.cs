using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>C ← (C +) A·B for Float32 and Float64, [m, k]·[k, n] → [m, n].</summary>
/// <remarks>Each number of C is Σ over blocks of at most 512 steps (<see cref="GemmGrid.Depth"/>), each block one chain of multiply-adds from zero, in the order of k.
/// So its bits depend on its row of A, its column of B and k only: not on the number of threads, on m and n, on strides or on the width of registers.</remarks>
internal static unsafe class Gemm
{
    /// <summary>Multiplies with any strides of A and B, counted in numbers; the numbers of a row of C lie side by side.</summary>
    /// <remarks>k = 0 gives zeros, or leaves C as it is when it accumulates. C must not overlap A or B.</remarks>
    public static void Multiply<T>(int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, bool accumulate)
        where T : unmanaged
    {
        if (m == 0 || n == 0) return;
        if (k == 0)
        {
            if (accumulate) return;
            for (int i = 0; i < m; i++) new Span<T>(c + i * cRow, n).Clear();
            return;
        }
        // A single column of C is a row of the transposed product: Cᵀ = Bᵀ·Aᵀ.
        if (n == 1 && m > 1 && cRow == 1)
        {
            Multiply(1, m, k, b, bCol, bRow, a, aCol, aRow, c, m, accumulate);
            return;
        }
        var task = new GemmTask<T> { A = a, ARow = aRow, ACol = aCol, B = b, BRow = bRow, BCol = n == 1 ? 1 : bCol, C = c, CRow = cRow, Accumulate = accumulate };
        // Packing costs a pass over an operand. B needs it where its columns do not lie side by side; both gain where their rows are long and used often.
        bool large = Math.Min(m, Math.Min(n, k)) >= 128 && (double)m * n * k > 512.0 * 512 * 512;
        bool packA = large, packB = large || task.BCol != 1;
        // The widest register that a row of C fills. (.NET advises against 512 bits on processors that clock down for them; products gain all the same.)
        if (Avx512F.IsSupported && n >= Vector512<T>.Count) GemmParts<T, Vector512<T>, Wide512<T>>.Run(m, n, k, task, packA, packB);
        else if (Vector256.IsHardwareAccelerated && n >= Vector256<T>.Count) GemmParts<T, Vector256<T>, Wide256<T>>.Run(m, n, k, task, packA, packB);
        else if (Vector128.IsHardwareAccelerated && n >= Vector128<T>.Count) GemmParts<T, Vector128<T>, Wide128<T>>.Run(m, n, k, task, packA, packB);
        else GemmParts<T, T, Wide1<T>>.Run(m, n, k, task, packA, packB);
    }
}
