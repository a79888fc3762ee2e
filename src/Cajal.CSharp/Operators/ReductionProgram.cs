namespace Cajal.CSharp;

/// <summary>Products of matrices, sums over axes, extremes of rows.</summary>
internal static class ReductionProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<MatMul>((n, _) =>
        {
            Shape a = n.ShapeOf(0), b = n.ShapeOf(1), y = n.Result();
            int rows = a[-2], inner = a[-1], columns = b[-1], pairs = y.Count / Math.Max(1, rows * columns);
            var batch = Shape.Of(y.ToArray().AsSpan()[..^2]);
            string first = n.Stretched(0, batch.Insert(-1, rows).Insert(-1, inner));
            if (b.Count == inner * columns) return $"MatMul({first}, {n[1]}, 1, {pairs * rows}, {inner}, {columns}, 0)";
            return $"MatMul({first}, {n.Stretched(1, batch.Insert(-1, inner).Insert(-1, columns))}, {pairs}, {rows}, {inner}, {columns}, {inner * columns})";
        });
        table.Add<Sum>((n, op) =>
        {
            int[] steps = NodeProgram.Steps(n.Result());
            for (int axis = 0; axis < steps.Length; axis++)
                if ((op.Axes >> axis & 1) != 0) steps[axis] = 0;
            return $"Sum({n[0]}, {n.Result().Count}, {Literal.Ints(n.ShapeOf(0).ToArray())}, {Literal.Ints(steps)})";
        });
        table.Add<Max>((n, _) => n.YieldMany(2, $"Extremes({n[0]}, {n.ShapeOf(0)[-1]}, largest: true)"));
        table.Add<Min>((n, _) => n.YieldMany(2, $"Extremes({n[0]}, {n.ShapeOf(0)[-1]}, largest: false)"));
    }
}
