using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>y = softmax(q·kᵀ·scale + mask)·v without all scores at once: tiles of keys with a running maximum m and sum l, old sums
/// brought to the new maximum by e^(m − m'). A query that may see no key gets zeros. Also log Σ e^score for each query, which backward
/// needs.</summary>
/// <remarks>Source: Milakov and Gimelshein (2018); Dao, Fu, Ermon, Rudra and Ré (2022).</remarks>
internal unsafe struct AttentionForward<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public AttentionShape Shape;
    public HeadRows<T> Q, K, V, Y;
    public AttentionMask<T> Mask;

    /// <summary>[N, heads, L]</summary>
    public T* Logs;

    /// <summary>All heads; one thread takes a tile of queries at a time.</summary>
    public static void Run(ref AttentionForward<T> work) => Workers.For(work.Shape.Batch * work.Shape.Heads * work.Shape.QueryTiles,
        ref work);

    public readonly void Run(int chunk)
    {
        int at = Math.DivRem(chunk, Shape.QueryTiles, out int tile), n = Math.DivRem(at, Shape.Heads, out int h);
        int first = tile * AttentionShape.QueryTile, rows = Math.Min(Shape.Queries - first, AttentionShape.QueryTile);
        int keys = Shape.Seen(first + rows - 1);
        T* scores = KernelScratch.Take<T>(AttentionShape.QueryTile * (AttentionShape.KeyTile + 2));
        T* q = Q.Of(n, h) + first * Q.Step, y = Y.Of(n, h) + first * Y.Step;
        var rescale = new TileRows<T>
        {
            Scores = scores,
            Tops = scores + AttentionShape.QueryTile * AttentionShape.KeyTile,
            Y = y,
            YStep = Y.Step,
            Rows = rows,
            Batch = n,
            Head = h,
            First = first,
            Mask = Mask,
            Shape = Shape,
            Logs = Logs + (nint)at * Shape.Queries + first,
        };
        rescale.Sums = rescale.Tops + AttentionShape.QueryTile;
        new Span<T>(rescale.Tops, rows).Fill(T.NegativeInfinity);
        new Span<T>(rescale.Sums, rows).Clear();
        if (keys == 0) for (int i = 0; i < rows; i++) new Span<T>(y + i * Y.Step, Shape.ValueSize).Clear();
        for (int from = 0; from < keys; from += AttentionShape.KeyTile)
        {
            int count = Math.Min(AttentionShape.KeyTile, keys - from);
            Gemm.Multiply(rows, count, Shape.Size, q, Q.Step, 1, K.Of(n, h) + from * K.Step, 1, K.Step, scores, AttentionShape.KeyTile,
                accumulate: false);
            (rescale.From, rescale.Keys) = (from, count);
            LaneWidth.Run<TileRows<T>, T>(ref rescale);
            Gemm.Multiply(rows, Shape.ValueSize, count, scores, AttentionShape.KeyTile, 1, V.Of(n, h) + from * V.Step, V.Step, 1, y,
                Y.Step, accumulate: from > 0);
        }
        rescale.Ends = true;
        LaneWidth.Run<TileRows<T>, T>(ref rescale);
    }
}

/// <summary>The passes over the rows of a tile of scores.</summary>
internal unsafe struct TileRows<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Scores, Tops, Sums, Y, Logs;
    public nint YStep;
    public int Rows, Keys, From, First, Batch, Head;
    public bool Ends;
    public AttentionMask<T> Mask;
    public AttentionShape Shape;

    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        if (Ends) Divide<V, R>();
        else Powers<V, R>();
    }

    /// <summary>Scores become e^(score − m); sums and the results so far are brought to the new maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private readonly void Powers<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        T scale = T.CreateTruncating(Shape.Scale);
        for (int i = 0; i < Rows; i++)
        {
            T* row = Scores + i * AttentionShape.KeyTile;
            int seen = Math.Clamp(Shape.Seen(First + i) - From, 0, Keys);
            if (seen < Keys) new Span<T>(row + seen, Keys - seen).Clear();
            if (seen == 0) continue;
            if (Mask.Exists) Mask.Apply(Batch, Head, First + i, From, row, seen, Shape.Scale);
            else SoftmaxRow<T, V, R>.Scale(row, seen, R.Repeat(scale));
            T top = SoftmaxRow<T, V, R>.Top(row, seen), old = Tops[i];
            if (top <= old) top = old;
            else if (From > 0)
            {
                T factor = T.Exp(old - top);
                Sums[i] *= factor;
                SoftmaxRow<T, V, R>.Scale(Y + i * YStep, Shape.ValueSize, R.Repeat(factor));
            }
            Tops[i] = top;
            if (T.IsNegativeInfinity(top)) new Span<T>(row, seen).Clear();
            else Sums[i] += T.CreateTruncating(SoftmaxRow<T, V, R>.Powers(row, seen, R.Repeat(top), row));
        }
    }

    /// <summary>Results are divided by their sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    private readonly void Divide<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        for (int i = 0; i < Rows; i++)
        {
            T sum = Sums[i];
            bool nothing = T.IsNegativeInfinity(Tops[i]);
            Logs[i] = nothing ? T.Zero : Tops[i] + T.Log(sum);
            if (!nothing) SoftmaxRow<T, V, R>.Scale(Y + i * YStep, Shape.ValueSize, R.Repeat(T.One / sum));
        }
    }
}
