using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>Reduces each row: in pieces of 1024, then the results of the pieces in the same way.</summary>
internal static unsafe class RowFold<T, TFold> where T : unmanaged, INumber<T> where TFold : struct, IFold<T>
{
    private const int Piece = 1024;

    /// <summary>Numbers a thread claims at a time, and below which the caller works alone.</summary>
    private const int Chunk = 16 * 1024, Alone = 64 * 1024;

    public static void Run(ReadOnlySpan<T> x, int rows, int length, Span<T> y)
    {
        int pieces = (int)(((long)length + Piece - 1) / Piece);
        if (pieces <= 1)
        {
            Pieces(x, rows, length, 1, y);
            return;
        }
        T[] borrowed = ArrayPool<T>.Shared.Rent(checked(rows * pieces));
        var results = borrowed.AsSpan(0, rows * pieces);
        Pieces(x, rows, length, pieces, results);
        Run(results, rows, pieces, y);
        ArrayPool<T>.Shared.Return(borrowed);
    }

    private static void Pieces(ReadOnlySpan<T> x, int rows, int length, int pieces, Span<T> y)
    {
        fixed (T* px = x, py = y)
        {
            int all = rows * pieces, atOnce = Math.Max(1, Chunk / Math.Clamp(length, 1, Piece));
            var body = new Body { X = px, Y = py, Length = length, Pieces = pieces, All = all, AtOnce = (long)rows * length < Alone ? Math.Max(1, all) : atOnce };
            Workers.For((all + body.AtOnce - 1) / body.AtOnce, ref body);
        }
    }

    private struct Body : IChunkBody
    {
        public T* X, Y;
        public int Length, Pieces, All, AtOnce;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            int first = chunk * AtOnce, end = Math.Min(All - first, AtOnce) + first, row = first / Pieces, piece = first - row * Pieces;
            for (int i = first; i < end; i++)
            {
                Y[i] = Fold(X + (nint)row * Length + piece * Piece, Math.Min(Piece, Length - piece * Piece));
                if (++piece == Pieces) (row, piece) = (row + 1, 0);
            }
        }
    }

    /// <summary>Number i goes into running result i mod (8 · width); a tree of halves joins them. Few numbers are taken one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static T Fold(T* x, int length)
    {
        T result = TFold.Empty;
        if (length < 16)
        {
            for (int i = 0; i < length; i++) result = TFold.Take(result, x[i]);
            return result;
        }
        int width = Vector256<T>.Count, group = 8 * width, over = length % group;
        T* room = stackalloc T[group];
        new Span<T>(room, group).Fill(result);
        new Span<T>(x, over).CopyTo(new Span<T>(room, group));
        Vector256<T> a = Vector256.Create(result), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        // What is left over by whole groups comes first, so that no call disturbs the registers in the loop.
        T* next = over > 0 ? room : x, after = over > 0 ? x + over : x + group;
        for (int groups = (length + group - 1) / group; groups > 0; groups--)
        {
            a = TFold.Take(a, Vector256.Load(next));
            b = TFold.Take(b, Vector256.Load(next + width));
            c = TFold.Take(c, Vector256.Load(next + 2 * width));
            d = TFold.Take(d, Vector256.Load(next + 3 * width));
            e = TFold.Take(e, Vector256.Load(next + 4 * width));
            f = TFold.Take(f, Vector256.Load(next + 5 * width));
            g = TFold.Take(g, Vector256.Load(next + 6 * width));
            h = TFold.Take(h, Vector256.Load(next + 7 * width));
            next = after;
            after += group;
        }
        a = TFold.Take(TFold.Take(TFold.Take(a, e), TFold.Take(c, g)), TFold.Take(TFold.Take(b, f), TFold.Take(d, h)));
        a.Store(room);
        for (int half = width / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++) room[i] = TFold.Take(room[i], room[i + half]);
        }
        return room[0];
    }
}
