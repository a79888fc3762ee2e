namespace Cajal;

/// <summary>Attention in operations that have derivatives, all scores at once.</summary>
internal static class AttentionAlgebra
{
    /// <summary>softmax(q·kᵀ·scale + mask), rows without any key zeros: [N, heads, L, E], [N, heads, S, E] → [N, heads, L, S] (or without
    /// heads, or without N).</summary>
    public static Tensor Weights(Tensor q, Tensor k, Tensor? mask, bool causal, Tensor? first, double scale)
    {
        var scores = q.MatMul(k.T) * scale;
        Tensor? blocked = null;
        if (mask is { DType: DType.Bool }) blocked = mask;
        else if (mask is not null)
        {
            blocked = mask.EqualTo(double.NegativeInfinity);
            scores += Tensor.Where(blocked, 0, mask);
        }
        if (causal)
        {
            Tensor queries = Tensor.Arange(q.Shape[-2]).Unsqueeze(-1).To(q.Device),
                later = Tensor.Arange(k.Shape[-2]).Unsqueeze(0).To(q.Device) > (first is null ? queries : queries + first);
            blocked = blocked is null ? later : blocked | later;
        }
        if (k.Shape[-2] == 0 || blocked is null) return k.Shape[-2] == 0 ? scores : scores.Softmax();
        // A row without any key would be 0/0.
        var empty = blocked.All(-1, keepAxis: true);
        return Tensor.Where(empty, 0, Tensor.Where(blocked & !empty, double.NegativeInfinity, scores).Softmax());
    }

    /// <summary>Gradients of queries, keys, values and scores, all as [N, T, heads, n] but the last, which is [N, heads, L, S].</summary>
    public static (Tensor OfQ, Tensor OfK, Tensor OfV, Tensor OfScores) Gradients(Tensor q, Tensor k, Tensor v, Tensor? mask,
        bool causal, Tensor? first, double scale,
        Tensor dy)
    {
        (q, k, v, dy) = (Swap(q), Swap(k), Swap(v), Swap(dy));
        var p = Weights(q, k, mask, causal, first, scale);
        var dp = dy.MatMul(v.T);
        var ds = p * (dp - (p * dp).Sum(-1, keepAxis: true));
        return (Swap(ds.MatMul(k) * scale), Swap(ds.T.MatMul(q) * scale), Swap(p.T.MatMul(dy)), ds);
    }

    /// <summary>[N, T, heads, n] ↔ [N, heads, T, n]</summary>
    public static Tensor Swap(Tensor x) => x.Transpose(1, 2);
}
