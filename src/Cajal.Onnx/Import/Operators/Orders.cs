namespace Cajal.Onnx;

/// <summary>Places of extremes, the largest few, running sums.</summary>
internal static class Orders
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("ArgMax", c => Place(c, (x, axis) => x.ArgMax(axis, keepAxis: true)));
        table.Add("ArgMin", c => Place(c, (x, axis) => x.ArgMin(axis, keepAxis: true)));
        table.AddMany("TopK", TopK);
        table.Add("CumSum", CumulativeSum);
    }

    private static Tensor Place(Call c, Func<Tensor, int, Tensor> value)
    {
        int axis = c.Axis(c.Int("axis", 0), c.X.Rank);
        var y = c.Int("select_last_index", 0) == 0 ? value(c.X, axis) : c.X.Shape[axis] - 1 - value(c.X.Flip(axis), axis);
        return c.Int("keepdims", 1) != 0 ? y : y.Squeeze(axis);
    }

    private static Tensor?[] TopK(Call c)
    {
        int axis = c.Axis(c.Int("axis", -1), c.X.Rank);
        long k = c.Opset < 10 ? c.Int("k", 1) : c.HostLongs(1) is [var only] ? only : throw c.Wrong("its second input is one number, k.");
        if (k < 0 || k > c.X.Shape[axis]) throw c.Wrong(FormattableString.Invariant($"{k} of {c.X.Shape[axis]} numbers cannot be taken (axis {axis} of {c.X.Shape})."));
        var (values, places) = c.X.Sort(axis, descending: c.Int("largest", 1) != 0);
        return [values.Slice(axis, ..(int)k), places.Slice(axis, ..(int)k)];
    }

    private static Tensor CumulativeSum(Call c)
    {
        int axis = c.Axis(c.HostInts(1) is [var only] ? only : throw c.Wrong("its second input is one number, the axis."), c.X.Rank);
        bool fromEnd = c.Int("reverse", 0) != 0;
        var sum = Op.Apply(new CumulativeSum(axis, fromEnd), c.X);
        return c.Int("exclusive", 0) == 0 ? sum : sum - c.X;
    }
}
