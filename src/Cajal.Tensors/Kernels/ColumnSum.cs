using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Adds the rows of a matrix: 128 at a time in their order, then the sums of these pieces in the same way.</summary>
internal static unsafe class ColumnSum<T> where T : unmanaged, INumber<T>
{
    private const int Piece = 128;

    /// <summary>Columns a thread claims at a time, and numbers below which the caller works alone.</summary>
    private const int Chunk = 512, Alone = 64 * 1024;

    public static void Run(ReadOnlySpan<T> x, int rows, int columns, Span<T> y)
    {
        int pieces = (int)(((long)rows + Piece - 1) / Piece);
        if (pieces <= 1)
        {
            Pieces(x, rows, columns, 1, y);
            return;
        }
        T[] borrowed = ArrayPool<T>.Shared.Rent(checked(pieces * columns));
        var sums = borrowed.AsSpan(0, pieces * columns);
        Pieces(x, rows, columns, pieces, sums);
        Run(sums, pieces, columns, y);
        ArrayPool<T>.Shared.Return(borrowed);
    }

    private static void Pieces(ReadOnlySpan<T> x, int rows, int columns, int pieces, Span<T> y)
    {
        fixed (T* px = x, py = y)
        {
            var body = new Body { X = px, Y = py, Rows = rows, Columns = columns, Across = (columns + Chunk - 1) / Chunk };
            int chunks = body.Across * pieces;
            if ((long)rows * columns >= Alone) Workers.For(chunks, ref body);
            else for (int chunk = 0; chunk < chunks; chunk++) body.Run(chunk);
        }
    }

    private struct Body : IChunkBody
    {
        public T* X, Y;
        public int Rows, Columns, Across;

        public readonly void Run(int chunk)
        {
            int piece = chunk / Across, column = (chunk - piece * Across) * Chunk;
            Add(X + (nint)piece * Piece * Columns + column, Math.Min(Piece, Rows - piece * Piece), Math.Min(Chunk, Columns - column), Columns,
                Y + (nint)piece * Columns + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* x, int rows, int columns, int pitch, T* y)
    {
        int width = Vector256<T>.Count, j = 0;
        for (; j + 4 * width <= columns; j += 4 * width)
        {
            Vector256<T> a = default, b = default, c = default, d = default;
            T* row = x + j;
            for (int i = rows; i > 0; i--, row += pitch)
            {
                a += Vector256.Load(row);
                b += Vector256.Load(row + width);
                c += Vector256.Load(row + 2 * width);
                d += Vector256.Load(row + 3 * width);
            }
            a.Store(y + j);
            b.Store(y + j + width);
            c.Store(y + j + 2 * width);
            d.Store(y + j + 3 * width);
        }
        for (; j < columns && columns >= width; j += width)
        {
            // The last ones reach back over their neighbours, with the same sums.
            j = Math.Min(j, columns - width);
            Vector256<T> a = default;
            T* row = x + j;
            for (int i = rows; i > 0; i--, row += pitch) a += Vector256.Load(row);
            a.Store(y + j);
        }
        for (; j < columns; j++)
        {
            T a = T.Zero;
            T* row = x + j;
            for (int i = rows; i > 0; i--, row += pitch) a += *row;
            y[j] = a;
        }
    }
}
