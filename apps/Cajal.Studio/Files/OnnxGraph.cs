using System.Globalization;
using Cajal.Onnx.Format;

namespace Cajal.Studio;

/// <summary>The graph of an ONNX file as boxes and edges. It only reads: operators that Cajal does not compute are shown like the others.</summary>
internal sealed class OnnxGraph
{
    // Beyond so many, an edge is told in the lists only.
    private const int MostEdges = 600, MostShown = 16;

    private readonly GraphProto graph;
    private readonly IReadOnlyList<string> facts;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> constants = new(StringComparer.Ordinal);

    /// <param name="model">A parsed file.</param>
    public OnnxGraph(ModelProto model)
    {
        graph = model.Graph;
        foreach (var info in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
            if (ShapeOf(info) is { } shape) shapes[info.Name] = shape;
        foreach (var tensor in graph.Initializer)
        {
            constants.Add(tensor.Name);
            shapes[tensor.Name] = $"[{string.Join(", ", tensor.Dims.Select(Text))}]";
        }
        for (int i = 0; i < graph.Node.Count; i++)
            foreach (string output in graph.Node[i].Output) makers.TryAdd(output, i);
        string[] said =
        [
            model.ProducerName.Length > 0 ? $"{model.ProducerName} {model.ProducerVersion}".Trim() : "",
            $"ONNX IR {Text(model.IrVersion)}",
            string.Join(", ", model.OpsetImport.Take(8).Select(o => $"{(o.Domain.Length == 0 ? "ai.onnx" : o.Domain)} {Text(o.Version)}")),
            graph.Name,
            graph.DocString,
            .. model.MetadataProps.Take(MostShown).Select(p => $"{p.Key} = {p.Value}"),
        ];
        facts = [.. said.Where(f => f.Length > 0).Select(f => PlainText.Of(f))];
    }

    /// <summary>Shapes of values by name as they are learned later, of a network that was run.</summary>
    public void Learn(string value, string shape) => shapes.TryAdd(value, shape);

    /// <summary>A part of the graph: so many nodes from one on, with what goes in and out of the graph there.</summary>
    public GraphView From(int first)
    {
        first = Math.Clamp(first, 0, Math.Max(0, graph.Node.Count - 1));
        int end = Math.Min(graph.Node.Count, first + GraphView.MostNodes);
        var boxes = new List<GraphBox>();
        var boxOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = new HashSet<string>(Enumerable.Range(first, end - first).SelectMany(i => graph.Node[i].Input), StringComparer.Ordinal);
        foreach (var input in graph.Input.Where(i => !constants.Contains(i.Name) && read.Contains(i.Name)).Take(MostShown))
        {
            boxOf[input.Name] = boxes.Count;
            boxes.Add(new GraphBox { Node = -1, Op = "input", Name = PlainText.Of(input.Name), Outputs = [Named(input.Name)] });
        }
        int nodesAt = boxes.Count;
        for (int i = first; i < end; i++)
        {
            foreach (string output in graph.Node[i].Output)
                if (output.Length > 0) boxOf.TryAdd(output, boxes.Count);
            boxes.Add(BoxOf(graph.Node[i], i));
        }
        var edges = new List<(int From, int To, string Label)>();
        for (int i = first; i < end; i++) Connect(graph.Node[i].Input, nodesAt + i - first);
        foreach (var output in graph.Output.Where(o => boxOf.TryGetValue(o.Name, out int at) && boxes[at].Node >= 0).Take(MostShown).ToArray())
        {
            boxes.Add(new GraphBox { Node = -1, Op = "output", Name = PlainText.Of(output.Name), Inputs = [Named(output.Name)] });
            Connect([output.Name], boxes.Count - 1);
        }
        return new GraphView
        {
            Nodes = graph.Node.Count,
            From = first,
            Facts = facts,
            Operators = [.. graph.Node.CountBy(n => n.OpType).OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Take(60).SelectMany(o => new[] { PlainText.Of(o.Key, 60), Text(o.Value) })],
            Boxes = boxes,
            Edges = GraphRows.Arrange(boxes, edges),
        };

        void Connect(IEnumerable<string> names, int to)
        {
            foreach (string name in names)
                // Nodes stand in the order in which they can be computed: an edge backwards is a mistake of the file, and is not drawn.
                if (edges.Count < MostEdges && boxOf.TryGetValue(name, out int from) && from < to) edges.Add((from, to, shapes.GetValueOrDefault(name, "")));
        }
    }

    private GraphBox BoxOf(NodeProto node, int index) => new()
    {
        Node = index,
        Op = PlainText.Of(node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}", 60),
        Name = PlainText.Of(node.Name),
        Attributes = [.. node.Attribute.Take(40).SelectMany(a => new[] { PlainText.Of(a.Name, 60), ValueOf(a) })],
        Inputs = [.. node.Input.Take(40).Select(Named)],
        Outputs = [.. node.Output.Take(40).Select(Named)],
    };

    private string Named(string name)
    {
        if (name.Length == 0) return "–";
        string shape = shapes.GetValueOrDefault(name, ""), from = constants.Contains(name) ? "" : makers.TryGetValue(name, out int maker) ? $" ({Text(maker)})" : "";
        return $"{PlainText.Of(name)} {shape}{from}".Replace("  ", " ", StringComparison.Ordinal).Trim();
    }

    private static string ValueOf(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Float => attribute.F.ToString("R", CultureInfo.InvariantCulture),
        AttributeProto.Types.AttributeType.Int => Text(attribute.I),
        AttributeProto.Types.AttributeType.String => PlainText.Of(attribute.S.ToStringUtf8()),
        AttributeProto.Types.AttributeType.Floats => List(attribute.Floats.Select(f => f.ToString("R", CultureInfo.InvariantCulture)), attribute.Floats.Count),
        AttributeProto.Types.AttributeType.Ints => List(attribute.Ints.Select(Text), attribute.Ints.Count),
        AttributeProto.Types.AttributeType.Strings => List(attribute.Strings.Select(s => PlainText.Of(s.ToStringUtf8(), 40)), attribute.Strings.Count),
        AttributeProto.Types.AttributeType.Tensor when attribute.T is { } tensor => $"{Onnx.ElementTypes.NameOf(tensor.DataType)} [{string.Join(", ", tensor.Dims.Take(MostShown).Select(Text))}]",
        AttributeProto.Types.AttributeType.Graph when attribute.G is { } inner => $"a graph of {Text(inner.Node.Count)} nodes",
        _ => attribute.Type.ToString(),
    };

    private static string List(IEnumerable<string> items, int count) => $"[{string.Join(", ", items.Take(MostShown))}{(count > MostShown ? $", … {Text(count)}" : "")}]";

    private static string? ShapeOf(ValueInfoProto info) => info.Type?.TensorType?.Shape is not { } shape ? null
        : $"[{string.Join(", ", shape.Dim.Take(MostShown).Select(d => d.HasDimValue ? Text(d.DimValue) : d.HasDimParam && d.DimParam.Length > 0 ? PlainText.Of(d.DimParam, 24) : "?"))}]";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
