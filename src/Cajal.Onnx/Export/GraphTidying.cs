using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>Takes out what only passes a value on, so that the last node of a network writes the output itself.</summary>
internal static class GraphTidying
{
    public static void TakeOutIdentities(GraphProto graph)
    {
        var outputs = graph.Output.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var identity in graph.Node.Where(n => n.OpType == "Identity" && outputs.Contains(n.Output[0])).ToArray())
        {
            string inner = identity.Input[0], outer = identity.Output[0];
            var maker = graph.Node.FirstOrDefault(n => n.Output.Contains(inner));
            // An input, a weight or another output keeps its own name.
            if (maker is null || outputs.Contains(inner)) continue;
            graph.Node.Remove(identity);
            foreach (var node in graph.Node)
            {
                Replace(node.Input, inner, outer);
                Replace(node.Output, inner, outer);
            }
        }
    }

    private static void Replace(Google.Protobuf.Collections.RepeatedField<string> names, string from, string to)
    {
        for (int i = 0; i < names.Count; i++)
            if (names[i] == from) names[i] = to;
    }
}
