using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>After which node each value of a graph is read for the last time, so that its memory can go. Branches read the values around them.</summary>
internal sealed class Lifetimes
{
    private readonly List<string>[] ends;

    public Lifetimes(GraphProto graph)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Node.Count; i++)
        {
            foreach (string name in graph.Node[i].Output) last[name] = i;
            Read(graph.Node[i], i, last);
        }
        foreach (var output in graph.Output) last.Remove(output.Name);
        ends = [.. graph.Node.Select(_ => new List<string>())];
        foreach (var (name, node) in last) ends[node].Add(name);
    }

    /// <summary>The values that nothing after a node reads.</summary>
    public IReadOnlyList<string> EndAt(int node) => ends[node];

    private static void Read(NodeProto node, int at, Dictionary<string, int> last)
    {
        foreach (string name in node.Input)
            if (name.Length > 0) last[name] = at;
        foreach (var attribute in node.Attribute)
        {
            if (attribute.G is null) continue;
            foreach (var inner in attribute.G.Node) Read(inner, at, last);
            // A branch may hand on a value from around it as it is.
            foreach (var output in attribute.G.Output) last[output.Name] = at;
        }
    }
}
