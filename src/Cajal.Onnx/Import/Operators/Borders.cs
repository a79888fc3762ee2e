namespace Cajal.Onnx;

/// <summary>Borders put around a tensor, or cut off where a number is below 0.</summary>
internal static class Borders
{
    public static void AddTo(OperatorTable table) => table.Add("Pad", Pad);

    private static Tensor Pad(Call c)
    {
        long[] pads = c.Longs("pads") ?? c.HostLongs(1) ?? throw c.Wrong("its pads are missing.");
        int[] axes = c.HostInts(3) is { } said ? Array.ConvertAll(said, a => c.Axis(a, c.X.Rank)) : [.. Enumerable.Range(0, c.X.Rank)];
        if (pads.Length != 2 * axes.Length) throw c.Wrong($"'pads' has two numbers for each of {axes.Length} axes; received {pads.Length}.");
        double value = c.HostNumbers(2) is [var only] ? only : c.Float("value", 0);
        string mode = c.Text("mode", "constant");
        var x = c.X;
        OnnxLimits.Shape(Enlarged(x.Shape, axes, pads), c.Place);
        for (int i = 0; i < axes.Length; i++)
        {
            int before = (int)pads[i], after = (int)pads[i + axes.Length], axis = axes[i];
            if (before < 0 || after < 0) x = x.Slice(axis, Math.Max(0, -before)..(x.Shape[axis] + Math.Min(0, after)));
            (before, after) = (Math.Max(0, before), Math.Max(0, after));
            if (before + after > 0) x = mode == "constant" ? Constant(x, axis, before, after, value) : Own(c, x, axis, before, after, mode);
        }
        return x;
    }

    private static Tensor Constant(Tensor x, int axis, int before, int after, double value) => x.DType == DType.Bool
        ? x.To(DType.Int32).Pad(axis, before, after, value).To(DType.Bool) : x.Pad(axis, before, after, value);

    // A border of the axis's own numbers, by their places; long borders run to and fro, or round and round.
    private static Tensor Own(Call c, Tensor x, int axis, int before, int after, string mode)
    {
        int size = x.Shape[axis];
        if (size == 0) throw c.Wrong($"axis {axis} of {x.Shape} is empty and has no numbers for a border.");
        long Place(int i) => mode switch
        {
            "edge" => Math.Clamp(i, 0, size - 1),
            "wrap" => ((i % size) + size) % size,
            "reflect" when size == 1 => 0,
            "reflect" => (((i % (2 * size - 2)) + 2 * size - 2) % (2 * size - 2)) is var at && at < size ? at : 2 * size - 2 - at,
            _ => throw c.Unsupported($"the border '{mode}'"),
        };
        return x.IndexSelect(axis, Tensor.From([.. Enumerable.Range(-before, before + size + after).Select(Place)]));
    }

    private static long[] Enlarged(Shape shape, int[] axes, long[] pads)
    {
        long[] sizes = Array.ConvertAll(shape.ToArray(), s => (long)s);
        for (int i = 0; i < axes.Length; i++)
        {
            long before = Math.Clamp(pads[i], -int.MaxValue, 1L << 40), after = Math.Clamp(pads[i + axes.Length], -int.MaxValue, 1L << 40);
            sizes[axes[i]] += before + after;
        }
        return sizes;
    }
}
