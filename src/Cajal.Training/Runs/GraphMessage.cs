namespace Cajal.Training;

/// <summary>A record as a GraphDef, which TensorBoard draws: a node for each operation under the path of its module, and one for each tensor from outside.</summary>
/// <remarks>Source: tensorflow/core/framework: GraphDef { 1: node }, NodeDef { 1: name, 2: op, 3: input, 5: map of AttrValue }, AttrValue { 1: list { 7: shape } },
/// TensorShapeProto { 2: dim { 1: size } }.</remarks>
internal sealed class GraphMessage
{
    private readonly MemoryStream graph;
    private readonly Dictionary<Tensor, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> taken = [];

    private GraphMessage(MemoryStream graph) => this.graph = graph;

    public static byte[] Of(IEnumerable<Node> nodes, params ReadOnlySpan<(Tensor Tensor, string Name)> inputs)
    {
        using var graph = new MemoryStream();
        var message = new GraphMessage(graph);
        foreach (var (tensor, name) in inputs) message.Outside(tensor, name, "Placeholder");
        foreach (var node in nodes)
            if (node.Op is not UpdateOp) message.Add(node);
        return graph.ToArray();
    }

    private void Add(Node node)
    {
        foreach (var x in node.Inputs)
            if (!names.ContainsKey(x)) Outside(x, x is Variable { Name.Length: > 0 } v ? Scoped(v.Name) : "constant", x is Variable ? "Variable" : "Const");
        string name = Free(node.Module.Length == 0 ? node.Op.Name : $"{Scoped(node.Module)}/{node.Op.Name}");
        for (int i = 0; i < node.Outputs.Count; i++) names[node.Outputs[i]] = i == 0 ? name : $"{name}:{i}";
        Write(name, node.Op.Name, node.Inputs.Select(x => names[x]), node.Outputs);
    }

    private void Outside(Tensor tensor, string name, string op) => Write(names[tensor] = Free(name), op, [], [tensor]);

    private void Write(string name, string op, IEnumerable<string> inputs, IEnumerable<Tensor> outputs) => graph.Message(1, node =>
    {
        node.Text(1, name);
        node.Text(2, op);
        foreach (string input in inputs) node.Text(3, input);
        node.Message(5, pair =>
        {
            pair.Text(1, "_output_shapes");
            pair.Message(2, attribute => attribute.Message(1, list =>
            {
                foreach (var y in outputs) list.Message(7, shape =>
                {
                    foreach (int size in y.Shape.ToArray()) shape.Message(2, dimension => dimension.Whole(1, size));
                });
            }));
        });
    });

    // Names are A-Z, a-z, 0-9 and dots in scopes between slashes.
    private static string Scoped(string path) => path.Replace('.', '/');

    private string Free(string name)
    {
        string free = name;
        for (int i = 1; !taken.Add(free); i++) free = $"{name}_{i}";
        return free;
    }
}
