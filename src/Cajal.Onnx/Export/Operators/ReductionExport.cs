namespace Cajal.Onnx;

/// <summary>Products of matrices, sums over axes, extremes of rows.</summary>
internal static class ReductionExport
{
    public static void AddTo(ExportTable table)
    {
        table.Add<MatMul>((n, _) => n.ShapeOf(0).Rank == 2 && n.ShapeOf(1).Rank == 2 ? n.Graph.Flat(n.Add("MatMul", n.All)) : n.Add("MatMul", n.All));
        table.Add<Sum>((n, op) => n.Add("ReduceSum", [n[0], n.Graph.Longs([.. Enumerable.Range(0, n.ShapeOf(0).Rank).Where(i => (op.Axes >> i & 1) != 0).Select(i => (long)i)])],
            ("keepdims", 1L)));
        table.AddFree<Max>((n, _, _) => Extremes(n, "Max"));
        table.AddFree<Min>((n, _, _) => Extremes(n, "Min"));
    }

    // Values and positions along the last axis, which goes.
    private static void Extremes(NodeExport n, string which)
    {
        if (n.Wants(0)) n.Yield(n.Add("Reduce" + which, [n[0]], ("axes", new[] { -1L }), ("keepdims", 0L)));
        if (n.Wants(1)) n.Yield(n.Add("Arg" + which, [n[0]], ("axis", -1L), ("keepdims", 0L)), 1);
    }
}
