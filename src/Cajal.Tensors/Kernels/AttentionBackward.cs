using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal;

/// <summary>Gradients of attention, scores computed again tile by tile: p = e^(score − log), dv += pᵀ·dy, ds = p·(dy·vᵀ − Σ dy·y)·scale,
/// dq += ds·k, dk += dsᵀ·q.</summary>
/// <remarks>Source: Dao, Fu, Ermon, Rudra and Ré (2022).</remarks>
internal unsafe struct AttentionBackward<T> : IChunkBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public AttentionShape Shape;
    public HeadRows<T> Q, K, V, Y, OfY, OfQ, OfK, OfV;
    public AttentionMask<T> Mask;

    /// <summary>[N, heads, L]</summary>
    public T* Logs;

    /// <summary>All heads; one thread takes a head at a time.</summary>
    public static void Run(ref AttentionBackward<T> work) => Workers.For(work.Shape.Batch * work.Shape.Heads, ref work);

    public readonly void Run(int head)
    {
        const int wide = AttentionShape.KeyTile;
        int n = Math.DivRem(head, Shape.Heads, out int h);
        T* powers = KernelScratch.Take<T>(AttentionShape.QueryTile * (2 * wide + 1)), ofScores = powers + AttentionShape.QueryTile * wide;
        T* q = Q.Of(n, h), k = K.Of(n, h), v = V.Of(n, h), dy = OfY.Of(n, h), dq = OfQ.Of(n, h), dk = OfK.Of(n, h), dv = OfV.Of(n, h);
        for (int j = 0; j < Shape.Keys; j++)
        {
            new Span<T>(dk + j * OfK.Step, Shape.Size).Clear();
            new Span<T>(dv + j * OfV.Step, Shape.ValueSize).Clear();
        }
        var rows = new TileGradients<T>
        {
            Scores = powers,
            OfScores = ofScores,
            Dots = ofScores + AttentionShape.QueryTile * wide,
            Batch = n,
            Head = h,
            Mask = Mask,
            Shape = Shape,
            YStep = Y.Step,
            OfYStep = OfY.Step,
        };
        for (int first = 0; first < Shape.Queries; first += AttentionShape.QueryTile)
        {
            int count = Math.Min(AttentionShape.QueryTile, Shape.Queries - first), seen = Shape.Seen(first + count - 1);
            T* q0 = q + first * Q.Step, dy0 = dy + first * OfY.Step, dq0 = dq + first * OfQ.Step;
            if (seen == 0) for (int i = 0; i < count; i++) new Span<T>(dq0 + i * OfQ.Step, Shape.Size).Clear();
            (rows.First, rows.Rows) = (first, count);
            rows.Y = Y.Of(n, h) + first * Y.Step;
            rows.OfY = dy0;
            rows.Logs = Logs + (nint)head * Shape.Queries + first;
            for (int from = 0; from < seen; from += wide)
            {
                int keys = Math.Min(wide, seen - from);
                T* k0 = k + from * K.Step;
                Gemm.Multiply(count, keys, Shape.Size, q0, Q.Step, 1, k0, 1, K.Step, powers, wide, accumulate: false);
                Gemm.Multiply(count, keys, Shape.ValueSize, dy0, OfY.Step, 1, v + from * V.Step, 1, V.Step, ofScores, wide,
                    accumulate: false);
                (rows.From, rows.Keys) = (from, keys);
                LaneWidth.Run<TileGradients<T>, T>(ref rows);
                Gemm.Multiply(keys, Shape.ValueSize, count, powers, 1, wide, dy0, OfY.Step, 1, dv + from * OfV.Step, OfV.Step,
                    accumulate: true);
                Gemm.Multiply(keys, Shape.Size, count, ofScores, 1, wide, q0, Q.Step, 1, dk + from * OfK.Step, OfK.Step, accumulate: true);
                Gemm.Multiply(count, Shape.Size, keys, ofScores, wide, 1, k0, K.Step, 1, dq0, OfQ.Step, accumulate: from > 0);
            }
        }
    }
}

/// <summary>The pass over the rows of a tile on the way back.</summary>
internal unsafe struct TileGradients<T> : IRegisterWork<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Scores, OfScores, Dots, Y, OfY, Logs;
    public nint YStep, OfYStep;
    public int Rows, Keys, From, First, Batch, Head;
    public AttentionMask<T> Mask;
    public AttentionShape Shape;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining), SkipLocalsInit]
    public readonly void Run<V, R>() where V : struct where R : struct, IRegister<T, V>
    {
        V scale = R.Of(Shape.Scale);
        for (int i = 0; i < Rows; i++)
        {
            T* row = Scores + i * AttentionShape.KeyTile, of = OfScores + i * AttentionShape.KeyTile;
            int seen = Math.Clamp(Shape.Seen(First + i) - From, 0, Keys);
            if (seen < Keys)
            {
                new Span<T>(row + seen, Keys - seen).Clear();
                new Span<T>(of + seen, Keys - seen).Clear();
            }
            if (seen == 0) continue;
            if (From == 0) Dots[i] = Dot<V, R>(Y + i * YStep, OfY + i * OfYStep, Shape.ValueSize);
            if (Mask.Exists) Mask.Apply(Batch, Head, First + i, From, row, seen, Shape.Scale);
            else SoftmaxRow<T, V, R>.Scale(row, seen, scale);
            V log = R.Repeat(Logs[i]), dot = R.Repeat(Dots[i]);
            int j = 0;
            for (; j + R.Count <= seen; j += R.Count)
            {
                V p = LaneExponential.Exp<T, V, R>(R.Subtract(R.Load(row + j), log));
                R.Store(p, row + j);
                R.Store(R.Multiply(R.Multiply(p, R.Subtract(R.Load(of + j), dot)), scale), of + j);
            }
            if (j == seen) continue;
            V last = LaneExponential.Exp<T, V, R>(R.Subtract(R.LoadPart(row + j, seen - j, log), log));
            R.StorePart(last, row + j, seen - j);
            R.StorePart(R.Multiply(R.Multiply(last, R.Subtract(R.LoadPart(of + j, seen - j, dot), dot)), scale), of + j, seen - j);
        }
    }

    // Number i is added to sum i mod 16, whatever the width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Dot<V, R>(T* a, T* b, int count) where V : struct where R : struct, IRegister<T, V>
    {
        double* sums = stackalloc double[16];
        new Span<double>(sums, 16).Clear();
        int i = 0;
        for (; i + R.Count <= count; i += R.Count) R.AddTo(R.Multiply(R.Load(a + i), R.Load(b + i)), sums + (i & 15));
        if (i < count) R.AddTo(R.Multiply(R.LoadPart(a + i, count - i, R.Of(0)), R.LoadPart(b + i, count - i, R.Of(0))), sums + (i & 15));
        double total = 0;
        for (i = 0; i < 16; i++) total += sums[i];
        return T.CreateTruncating(total);
    }
}
