using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>Rows and places for the boxes of a graph, by the layout of the library's figures.</summary>
internal static class GraphRows
{
    /// <summary>Gives each box its row and place; returns the edges with their bends.</summary>
    /// <param name="boxes">In an order in which they can be computed.</param>
    /// <param name="edges">From an earlier to a later box.</param>
    public static IReadOnlyList<GraphEdge> Arrange(IReadOnlyList<GraphBox> boxes, IReadOnlyList<(int From, int To, string Label)> edges)
    {
        GraphNode[] nodes = [.. boxes.Select(b => new GraphNode(b.Op, b.Node < 0))];
        foreach (var (from, to, _) in edges)
        {
            nodes[to].Depth = Math.Max(nodes[to].Depth, nodes[from].Depth + 1);
            nodes[from].Targets.Add(nodes[to]);
        }
        // What has no way in stands right above its first reader.
        for (int i = nodes.Length - 1; i >= 0; i--)
            if (nodes[i].Targets.Count > 0 && edges.All(e => e.To != i)) nodes[i].Depth = nodes[i].Targets.Min(t => t.Depth) - 1;
        // No row stays empty: a part of a graph has nodes that hang together only through what is not shown.
        int[] depths = [.. nodes.Select(n => n.Depth).Distinct().Order()];
        if (depths.Length < depths.DefaultIfEmpty().Max() + 1)
            foreach (var node in nodes) node.Depth = Array.IndexOf(depths, node.Depth);
        GraphLayout.Arrange([.. nodes]);
        for (int i = 0; i < nodes.Length; i++) (boxes[i].Depth, boxes[i].Place) = (nodes[i].Depth, nodes[i].Row);
        // Edges leave a box in the order in which they were added, and each keeps its own way.
        var left = new int[nodes.Length];
        return [.. edges.Select(edge =>
        {
            var bends = new List<double>();
            for (var next = nodes[edge.From].Targets[left[edge.From]++]; next.IsVia; next = next.Targets[0])
            {
                bends.Add(next.Depth);
                bends.Add(next.Row);
            }
            return new GraphEdge(edge.From, edge.To, edge.Label, bends);
        })];
    }
}
