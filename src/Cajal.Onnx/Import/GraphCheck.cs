using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>Looks over a graph before anything runs, so that what cannot be computed is said at once and with its place.</summary>
internal static class GraphCheck
{
    // Operators that edition 6 took over from the first as they were.
    private static readonly HashSet<string> SinceTheFirst = ["Conv", "ConvTranspose", "Flatten", "GlobalAveragePool", "GlobalMaxPool", "LRN", "LogSoftmax", "MatMul", "MaxPool",
        "Not", "Softmax", "Softplus", "Softsign", "Transpose"];

    /// <exception cref="OnnxException">An unknown operator, a value that nothing computes, a circle.</exception>
    public static void Require(GraphProto graph, int opset)
    {
        if (graph.SparseInitializer.Count > 0) throw new OnnxUnsupportedException("SparseTensor", "The graph has sparse initialisers, which are not supported.");
        Require(graph, opset, null);
    }

    private static void Require(GraphProto graph, int opset, Names? around)
    {
        var there = new Names(around);
        foreach (var tensor in graph.Initializer) there.Add(tensor.Name);
        foreach (var input in graph.Input) there.Add(input.Name);
        for (int i = 0; i < graph.Node.Count; i++)
        {
            var node = graph.Node[i];
            string place = GraphRun.Place(node, i);
            if (node.Domain is not ("" or "ai.onnx") || OperatorTable.All.Find(node.OpType) is null)
                throw new OnnxUnsupportedException(node.OpType, $"{place}: the operator {(node.Domain.Length > 0 ? node.Domain + "." : "")}{node.OpType} is not supported.");
            if (opset < 6 && !SinceTheFirst.Contains(node.OpType))
                throw new OnnxUnsupportedException(node.OpType, FormattableString.Invariant($"{place}: edition {opset} of {node.OpType} is not supported; 6 and later are. Convert the file with ONNX's version converter."));
            foreach (string input in node.Input)
                if (input.Length > 0 && !there.Contains(input))
                    throw new OnnxException($"{place} reads '{input}', which nothing before it computes. Nodes stand in the order in which they can be computed, without circles.");
            foreach (var attribute in node.Attribute)
                if (attribute.G is not null) Require(attribute.G, opset, there);
            foreach (string output in node.Output)
                if (output.Length > 0 && !there.Add(output)) throw new OnnxException($"{place} computes '{output}', which is there already; each name stands once.");
        }
        foreach (var output in graph.Output)
            if (!there.Contains(output.Name)) throw new OnnxException($"No node computes the output '{output.Name}'.");
    }

    /// <summary>Names that are there, and those around.</summary>
    private sealed class Names(Names? around)
    {
        private readonly HashSet<string> own = new(StringComparer.Ordinal);

        public bool Add(string name) => own.Add(name);

        public bool Contains(string name) => own.Contains(name) || (around?.Contains(name) ?? false);
    }
}
