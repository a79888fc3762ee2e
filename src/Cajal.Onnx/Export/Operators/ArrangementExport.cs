namespace Cajal.Onnx;

/// <summary>Shapes, orders, pieces.</summary>
internal static class ArrangementExport
{
    public static void AddTo(ExportTable table)
    {
        table.AddFree<Reshape>((n, _, _) => n.Yield(n.Add("Reshape", n[0], Target(n))));
        table.AddFree<Expand>((n, _, _) => n.Yield(n.Add("Expand", n[0], n.ResultSizes())));
        table.AddFree<Contiguous>((n, _, _) => n.Yield(n[0]));
        table.AddFree<StopGradient>((n, _, _) => n.Yield(n[0]));
        table.AddFree<Transfer>((n, _, _) => n.Yield(n[0]));
        table.Add<Permute>((n, op) => n.Add("Transpose", n.All, ("perm", Array.ConvertAll(op.Order.ToArray(), v => (long)v))));
        table.Add<Concatenate>((n, op) => n.Add("Concat", n.All, ("axis", (long)op.Axis)));
        table.AddFree<Slice>((n, a, b) => n.Yield(n.Add("Slice", n[0], n.Graph.Sizes([a.Start], [b.Start]), n.Graph.Sizes([a.End], [b.End]), n.Graph.Longs(a.Axis), n.Graph.Longs(a.Step))));
    }

    // One size that follows the batch is left to be worked out.
    private static string Target(NodeExport n)
    {
        int[] a = ((Reshape)n.Op).Target.ToArray(), b = ((Reshape)n.OtherOp).Target.ToArray();
        int[] open = [.. Enumerable.Range(0, a.Length).Where(i => a[i] != b[i])];
        if (open.Length != 1 || a.Contains(0)) return n.ResultSizes();
        return n.Graph.Longs([.. a.Select((size, i) => i == open[0] ? -1L : size)]);
    }
}
