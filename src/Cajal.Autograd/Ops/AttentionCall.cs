using System.Numerics;

namespace Cajal;

/// <summary>What the attention operations share: checks, and the way from tensors to kernels.</summary>
internal static unsafe class AttentionCall
{
    /// <summary>[N, L, heads, E], [N, S, heads, E], [N, S, heads, V] and perhaps a mask that stretches to [N, heads, L, S].</summary>
    /// <exception cref="ShapeException">They do not fit together.</exception>
    public static void Require(Op op, Shape q, Shape k, Shape v, Tensor? mask)
    {
        if (q.Rank != 4 || k.Rank != 4 || v.Rank != 4 || k[0] != q[0] || v[0] != q[0] || k[2] != q[2] || v[2] != q[2]
            || k[3] != q[3] || v[1] != k[1])
            throw new ShapeException(op.Name, "queries [N, L, heads, E], keys [N, S, heads, E] and values [N, S, heads, V]",
                $"{q}, {k} and {v}");
        if (mask is null) return;
        Shape scores = [q[0], q[2], q[1], k[1]];
        if (!Shape.TryBroadcast(mask.Shape, scores, out var together) || together != scores)
            throw new ShapeException(op.Name, $"a mask that stretches to {scores} [N, heads, L, S]", mask.Shape);
    }

    /// <summary>A tensor whose rows lie side by side; kernels take any other steps.</summary>
    public static Tensor Rows(Tensor x) => x.Shape[-1] <= 1 || x.Layout.Strides[-1] == 1 ? x : x.Contiguous();

    public static AttentionShape Shaped(Layout q, Layout k, Layout v, double scale, bool causal, Tensor? first) =>
        new(q.Shape[0], q.Shape[2], q.Shape[1], k.Shape[1], q.Shape[3], v.Shape[3], scale, causal, first is null ? 0
            : first.Span<long>()[0]);

    /// <summary>Which third of packed queries, keys and values [N, T, 3, heads, E].</summary>
    public static Layout Third(in Layout packed, int i) => packed.Slice(2, i, i + 1).TryReshape(packed.Shape.Without(2),
        out var third) ? third
        : throw new InvalidOperationException("An axis of size 1 can always be taken out.");

    public static void Forward<T>(AttentionShape shape, Tensor q, Layout ql, Tensor k, Layout kl, Tensor v, Layout vl, Tensor? mask,
        Tensor y, Tensor logs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.Count == 0)
        {
            logs.Fill(0);
            return;
        }
        fixed (T* pq = &Start<T>(q, ql), pk = &Start<T>(k, kl), pv = &Start<T>(v, vl), py = y.Span<T>(), pl = logs.Span<T>())
        fixed (bool* blocked = &Blocked(mask))
        fixed (T* added = &Added<T>(mask))
        {
            var work = new AttentionForward<T>
            {
                Shape = shape,
                Q = HeadRows<T>.Of(pq, ql),
                K = HeadRows<T>.Of(pk, kl),
                V = HeadRows<T>.Of(pv, vl),
                Y = HeadRows<T>.Of(py, y.Layout),
                Mask = Masked(shape, mask, blocked, added),
                Logs = pl,
            };
            AttentionForward<T>.Run(ref work);
        }
    }

    /// <summary>Gradients go to three views, each with a layout of its own.</summary>
    public static void Backward<T>(AttentionShape shape, Tensor y, Tensor logs, Tensor dy, Tensor q, Layout ql, Tensor k, Layout kl,
        Tensor v, Layout vl, Tensor? mask,
        Tensor dq, Layout dql, Tensor dk, Layout dkl, Tensor dv, Layout dvl) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Batch * shape.Heads == 0 || shape.Queries == 0)
        {
            foreach (var gradient in new[] { dq, dk, dv }) gradient.Fill(0);
            return;
        }
        fixed (T* pq = &Start<T>(q, ql), pk = &Start<T>(k, kl), pv = &Start<T>(v, vl), py = y.Span<T>(), pl = logs.Span<T>(),
            pdy = &dy.Origin<T>())
        fixed (T* pdq = &Start<T>(dq, dql), pdk = &Start<T>(dk, dkl), pdv = &Start<T>(dv, dvl))
        fixed (bool* blocked = &Blocked(mask))
        fixed (T* added = &Added<T>(mask))
        {
            var work = new AttentionBackward<T>
            {
                Shape = shape,
                Q = HeadRows<T>.Of(pq, ql),
                K = HeadRows<T>.Of(pk, kl),
                V = HeadRows<T>.Of(pv, vl),
                Y = HeadRows<T>.Of(py, y.Layout),
                OfY = HeadRows<T>.Of(pdy, dy.Layout),
                OfQ = HeadRows<T>.Of(pdq, dql),
                OfK = HeadRows<T>.Of(pdk, dkl),
                OfV = HeadRows<T>.Of(pdv, dvl),
                Mask = Masked(shape, mask, blocked, added),
                Logs = pl,
            };
            AttentionBackward<T>.Run(ref work);
        }
    }

    // A layout counts its offset from the start of the storage, as its tensor's own does.
    private static ref T Start<T>(Tensor x, Layout layout) where T : unmanaged =>
        ref System.Runtime.CompilerServices.Unsafe.Add(ref x.Origin<T>(), layout.Offset - x.Layout.Offset);

    private static ref bool Blocked(Tensor? mask) =>
        ref mask is { DType: DType.Bool } ? ref mask.Origin<bool>() : ref System.Runtime.CompilerServices.Unsafe.NullRef<bool>();

    private static ref T Added<T>(Tensor? mask) where T : unmanaged =>
        ref mask is not null && mask.DType != DType.Bool ? ref mask.Origin<T>() : ref System.Runtime.CompilerServices.Unsafe.NullRef<T>();

    private static AttentionMask<T> Masked<T>(AttentionShape s, Tensor? mask, bool* blocked, T* added) where T : unmanaged =>
        mask is null ? default : new(blocked, added, mask.Layout.Expand([s.Batch, s.Heads, s.Queries, s.Keys]));
}
