namespace Cajal.Onnx;

/// <summary>Joining, cutting and repeating.</summary>
internal static class Pieces
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Concat", c => Tensor.Concatenate(c.All, c.Axis(c.Int("axis", 1), c.X.Rank)));
        table.AddMany("Split", Split);
        table.Add("Slice", Slice);
        table.Add("Tile", Tile);
    }

    private static Tensor?[] Split(Call c)
    {
        int axis = c.Axis(c.Int("axis", 0), c.X.Rank), size = c.X.Shape[axis], parts = c.Opset >= 18 ? c.Int("num_outputs", c.Outputs) : c.Outputs;
        int[] sizes = c.IntsOf("split", 1) ?? Even(size, parts, c);
        return c.X.Split(axis, sizes);
    }

    // Edition 18 lets the last part be shorter.
    private static int[] Even(int size, int parts, Call c)
    {
        int each = (size + parts - 1) / parts;
        if (size % parts != 0 && c.Opset < 18) throw c.Wrong($"{size} cannot be cut into {parts} equal parts.");
        return [.. Enumerable.Range(0, parts).Select(i => Math.Clamp(size - i * each, 0, each))];
    }

    private static Tensor Slice(Call c)
    {
        long[] starts = c.Longs("starts") ?? c.HostLongs(1) ?? throw c.Wrong("its starts are missing.");
        long[] ends = c.Longs("ends") ?? c.HostLongs(2) ?? throw c.Wrong("its ends are missing.");
        int[] axes = c.IntsOf("axes", 3) ?? [.. Enumerable.Range(0, starts.Length)];
        long[] steps = c.HostLongs(4) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw c.Wrong($"it has {starts.Length} starts, {ends.Length} ends, {axes.Length} axes and {steps.Length} steps; as many of each were expected.");
        var x = c.X;
        for (int i = 0; i < starts.Length; i++) x = Range(c, x, c.Axis(axes[i], x.Rank), starts[i], ends[i], steps[i]);
        return x;
    }

    private static Tensor Range(Call c, Tensor x, int axis, long start, long end, long step)
    {
        int size = x.Shape[axis];
        if (step == 0) throw c.Wrong("a step of 0 goes nowhere.");
        long Wrapped(long at, long least, long most) => Math.Clamp(at < 0 ? at + size : at, least, most);
        if (step > 0)
        {
            int from = (int)Wrapped(start, 0, size), to = (int)Math.Max(from, Wrapped(end, 0, size));
            return from == 0 && to == size && step == 1 ? x : x.Slice(axis, from..to, (int)Math.Min(step, int.MaxValue));
        }
        long first = Wrapped(start, -1, size - 1), last = Wrapped(end, -1, size - 1);
        var places = new List<long>();
        for (long at = first; at > last; at += Math.Max(step, -size - 1L)) places.Add(at);
        return x.IndexSelect(axis, Tensor.From(places.ToArray()));
    }

    private static Tensor Tile(Call c)
    {
        var x = c.X;
        long[] repeats = c.HostLongs(1) ?? throw c.Wrong("its repeats are missing.");
        if (repeats.Length != x.Rank) throw c.Wrong($"it repeats {x.Shape} along each axis; received {repeats.Length} numbers.");
        OnnxLimits.Shape([.. repeats.Zip(x.Shape.ToArray(), (r, s) => r < 0 ? r : r > int.MaxValue ? r : r * s)], c.Place);
        for (int axis = 0; axis < x.Rank; axis++)
        {
            int size = x.Shape[axis];
            if (repeats[axis] == 1) continue;
            x = x.IndexSelect(axis, Tensor.From([.. Enumerable.Range(0, (int)(repeats[axis] * size)).Select(i => (long)(i % size))]));
        }
        return x;
    }
}
