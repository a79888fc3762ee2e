namespace Cajal.Onnx;

/// <summary>Scaled dot-product attention (edition 23), in products and softmax.</summary>
internal static class Attentions
{
    public static void AddTo(OperatorTable table) => table.AddMany("Attention", Attend);

    // Y = softmax(Q·Kᵀ·scale + mask)·V; [N, heads, L, E], or [N, L, heads·E] with the numbers of heads said.
    private static Tensor?[] Attend(Call c)
    {
        if (c.Int("qk_matmul_output_mode", 0) != 0 || c.Wants(3)) throw c.Unsupported("the scores as an output");
        if (c.Float("softcap", 0) is not 0) throw c.Unsupported("softcap");
        bool flat = c.X.Rank == 3;
        int queryHeads = c.Int("q_num_heads", 0), keyHeads = c.Int("kv_num_heads", 0);
        if (flat && (queryHeads < 1 || keyHeads < 1)) throw c.Wrong("with [N, L, heads·E] it needs q_num_heads and kv_num_heads.");
        Tensor q = Heads(c.X, queryHeads), k = Heads(c[1], keyHeads), v = Heads(c[2], keyHeads);
        if (c.Optional(4) is { } pastKeys) k = Tensor.Concatenate([pastKeys, k], 2);
        if (c.Optional(5) is { } pastValues) v = Tensor.Concatenate([pastValues, v], 2);
        int shared = q.Shape[1] / k.Shape[1], seen = k.Shape[2], asked = q.Shape[2];
        Tensor presentK = k, presentV = v;
        if (shared > 1) (k, v) = (Repeated(k, shared), Repeated(v, shared));
        var scores = q.MatMul(k.T) * c.Float("scale", 1 / Math.Sqrt(q.Shape[3]));
        if (c.Optional(3) is { } mask)
            scores = mask.DType == DType.Bool ? Tensor.Where(mask, scores, double.NegativeInfinity) : scores + mask;
        if (c.Int("is_causal", 0) != 0)
            scores = Tensor.Where(Tensor.Arange(seen) <= Tensor.Arange(asked).Unsqueeze(1) + (seen - asked > 0 && c.Optional(4) is not null ? seen - asked : 0), scores, double.NegativeInfinity);
        var y = scores.Softmax(-1).MatMul(v);
        if (flat) y = Arrangements.Shaped(y.Transpose(1, 2), [y.Shape[0], asked, y.Shape[1] * y.Shape[3]]);
        return [y, presentK, presentV];
    }

    private static Tensor Heads(Tensor x, int heads) => x.Rank == 3
        ? Arrangements.Shaped(x, [x.Shape[0], x.Shape[1], heads, x.Shape[2] / heads]).Transpose(1, 2) : x;

    private static Tensor Repeated(Tensor x, int times)
    {
        int n = x.Shape[0], heads = x.Shape[1], steps = x.Shape[2], e = x.Shape[3];
        return x.Unsqueeze(2).Expand([n, heads, times, steps, e]).Contiguous().Reshape(Shape.Of(n, heads * times, steps, e));
    }
}
