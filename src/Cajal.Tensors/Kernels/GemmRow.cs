using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>One row times a matrix, c ← a·B: 8 registers of columns at a time, so that the memory behind B is read in long stretches.</summary>
/// <remarks>The same bits as <see cref="Gemm"/>: each number is summed in the order of k, in blocks of the depth, each from zero.</remarks>
internal readonly unsafe struct GemmRow<T, V, W>(int n, int k, T* a, nint aCol, T* b, nint bRow, T* c, PieceWork? finish) : IChunkBody
    where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    private const int Together = 8;

    // The memory behind B is the limit; threads share it from about this size on.
    private const double ChunkWork = 0.25e6;

    /// <summary>Needs n of at least one register. The rows of B lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int n, int k, T* a, nint aCol, T* b, nint bRow, T* c, PieceWork? finish)
    {
        var row = new GemmRow<T, V, W>(n, k, a, aCol, b, bRow, c, finish);
        double work = 2.0 * n * k;
        if (work < Workers.Crossover) row.Columns(0, n);
        else Workers.For(Math.Clamp((int)(work / ChunkWork), 1, Math.Max(1, n / (Together * W.Count))), ref row);
    }

    private int Chunks => Math.Clamp((int)(2.0 * n * k / ChunkWork), 1, Math.Max(1, n / (Together * W.Count)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        // Whole stretches; the last chunk has what is left over.
        var stretches = new EvenCut(n / (Together * W.Count), Chunks);
        Columns(stretches.Start(chunk) * Together * W.Count, chunk == Chunks - 1 ? n : stretches.Start(chunk + 1) * Together * W.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Columns(int from, int to)
    {
        int width = W.Count;
        for (int j = from; j < to;)
        {
            // The last register reaches back over columns that are done already, with the same sums.
            int registers = j + Together * width <= to ? Together : j + 4 * width <= to ? 4 : 1;
            if (j + registers * width > to) j = to - width;
            Depths(registers, b + j, c + j);
            j += registers * width;
        }
        finish?.Run(new Piece(0, 1, from, to, n));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Depths(int registers, T* columns, T* results)
    {
        var depths = EvenCut.AtMost(k, GemmGrid.BlockDepth);
        for (int block = 0; block < depths.Pieces; block++)
        {
            int start = depths.Start(block), depth = depths.Start(block + 1) - start;
            T* x = a + start * aCol, w = columns + start * bRow;
            if (registers == Together) Eight(depth, x, aCol, w, bRow, results, block > 0);
            else if (registers == 4) Four(depth, x, aCol, w, bRow, results, block > 0);
            else One(depth, x, aCol, w, bRow, results, block > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(int depth, T* a, nint aCol, T* b, nint bRow, T* c, bool add)
    {
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        int width = W.Count;
        for (; depth > 0; depth--)
        {
            V x = W.Repeat(a);
            s0 = W.MultiplyAdd(x, W.Load(b), s0);
            s1 = W.MultiplyAdd(x, W.Load(b + width), s1);
            s2 = W.MultiplyAdd(x, W.Load(b + 2 * width), s2);
            s3 = W.MultiplyAdd(x, W.Load(b + 3 * width), s3);
            s4 = W.MultiplyAdd(x, W.Load(b + 4 * width), s4);
            s5 = W.MultiplyAdd(x, W.Load(b + 5 * width), s5);
            s6 = W.MultiplyAdd(x, W.Load(b + 6 * width), s6);
            s7 = W.MultiplyAdd(x, W.Load(b + 7 * width), s7);
            a += aCol;
            b += bRow;
        }
        Put(c, s0, add);
        Put(c + width, s1, add);
        Put(c + 2 * width, s2, add);
        Put(c + 3 * width, s3, add);
        Put(c + 4 * width, s4, add);
        Put(c + 5 * width, s5, add);
        Put(c + 6 * width, s6, add);
        Put(c + 7 * width, s7, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(int depth, T* a, nint aCol, T* b, nint bRow, T* c, bool add)
    {
        V s0 = default, s1 = default, s2 = default, s3 = default;
        int width = W.Count;
        for (; depth > 0; depth--)
        {
            V x = W.Repeat(a);
            s0 = W.MultiplyAdd(x, W.Load(b), s0);
            s1 = W.MultiplyAdd(x, W.Load(b + width), s1);
            s2 = W.MultiplyAdd(x, W.Load(b + 2 * width), s2);
            s3 = W.MultiplyAdd(x, W.Load(b + 3 * width), s3);
            a += aCol;
            b += bRow;
        }
        Put(c, s0, add);
        Put(c + width, s1, add);
        Put(c + 2 * width, s2, add);
        Put(c + 3 * width, s3, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(int depth, T* a, nint aCol, T* b, nint bRow, T* c, bool add)
    {
        V s = default;
        for (; depth > 0; depth--)
        {
            s = W.MultiplyAdd(W.Repeat(a), W.Load(b), s);
            a += aCol;
            b += bRow;
        }
        Put(c, s, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(T* c, V sum, bool add) => W.Store(add ? W.Add(W.Load(c), sum) : sum, c);
}
