namespace Cajal.CSharp;

/// <summary>Numbers picked by index, running sums, orders, borders and resampling.</summary>
internal static class IndexProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<IndexSelect>((n, op) => $"Pick({n[0]}, {n.Longs(1)}, {n.ShapeOf(0)[op.Axis]}, {NodeProgram.Inner(n.ShapeOf(0), op.Axis)})");
        table.Add<Gather>((n, op) => n.ShapeOf(0).With(op.Axis, 1) == n.ShapeOf(1).With(op.Axis, 1)
            ? $"PickEach({n[0]}, {n.Longs(1)}, {n.ShapeOf(0)[op.Axis]}, {n.ShapeOf(1)[op.Axis]}, {NodeProgram.Inner(n.ShapeOf(0), op.Axis)})"
            : throw n.Wrong("its index is smaller than what it picks from on other axes too"));
        table.Add<OneHot>((n, op) => $"OneHot<{Literal.TypeName(op.Target)}>({n.Longs(0)}, {op.Classes})");
        table.Add<CumulativeSum>((n, op) => $"CumulativeSum({n[0]}, {n.ShapeOf(0)[op.Axis]}, {NodeProgram.Inner(n.ShapeOf(0), op.Axis)}, {(op.FromEnd ? "true" : "false")})");
        table.Add<Sort>((n, op) => n.YieldMany(2, $"Sort({n[0]}, {n.ShapeOf(0)[-1]}, {(op.Descending ? "true" : "false")})"));
        table.Add<MapAxis>((n, op) =>
        {
            int most = op.Taps.Most;
            int[] indices = new int[op.Taps.Out * most];
            double[] weights = new double[indices.Length];
            for (int o = 0; o < op.Taps.Out; o++) op.Taps.Write(o, indices.AsSpan(o * most, most), weights.AsSpan(o * most, most));
            return $"MapAxis({n[0]}, {op.Taps.In}, {NodeProgram.Inner(n.ShapeOf(0), op.Axis)}, {most}, {n.Constant("taps", indices)}, {n.Constant("shares", Array.ConvertAll(weights, w => (float)w))})";
        });
    }
}
