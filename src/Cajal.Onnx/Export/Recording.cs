namespace Cajal.Onnx;

/// <summary>A forward pass as it was recorded with a batch of a size.</summary>
/// <param name="Batch">The size.</param>
/// <param name="Inputs">What went in.</param>
/// <param name="Outputs">What came out.</param>
/// <param name="Nodes">The operations between them that the outputs need, in order.</param>
internal sealed record Recording(int Batch, IReadOnlyList<Tensor> Inputs, IReadOnlyList<Tensor> Outputs, IReadOnlyList<Node> Nodes)
{
    public static Recording Of(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> network, IReadOnlyList<Tensor> examples, int batch)
    {
        Tensor[] inputs = [.. examples.Select(x => x.IndexSelect(0, Tensor.From([.. Enumerable.Range(0, batch).Select(i => (long)(i % x.Shape[0]))])))];
        using var tape = Tape.Start(Mode.Inference);
        foreach (var input in inputs) tape.Input(input);
        var outputs = network(inputs);
        return new(batch, inputs, outputs, Needed(tape.Nodes, outputs));
    }

    // From the outputs backwards.
    private static List<Node> Needed(IReadOnlyList<Node> nodes, IReadOnlyList<Tensor> outputs)
    {
        var wanted = new HashSet<Tensor>(outputs, ReferenceEqualityComparer.Instance);
        var needed = new List<Node>();
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (!nodes[i].Outputs.Any(wanted.Contains)) continue;
            needed.Add(nodes[i]);
            wanted.UnionWith(nodes[i].Inputs);
        }
        needed.Reverse();
        return needed;
    }
}
