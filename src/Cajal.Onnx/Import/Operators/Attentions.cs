namespace Cajal.Onnx;

/// <summary>Scaled dot-product attention (edition 23 and later), in products and softmax.</summary>
internal static class Attentions
{
    public static void AddTo(OperatorTable table) => table.AddMany("Attention", Attend);

    // Y = softmax(cap(Q·Kᵀ·scale) + mask)·V; [N, heads, L, E], or [N, L, heads·E] with the numbers of heads said.
    private static Tensor?[] Attend(Call c)
    {
        bool flat = c.X.Rank == 3;
        int queryHeads = c.Int("q_num_heads", 0), keyHeads = c.Int("kv_num_heads", 0);
        if (flat && (queryHeads < 1 || keyHeads < 1)) throw c.Wrong("with [N, L, heads·E] it needs q_num_heads and kv_num_heads.");
        Tensor q = Heads(c.X, queryHeads), k = Heads(c[1], keyHeads), v = Heads(c[2], keyHeads);
        if (c.Optional(4) is { } pastKeys) k = Tensor.Concatenate([pastKeys, k], 2);
        if (c.Optional(5) is { } pastValues) v = Tensor.Concatenate([pastValues, v], 2);
        Tensor presentK = k, presentV = v;
        int shared = q.Shape[1] / k.Shape[1];
        if (shared > 1) (k, v) = (Repeated(k, shared), Repeated(v, shared));
        Tensor products = q.MatMul(k.T) * c.Float("scale", 1 / Math.Sqrt(q.Shape[3])), capped = products;
        if (c.Float("softcap", 0) is var most and > 0) capped = (products * (1 / most)).Tanh() * most;
        var scores = capped;
        if (c.Optional(3) is { } mask) scores = Masked(scores, mask);
        if (Seen(c, q.Shape[2], k.Shape[2]) is { } seen) scores = Tensor.Where(seen, scores, double.NegativeInfinity);
        // A question that may look at nothing is answered with zeros.
        var shares = Tensor.Where(scores.Max(-1, keepAxis: true) > double.NegativeInfinity, scores, 0).Softmax(-1);
        shares = Tensor.Where(scores > double.NegativeInfinity, shares, 0);
        var y = shares.MatMul(v);
        if (flat) y = Arrangements.Shaped(y.Transpose(1, 2), [y.Shape[0], y.Shape[2], y.Shape[1] * y.Shape[3]]);
        return [y, presentK, presentV, c.Int("qk_matmul_output_mode", 0) switch { 0 => products, 1 => capped, 2 => scores, _ => shares }];
    }

    // Numbers are added, truth values let through; keys that a shorter mask does not name are not looked at.
    private static Tensor Masked(Tensor scores, Tensor mask)
    {
        int missing = mask.Rank > 0 ? scores.Shape[-1] - mask.Shape[-1] : 0;
        if (mask.DType == DType.Bool)
        {
            if (missing > 0 && mask.Shape[-1] > 1) mask = mask.To(DType.Int32).Pad(mask.Rank - 1, 0, missing, 0).To(DType.Bool);
            return Tensor.Where(mask, scores, double.NegativeInfinity);
        }
        if (missing > 0 && mask.Shape[-1] > 1) mask = mask.Pad(mask.Rank - 1, 0, missing, double.NegativeInfinity);
        return scores + mask;
    }

    // Which keys a question may look at, from its place, the window around it and the number of keys that count; null for all.
    private static Tensor? Seen(Call c, int asked, int keys)
    {
        Tensor? seen = null;
        void Add(Tensor more) => seen = seen is null ? more : seen & more;
        var key = Tensor.Arange(keys);
        var counted = c.Optional(6) is { } counts ? Arrangements.Shaped(counts.To(DType.Int64), [counts.Count, 1, 1, 1]) : null;
        // The place of the first question among the keys: behind those of earlier calls, or at the end of those that count.
        var first = counted is not null && c.Opset >= 25 ? counted - asked : Tensor.From([c.Optional(4)?.Shape[2] ?? 0L], Shape.Scalar);
        var behind = key - (Tensor.Arange(asked).Unsqueeze(1) + first);
        if (c.Int("is_causal", 0) != 0) Add(behind <= 0);
        if (c.Int("left_window_size", -1) is var left and >= 0) Add(behind >= -left);
        if (c.Int("right_window_size", -1) is var right and >= 0) Add(behind <= right);
        if (counted is not null) Add(key < counted);
        return seen;
    }

    private static Tensor Heads(Tensor x, int heads) => x.Rank == 3
        ? Arrangements.Shaped(x, [x.Shape[0], x.Shape[1], heads, x.Shape[2] / heads]).Transpose(1, 2) : x;

    private static Tensor Repeated(Tensor x, int times)
    {
        int n = x.Shape[0], heads = x.Shape[1], steps = x.Shape[2], e = x.Shape[3];
        return x.Unsqueeze(2).Expand([n, heads, times, steps, e]).Contiguous().Reshape(Shape.Of(n, heads * times, steps, e));
    }
}
