using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>A linear layer of rows in one operator: x·Wᵀ + b, which was recorded as Transpose, MatMul and Add, becomes Gemm with transB. Gemm reads
/// matrices only, so products of tensors with more axes stay as they are.</summary>
internal static class GemmJoining
{
    /// <param name="graph">The graph.</param>
    /// <param name="flat">Names of the products of two matrices.</param>
    public static void Apply(GraphProto graph, IReadOnlySet<string> flat)
    {
        var makers = graph.Node.SelectMany(n => n.Output.Select(o => (Name: o, Node: n))).ToDictionary(p => p.Name, p => p.Node, StringComparer.Ordinal);
        var readers = graph.Node.SelectMany(n => n.Input).CountBy(name => name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var output in graph.Output) readers[output.Name] = readers.GetValueOrDefault(output.Name) + 1;
        var weights = graph.Initializer.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var gone = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (var sum in graph.Node.Where(n => n.OpType == "Add"))
        {
            if (!makers.TryGetValue(sum.Input[0], out var product) || product.OpType != "MatMul" || !flat.Contains(product.Output[0]) || readers[product.Output[0]] != 1) continue;
            if (!makers.TryGetValue(product.Input[1], out var turn) || turn.OpType != "Transpose" || !weights.TryGetValue(turn.Input[0], out var weight)) continue;
            if (!weights.TryGetValue(sum.Input[1], out var bias) || bias.Dims.Count != 1 || bias.Dims[0] != weight.Dims[0]) continue;
            (sum.OpType, string x) = ("Gemm", product.Input[0]);
            sum.Input.Clear();
            sum.Input.Add([x, weight.Name, bias.Name]);
            sum.Attribute.Add(new AttributeProto { Name = "transB", Type = AttributeProto.Types.AttributeType.Int, I = 1 });
            gone.Add(product);
            // A turned weight that other products read too stays for them.
            if (--readers[turn.Output[0]] == 0) gone.Add(turn);
        }
        foreach (var node in gone) graph.Node.Remove(node);
    }
}
