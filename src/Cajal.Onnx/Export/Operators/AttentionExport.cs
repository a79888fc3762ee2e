namespace Cajal.Onnx;

/// <summary>Attention in products and softmax, and rotary positions.</summary>
internal static class AttentionExport
{
    public static void AddTo(ExportTable table)
    {
        table.AddFree<Attention>((n, op, _) =>
        {
            int next = op.HasMask ? 4 : 3;
            n.Yield(Attend(n, n[0], n[1], n[2], op.HasMask ? 3 : -1, op.HasFirst ? n[next] : null, op.Causal, op.Scale, n.ShapeOf(0)[1], n.ShapeOf(1)[1]));
            if (n.Wants(1)) throw n.Wrong("the logarithms of its sums are asked for");
        });
        table.AddFree<PackedAttention>((n, op, _) =>
        {
            string[] parts = n.Graph.AddMany("Split", [n[0], n.Graph.Longs(1, 1, 1)], 3, ("axis", 2L));
            for (int i = 0; i < 3; i++) parts[i] = n.Add("Squeeze", parts[i], n.Graph.Longs(2));
            n.Yield(Attend(n, parts[0], parts[1], parts[2], op.HasMask ? 1 : -1, null, op.Causal, op.Scale, n.ShapeOf(0)[1], n.ShapeOf(0)[1]));
            if (n.Wants(1)) throw n.Wrong("the logarithms of its sums are asked for");
        });
        table.Add<Rotary>(Turn);
    }

    // q [N, L, heads, E], k and v [N, S, heads, …] → [N, L, heads, V]
    private static string Attend(NodeExport n, string q, string k, string v, int mask, string? first, bool causal, double scale, int asked, int seen)
    {
        string Heads(string x, params long[] order) => n.Add("Transpose", [x], ("perm", order));
        string scores = n.Add("Mul", n.Add("MatMul", Heads(q, 0, 2, 1, 3), Heads(k, 0, 2, 3, 1)), n.Number(scale));
        string never = n.Number(double.NegativeInfinity);
        if (mask >= 0)
            scores = n.Input(mask).DType == DType.Bool ? n.Add("Where", n[mask], never, scores) : n.Add("Add", scores, n[mask]);
        if (causal)
        {
            string row = n.Graph.Constant(Tensor.Arange(asked).Unsqueeze(1), "steps"), column = n.Graph.Constant(Tensor.Arange(seen), "steps");
            if (first is not null) row = n.Add("Add", row, first);
            scores = n.Add("Where", n.Add("Greater", column, row), never, scores);
        }
        string shares = n.Add("Softmax", [scores], ("axis", -1L));
        // Rows that see no key are zeros.
        if (mask >= 0) shares = n.Add("Where", n.Add("IsNaN", shares), n.Number(0), shares);
        return Heads(n.Add("MatMul", shares, Heads(v, 0, 2, 1, 3)), 0, 2, 1, 3);
    }

    // Halves a, b of each row: a·cos − b·sin, b·cos + a·sin; the table's rows are cosines, then sines.
    private static string Turn(NodeExport n, Rotary op)
    {
        int steps = n.ShapeOf(0)[1], heads = n.ShapeOf(0)[2], size = n.ShapeOf(0)[3], half = size / 2;
        string Cut(string x, long axis, long from, long to) => n.Add("Slice", x, n.Graph.Longs(from), n.Graph.Longs(to), n.Graph.Longs(axis), n.Graph.Longs(1));
        string rows = n.Graph.Constant(Tensor.Arange(steps), "steps");
        if (op.HasFirst) rows = n.Add("Add", rows, n[2]);
        string angles = n.Add("Unsqueeze", n.Add("Gather", [n[1], rows], ("axis", 0L)), n.Graph.Longs(1));
        string cos = Cut(angles, 2, 0, half), sin = Cut(angles, 2, half, size);
        if (op.Back) sin = n.Add("Neg", sin);
        string turned = op.Turned < heads ? Cut(n[0], 2, 0, op.Turned) : n[0];
        string a = Cut(turned, 3, 0, half), b = Cut(turned, 3, half, size);
        string y = n.Add("Concat", [n.Add("Sub", n.Add("Mul", a, cos), n.Add("Mul", b, sin)), n.Add("Add", n.Add("Mul", b, cos), n.Add("Mul", a, sin))], ("axis", 3L));
        return op.Turned < heads ? n.Add("Concat", [y, Cut(n[0], 2, op.Turned, heads)], ("axis", 2L)) : y;
    }
}
