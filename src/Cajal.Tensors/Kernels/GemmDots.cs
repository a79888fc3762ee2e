using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal;

/// <summary>A matrix times a vector where the depth lies side by side: cᵢ ← (cᵢ +) Σₚ Mᵢₚ·vₚ, each row a dot product.</summary>
/// <remarks>Row i is summed in <see cref="Lanes"/> chains, number p in chain p mod Lanes, in the order of p from zero; then the upper half of the chains is
/// added to the lower until one is left. (One chain, as in <see cref="Gemm"/>, would need the matrix transposed: four times as slow.) The bits are the same at
/// every width of registers and for any number of threads.</remarks>
internal readonly unsafe struct GemmDots<T, V, W> : IChunkBody where T : unmanaged where V : struct where W : struct, IWide<T, V>
{
    private const int RowsAtOnce = 4;

    /// <summary>Bytes of the chains of a sum: two registers of 512 bits.</summary>
    private const int Line = 128;

    // The memory behind the matrix is the limit; threads share it from about this size on.
    private const double ChunkWork = 0.25e6;

    private readonly int rows, depth;
    private readonly T* matrix, vector, results;
    private readonly nint matrixRow, resultStep;
    private readonly bool accumulate, down;
    private readonly PieceWork? finish;

    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="depth">Numbers of the vector; both side by side.</param>
    /// <param name="matrix">The first number of the matrix.</param>
    /// <param name="matrixRow">From a row to the next.</param>
    /// <param name="vector">The first number of the vector.</param>
    /// <param name="results">The first result.</param>
    /// <param name="resultStep">From a result to the next.</param>
    /// <param name="accumulate">Whether sums are added to what is there.</param>
    /// <param name="down">Whether the results are a column of C, not a row.</param>
    /// <param name="finish">What follows on finished results.</param>
    public GemmDots(int rows, int depth, T* matrix, nint matrixRow, T* vector, T* results, nint resultStep, bool accumulate, bool down, PieceWork? finish)
    {
        (this.rows, this.depth, this.matrixRow, this.resultStep) = (rows, depth, matrixRow, resultStep);
        this.matrix = matrix;
        this.vector = vector;
        this.results = results;
        (this.accumulate, this.down, this.finish) = (accumulate, down, finish);
    }

    private static int Lanes => Line / sizeof(T);

    private double Work => 2.0 * rows * depth;

    private int Chunks => Work < Workers.Crossover ? 1 : Math.Clamp((int)(Work / ChunkWork), 1, (rows + RowsAtOnce - 1) / RowsAtOnce);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        var work = this;
        Workers.For(Chunks, ref work);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        var groups = new EvenCut((rows + RowsAtOnce - 1) / RowsAtOnce, Chunks);
        int from = groups.Start(chunk) * RowsAtOnce, to = Math.Min(rows, groups.Start(chunk + 1) * RowsAtOnce);
        byte* room = stackalloc byte[(RowsAtOnce + 1) * Line];
        T* sums = (T*)((nuint)(room + Line - 1) & ~(nuint)(Line - 1));
        for (int row = from; row < to;)
        {
            int count = row + RowsAtOnce <= to ? RowsAtOnce : 1;
            T* m = matrix + row * matrixRow;
            // Two registers of chains at a time; narrow registers pass over the rows more than once.
            for (int lane = 0; lane < Lanes; lane += 2 * W.Count)
                if (count == RowsAtOnce) Four(m + lane, vector + lane, sums + lane, lane);
                else One(m + lane, vector + lane, sums + lane, lane);
            Rest(m, sums, count);
            for (int i = 0; i < count; i++, row++)
            {
                T* c = results + row * resultStep;
                T sum = Fold(sums + i * Lanes);
                *c = accumulate ? Wide1<T>.Add(*c, sum) : sum;
            }
        }
        finish?.Run(down ? new Piece(from, to, 0, 1, 1) : new Piece(0, 1, from, to, rows));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(T* m, T* v, T* sums, int lane)
    {
        V s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        int width = W.Count, lanes = Lanes;
        T* m1 = m + matrixRow, m2 = m1 + matrixRow, m3 = m2 + matrixRow;
        for (int steps = depth / lanes; steps > 0; steps--)
        {
            V x = W.Load(v), y = W.Load(v + width);
            s0 = W.MultiplyAdd(x, W.Load(m), s0);
            t0 = W.MultiplyAdd(y, W.Load(m + width), t0);
            s1 = W.MultiplyAdd(x, W.Load(m1), s1);
            t1 = W.MultiplyAdd(y, W.Load(m1 + width), t1);
            s2 = W.MultiplyAdd(x, W.Load(m2), s2);
            t2 = W.MultiplyAdd(y, W.Load(m2 + width), t2);
            s3 = W.MultiplyAdd(x, W.Load(m3), s3);
            t3 = W.MultiplyAdd(y, W.Load(m3 + width), t3);
            m += lanes;
            m1 += lanes;
            m2 += lanes;
            m3 += lanes;
            v += lanes;
        }
        // What is left of the depth: as many whole registers as there are.
        int left = depth % lanes - lane;
        if (left >= width)
        {
            V x = W.Load(v);
            s0 = W.MultiplyAdd(x, W.Load(m), s0);
            s1 = W.MultiplyAdd(x, W.Load(m1), s1);
            s2 = W.MultiplyAdd(x, W.Load(m2), s2);
            s3 = W.MultiplyAdd(x, W.Load(m3), s3);
        }
        if (left >= 2 * width)
        {
            V y = W.Load(v + width);
            t0 = W.MultiplyAdd(y, W.Load(m + width), t0);
            t1 = W.MultiplyAdd(y, W.Load(m1 + width), t1);
            t2 = W.MultiplyAdd(y, W.Load(m2 + width), t2);
            t3 = W.MultiplyAdd(y, W.Load(m3 + width), t3);
        }
        Put(s0, t0, sums);
        Put(s1, t1, sums + lanes);
        Put(s2, t2, sums + 2 * lanes);
        Put(s3, t3, sums + 3 * lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void One(T* m, T* v, T* sums, int lane)
    {
        V s = default, t = default;
        int width = W.Count, lanes = Lanes;
        for (int steps = depth / lanes; steps > 0; steps--)
        {
            s = W.MultiplyAdd(W.Load(v), W.Load(m), s);
            t = W.MultiplyAdd(W.Load(v + width), W.Load(m + width), t);
            m += lanes;
            v += lanes;
        }
        int left = depth % lanes - lane;
        if (left >= width) s = W.MultiplyAdd(W.Load(v), W.Load(m), s);
        if (left >= 2 * width) t = W.MultiplyAdd(W.Load(v + width), W.Load(m + width), t);
        Put(s, t, sums);
    }

    // The numbers at the end that fill no register.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rest(T* m, T* sums, int count)
    {
        int start = depth / Lanes * Lanes;
        for (int p = depth - depth % W.Count; p < depth; p++)
            for (int i = 0; i < count; i++)
            {
                T* s = sums + i * Lanes + (p - start);
                *s = Wide1<T>.MultiplyAdd(vector[p], m[i * matrixRow + p], *s);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(V s, V t, T* sums)
    {
        W.Store(s, sums);
        W.Store(t, sums + W.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fold(T* sums)
    {
        var half = Vector512.Load(sums) + Vector512.Load(sums + Vector512<T>.Count);
        var quarter = half.GetLower() + half.GetUpper();
        var eighth = quarter.GetLower() + quarter.GetUpper();
        if (sizeof(T) == sizeof(double)) return Wide1<T>.Add(eighth[0], eighth[1]);
        var last = eighth + Vector128.Shuffle(eighth.AsUInt32(), Vector128.Create(2u, 3, 0, 1)).As<uint, T>();
        return Wide1<T>.Add(last[0], last[1]);
    }
}
