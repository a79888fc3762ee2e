namespace Cajal.Onnx;

/// <summary>Norms. Group norm, which edition 17 has not, is an instance norm of its groups.</summary>
internal static class NormExport
{
    public static void AddTo(ExportTable table)
    {
        table.Add<ChannelNormalize>((n, op) => n.Add("BatchNormalization",
            [n[0], Factor(n, 3, n.ShapeOf(1), 1), Factor(n, 4, n.ShapeOf(1), 0), n[1], n[2]], ("epsilon", op.Epsilon)));
        table.Add<LayerNormalize>((n, op) =>
        {
            var row = Shape.Of(n.ShapeOf(0).ToArray().AsSpan()[^op.Axes..]);
            string[] inputs = n.Count > 2 ? n.All : [n[0], Factor(n, 1, row, 1)];
            return n.Add("LayerNormalization", inputs, ("axis", (long)-op.Axes), ("epsilon", op.Epsilon));
        });
        table.AddFree<GroupNormalize>((n, op, _) => n.Yield(Groups(n, op)));
        table.Add<RmsNormalize>((n, op) =>
        {
            long[] axes = [.. Enumerable.Range(1, op.Axes).Select(i => (long)-i)];
            string mean = n.Add("ReduceMean", [n.Add("Mul", n[0], n[0])], ("axes", axes), ("keepdims", 1L));
            string root = n.Add("Sqrt", n.Add("Add", mean, n.Number(op.Epsilon)));
            string y = n.Add("Div", n[0], root);
            return n.Count > 1 ? n.Add("Mul", y, n[1]) : y;
        });
        table.AddFree<BatchNormalize>(Batch);
    }

    // An input that may be left out: then ones or zeros.
    private static string Factor(NodeExport n, int input, Shape shape, double usual) =>
        n.Count > input ? n[input] : n.Graph.Constant(Tensor.Full(shape, usual, n.DType), usual == 0 ? "zeros" : "ones");

    private static string Groups(NodeExport n, GroupNormalize op)
    {
        var x = n.ShapeOf(0);
        if (op.Groups == x[1] && x.Rank > 2)
            return n.Add("InstanceNormalization", [n[0], Factor(n, 1, [x[1]], 1), Factor(n, 2, [x[1]], 0)], ("epsilon", op.Epsilon));
        string rows = n.Add("Reshape", n[0], n.Graph.Longs(0, op.Groups, -1));
        string normal = n.Add("InstanceNormalization", [rows, n.Graph.Constant(Tensor.Ones([op.Groups], n.DType), "ones"), n.Graph.Constant(Tensor.Zeros([op.Groups], n.DType), "zeros")],
            ("epsilon", op.Epsilon));
        string y = n.Add("Reshape", normal, n.ResultSizes());
        if (n.Count < 2) return y;
        string column = n.Graph.Longs([x[1], .. Enumerable.Repeat(1L, x.Rank - 2)]);
        y = n.Add("Mul", y, n.Add("Reshape", n[1], column));
        return n.Count < 3 ? y : n.Add("Add", y, n.Add("Reshape", n[2], column));
    }

    // By the batch's own statistics, as a layer without running ones has it.
    private static void Batch(NodeExport n, BatchNormalize op, BatchNormalize _)
    {
        var x = n.ShapeOf(0);
        long[] axes = [.. Enumerable.Range(0, x.Rank).Where(i => i != 1).Select(i => (long)i)];
        string column = n.Graph.Longs([x[1], .. Enumerable.Repeat(1L, x.Rank - 2)]);
        string mean = n.Add("ReduceMean", [n[0]], ("axes", axes), ("keepdims", 1L));
        string centred = n.Add("Sub", n[0], mean);
        string variance = n.Add("ReduceMean", [n.Add("Mul", centred, centred)], ("axes", axes), ("keepdims", 1L));
        string y = n.Add("Div", centred, n.Add("Sqrt", n.Add("Add", variance, n.Number(op.Epsilon))));
        if (n.Count > 1) y = n.Add("Mul", y, n.Add("Reshape", n[1], column));
        if (n.Count > 2) y = n.Add("Add", y, n.Add("Reshape", n[2], column));
        n.Yield(y);
        if (n.Wants(1)) n.Yield(n.Add("Reshape", mean, n.Graph.Longs(-1)), 1);
        if (n.Wants(2)) n.Yield(n.Add("Reshape", variance, n.Graph.Longs(-1)), 2);
    }
}
