namespace Cajal.CSharp;

/// <summary>Shapes, orders, pieces. Arrays know no shape: a reshaped one is the same.</summary>
internal static class ArrangementProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<Reshape>((n, _) => n.Pass());
        table.Add<Contiguous>((n, _) => n.Pass());
        table.Add<StopGradient>((n, _) => n.Pass());
        table.Add<Transfer>((n, _) => n.Pass());
        table.Add<Expand>((n, _) => n.Yield(n.Stretched(0, n.Result())));
        table.Add<Permute>((n, op) =>
        {
            int[] steps = NodeProgram.Steps(n.ShapeOf(0));
            int[] moved = [.. op.Order.ToArray().Where(axis => n.ShapeOf(0)[axis] > 1)];
            // Axes of one number may change places with nothing moved.
            if (moved.SequenceEqual(moved.Order())) n.Pass();
            else n.Yield(NodeProgram.View(n[0], n.Result().ToArray(), [.. op.Order.ToArray().Select(axis => steps[axis])]));
        });
        table.Add<Slice>((n, op) =>
        {
            if (n.Result() == n.ShapeOf(0) && op.Step == 1)
            {
                n.Pass();
                return;
            }
            int[] steps = NodeProgram.Steps(n.ShapeOf(0));
            int start = op.Start * steps[op.Axis];
            steps[op.Axis] *= op.Step;
            n.Yield(NodeProgram.View(n[0], n.Result().ToArray(), steps, start));
        });
        table.Add<Concatenate>((n, op) =>
        {
            if (n.Count == 1)
            {
                n.Pass();
                return;
            }
            int Row(int i) => n.ShapeOf(i)[op.Axis] * NodeProgram.Inner(n.ShapeOf(i), op.Axis);
            int times = n.Result().Count / (n.Result()[op.Axis] * NodeProgram.Inner(n.Result(), op.Axis));
            n.Yield($"Concatenate({times}, {string.Join(", ", Enumerable.Range(0, n.Count).Select(i => $"({n[i]}, {Row(i)})"))})");
        });
    }
}
