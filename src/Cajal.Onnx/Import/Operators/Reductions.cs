namespace Cajal.Onnx;

/// <summary>Sums, means, extremes and norms over axes.</summary>
internal static class Reductions
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("ReduceSum", c => Over(c, (x, axes) => x.Sum(axes, keepAxes: true)));
        table.Add("ReduceMean", c => Over(c, (x, axes) => x.Mean(axes, keepAxes: true)));
        table.Add("ReduceMax", c => Over(c, (x, axes) => Extreme(x, axes, double.NegativeInfinity, y => y.Max(axes, keepAxes: true))));
        table.Add("ReduceMin", c => Over(c, (x, axes) => Extreme(x, axes, double.PositiveInfinity, y => y.Min(axes, keepAxes: true))));
        table.Add("ReduceProd", c => Over(c, Product));
        table.Add("ReduceL1", c => Over(c, (x, axes) => x.Abs().Sum(axes, keepAxes: true)));
        table.Add("ReduceL2", c => Over(c, (x, axes) => x.Square().Sum(axes, keepAxes: true).Sqrt()));
        table.Add("ReduceSumSquare", c => Over(c, (x, axes) => x.Square().Sum(axes, keepAxes: true)));
        table.Add("ReduceLogSum", c => Over(c, (x, axes) => x.Sum(axes, keepAxes: true).Log()));
        table.Add("ReduceLogSumExp", c => Over(c, (x, axes) => Extreme(x, axes, double.NegativeInfinity, y => y.LogSumExp(axes, keepAxes: true))));
    }

    private static Tensor Over(Call c, Func<Tensor, int[], Tensor> value)
    {
        int[] axes = c.IntsOf("axes", 1) ?? [];
        if (axes.Length == 0)
        {
            if (c.Int("noop_with_empty_axes", 0) != 0) return c.X;
            axes = [.. Enumerable.Range(0, c.X.Rank)];
        }
        axes = Array.ConvertAll(axes, a => c.Axis(a, c.X.Rank));
        var y = value(c.X, axes);
        if (c.Int("keepdims", 1) != 0) return y;
        return y.Reshape(Shape.Of([.. y.Shape.ToArray().Where((_, i) => !axes.Contains(i))]));
    }

    // What nothing at all gives is the number that changes no other.
    private static Tensor Extreme(Tensor x, int[] axes, double ofNothing, Func<Tensor, Tensor> value)
    {
        if (x.DType == DType.Bool) return value(x.To(DType.Int32)).To(DType.Bool);
        if (!x.DType.IsFloat() || axes.All(a => x.Shape[a] > 0)) return value(x);
        return Tensor.Full(Shape.Of([.. x.Shape.ToArray().Select((size, i) => axes.Contains(i) ? 1 : size)]), ofNothing, x.DType);
    }

    private static Tensor Product(Tensor x, int[] axes)
    {
        foreach (int axis in axes) x = x.Product(axis, keepAxis: true);
        return x;
    }
}
