namespace Cajal.Onnx;

/// <summary>Tensors that the program made on the host. Where they have other sizes with another batch, they are one value everywhere, or the same rows
/// again and again.</summary>
internal sealed class ConstantExport(GraphWriter graph, int firstBatch, int secondBatch)
{
    public string Write(Tensor a, Tensor b)
    {
        if (a.DType != b.DType || a.Rank != b.Rank) throw Differs(a, b);
        double[] x = HostValues.Numbers(a), y = HostValues.Numbers(b);
        if (a.Shape == b.Shape)
        {
            if (x.AsSpan().SequenceEqual(y)) return a.Rank == 0 && a.DType.IsFloat() ? graph.Number(x[0], a.DType) : graph.Constant(a);
            throw Differs(a, b);
        }
        if (x.Length > 0 && x.Concat(y).All(v => v.Equals(x[0])))
            return graph.Add("ConstantOfShape", [graph.Sizes(a.Shape, b.Shape)], ("value", Tensor.Full([1], x[0], a.DType)));
        int[] axes = [.. Enumerable.Range(0, a.Rank).Where(i => a.Shape[i] != b.Shape[i])];
        Tensor rowA = a, rowB = b;
        foreach (int axis in axes) (rowA, rowB) = (rowA.Slice(axis, ..1), rowB.Slice(axis, ..1));
        double[] row = HostValues.Numbers(rowA);
        if (!row.AsSpan().SequenceEqual(HostValues.Numbers(rowB)) || !HostValues.Numbers(rowA.Expand(a.Shape)).AsSpan().SequenceEqual(x)
            || !HostValues.Numbers(rowB.Expand(b.Shape)).AsSpan().SequenceEqual(y)) throw Differs(a, b);
        return graph.Add("Expand", [graph.Constant(rowA.Contiguous()), graph.Sizes(a.Shape, b.Shape)]);
    }

    private OnnxException Differs(Tensor a, Tensor b) => new(
        $"{(graph.Module.Length > 0 ? graph.Module + " uses" : "The network uses")} a constant {a.DType} {a.Shape} with {firstBatch} examples and {b.DType} {b.Shape} with {secondBatch}, " +
        "with values that follow no rule a graph could work out. Make it of the input by operations, or register it as a state.");
}
