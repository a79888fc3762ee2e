namespace Cajal.Onnx;

/// <summary>The same numbers in another shape or order.</summary>
internal static class Arrangements
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Reshape", Reshape);
        table.Add("Flatten", c => Matrix(c.X, c.Int("axis", 1) is var axis && axis == c.X.Rank ? axis : c.Axis(axis, c.X.Rank)));
        table.Add("Transpose", c => c.X.Permute(c.Ints("perm") ?? [.. Enumerable.Range(0, c.X.Rank).Reverse()]));
        table.Add("Squeeze", Squeeze);
        table.Add("Unsqueeze", Unsqueeze);
        table.Add("Expand", Expand);
        table.Add("DepthToSpace", DepthToSpace);
        table.Add("SpaceToDepth", SpaceToDepth);
    }

    /// <summary>All axes before one as rows, all others as columns.</summary>
    public static Tensor Matrix(Tensor x, int axis)
    {
        int[] sizes = x.Shape.ToArray();
        return Shaped(x, Shape.Of([sizes[..axis].Aggregate(1, (m, n) => m * n), sizes[axis..].Aggregate(1, (m, n) => m * n)]));
    }

    /// <summary>Another shape of a tensor that may lie in another order.</summary>
    public static Tensor Shaped(Tensor x, Shape shape) => x.Contiguous().Reshape(shape);

    // 0 keeps a size (unless zeros are allowed), −1 is worked out.
    private static Tensor Reshape(Call c)
    {
        int[] sizes = c.IntsOf("shape", 1) ?? throw c.Wrong("the new shape is missing.");
        bool zeros = c.Int("allowzero", 0) != 0;
        int open = -1;
        long count = 1;
        sizes = [.. sizes];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 0 && !zeros) sizes[i] = i < c.X.Rank ? c.X.Shape[i] : throw c.Wrong($"size {i} of the new shape is 0, which keeps axis {i}; {c.X.Shape} has none.");
            if (sizes[i] == -1 && open < 0) open = i;
            else if (sizes[i] < 0) throw c.Wrong($"the new shape [{string.Join(", ", sizes)}] has a size below 0; one −1 is allowed.");
            else count *= sizes[i];
        }
        if (open >= 0) sizes[open] = count == 0 ? 0 : (int)(c.X.Count / count);
        var shape = OnnxLimits.Shape(Array.ConvertAll(sizes, s => (long)s), c.Place);
        if (shape.Count != c.X.Count) throw c.Wrong($"{c.X.Shape} holds {c.X.Count} numbers and cannot take the shape {shape}.");
        return Shaped(c.X, shape);
    }

    private static Tensor Squeeze(Call c)
    {
        int[] sizes = c.X.Shape.ToArray();
        int[] axes = c.IntsOf("axes", 1) is { } said ? Array.ConvertAll(said, a => c.Axis(a, c.X.Rank)) : [.. Enumerable.Range(0, sizes.Length).Where(i => sizes[i] == 1)];
        if (axes.FirstOrDefault(a => sizes[a] != 1, -1) is >= 0 and var wrong) throw c.Wrong($"axis {wrong} of {c.X.Shape} is not 1 and cannot be taken out.");
        return Shaped(c.X, Shape.Of([.. sizes.Where((_, i) => !axes.Contains(i))]));
    }

    private static Tensor Unsqueeze(Call c)
    {
        int[] axes = c.IntsOf("axes", 1) ?? throw c.Wrong("its axes are missing.");
        int rank = c.X.Rank + axes.Length;
        int[] at = Array.ConvertAll(axes, a => c.Axis(a, rank));
        var kept = new Queue<int>(c.X.Shape.ToArray());
        if (at.Distinct().Count() != at.Length) throw c.Wrong($"its axes [{string.Join(", ", axes)}] stand for one place twice.");
        return Shaped(c.X, OnnxLimits.Shape([.. Enumerable.Range(0, rank).Select(i => at.Contains(i) ? 1L : kept.Dequeue())], c.Place));
    }

    private static Tensor Expand(Call c)
    {
        var target = OnnxLimits.Shape(c.HostLongs(1), c.Place);
        return c.X.Expand(OnnxLimits.Shape(Array.ConvertAll(Shape.Broadcast(c.X.Shape, target).ToArray(), s => (long)s), c.Place));
    }

    private static Tensor DepthToSpace(Call c)
    {
        int b = c.Int("blocksize", 1), n = c.X.Shape[0], ch = c.X.Shape[1], h = c.X.Shape[2], w = c.X.Shape[3], each = ch / (b * b);
        var x = c.Text("mode", "DCR") == "CRD" ? Shaped(c.X, [n, each, b, b, h, w]).Permute(0, 1, 4, 2, 5, 3)
            : Shaped(c.X, [n, b, b, each, h, w]).Permute(0, 3, 4, 1, 5, 2);
        return Shaped(x, [n, each, h * b, w * b]);
    }

    private static Tensor SpaceToDepth(Call c)
    {
        int b = c.Int("blocksize", 1), n = c.X.Shape[0], ch = c.X.Shape[1], h = c.X.Shape[2] / b, w = c.X.Shape[3] / b;
        return Shaped(Shaped(c.X, [n, ch, h, b, w, b]).Permute(0, 3, 5, 1, 2, 4), [n, ch * b * b, h, w]);
    }
}
