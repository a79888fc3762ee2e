using System.Runtime.Intrinsics.X86;

namespace Cajal;

/// <summary>Weights of a recurrent product in the order in which every step reads them: strips of columns, the numbers of a strip side by side. Rows of a whole
/// matrix would lie so far apart that they fall upon one another in the first cache, step after step.</summary>
internal static unsafe class ScanWeights
{
    /// <summary>Columns of a strip: whole panels of the product.</summary>
    private static int Width => Avx512F.IsSupported ? 64 : 48;

    /// <summary>[depth, columns] in this thread's room, from steps between rows and columns.</summary>
    public static T* Packed<T>(T* weights, nint row, nint column, int depth, int columns) where T : unmanaged
    {
        T* room = KernelScratch.Take<T>((long)depth * columns);
        for (int from = 0; from < columns; from += Width)
        {
            int width = Math.Min(Width, columns - from);
            Packing.Strip(weights + from * column, column, row, width, depth, room + (nint)from * depth, width);
        }
        return room;
    }

    /// <summary>c ← c + a·W for some rows side by side, [rows, depth]·[depth, columns].</summary>
    public static void Multiply<T>(int rows, int columns, int depth, T* a, T* weights, T* c, nint cRow) where T : unmanaged
    {
        for (int from = 0; from < columns; from += Width)
        {
            int width = Math.Min(Width, columns - from);
            Gemm.Multiply(rows, width, depth, a, depth, 1, weights + (nint)from * depth, width, 1, c + from, cRow, accumulate: true);
        }
    }
}
