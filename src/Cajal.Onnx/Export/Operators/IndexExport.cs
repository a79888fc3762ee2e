namespace Cajal.Onnx;

/// <summary>Numbers picked or put by index, running sums, orders, borders and resampling.</summary>
internal static class IndexExport
{
    public static void AddTo(ExportTable table)
    {
        table.Add<IndexSelect>((n, op) => n.Add("Gather", n.All, ("axis", (long)op.Axis)));
        table.Add<Gather>((n, op) => n.Add("GatherElements", n.All, ("axis", (long)op.Axis)));
        table.Add<OneHot>((n, op) => n.Add("OneHot", n[0], n.Graph.Longs(op.Classes), n.Graph.Constant(Tensor.From([0, 1]).To(op.Target))));
        table.AddFree<ScatterAdd>((n, op, _) => n.Yield(n.Add("ScatterElements", [Zeros(n), n[1], n[0]], ("axis", (long)op.Axis), ("reduction", "add"))));
        table.AddFree<IndexAdd>((n, op, _) =>
        {
            long[] column = [.. Enumerable.Range(0, n.ShapeOf(0).Rank).Select(i => i == op.Axis ? -1L : 1)];
            string index = n.Add("Expand", n.Add("Reshape", n[1], n.Graph.Longs(column)), n.InputSizes(0));
            n.Yield(n.Add("ScatterElements", [Zeros(n), index, n[0]], ("axis", (long)op.Axis), ("reduction", "add")));
        });
        table.Add<CumulativeSum>((n, op) => n.Add("CumSum", [n[0], n.Graph.Longs(op.Axis)], ("reverse", op.FromEnd ? 1L : 0)));
        table.AddFree<Sort>((n, op, _) =>
        {
            string[] made = n.Graph.AddMany("TopK", [n[0], n.Graph.Sizes([n.ShapeOf(0)[-1]], [n.OtherShapeOf(0)[-1]])], 2, ("axis", -1L), ("largest", op.Descending ? 1L : 0));
            n.Yield(made[0]);
            n.Yield(made[1], 1);
        });
        table.Add<MapAxis>(Mapped);
    }

    private static string Zeros(NodeExport n) => n.Add("ConstantOfShape", [n.ResultSizes()], ("value", Tensor.Zeros([1], n.DType)));

    // Weights of 1 pick; others are a product with the matrix [in, out] along the axis.
    private static string Mapped(NodeExport n, MapAxis op)
    {
        AxisTaps taps = op.Taps;
        var matrix = new double[taps.In, taps.Out];
        var picks = new long[taps.Out];
        bool picked = taps.Most == 1;
        int[] indices = new int[taps.Most];
        double[] weights = new double[taps.Most];
        for (int o = 0; o < taps.Out; o++)
        {
            taps.Write(o, indices, weights);
            for (int t = 0; t < taps.Most; t++) matrix[indices[t], o] += weights[t];
            picks[o] = indices[0];
            picked &= weights[0] == 1;
        }
        if (picked) return n.Add("Gather", [n[0], n.Graph.Longs(picks)], ("axis", (long)op.Axis));
        return AlongAxis(n, n[0], op.Axis, matrix);
    }

    /// <summary>A product with a matrix [in, out] along an axis.</summary>
    public static string AlongAxis(NodeExport n, string x, int axis, double[,] matrix)
    {
        long[] order = [.. Enumerable.Range(0, n.ShapeOf(0).Rank).Select(i => (long)i)];
        (order[axis], order[^1]) = (order[^1], order[axis]);
        string product = n.Add("MatMul", n.Add("Transpose", [x], ("perm", order)), n.Graph.Constant(Tensor.From(matrix).To(n.DType)));
        return n.Add("Transpose", [product], ("perm", order));
    }
}
