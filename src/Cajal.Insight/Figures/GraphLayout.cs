namespace Cajal.Insight;

/// <summary>Finds rows for the boxes of a graph whose columns are known: edges over several columns get a place in each, and boxes move towards the mean of their neighbours.
/// Source: Sugiyama, Tagawa and Toda (1981).</summary>
internal static class GraphLayout
{
    private const int Sweeps = 8;

    public static void Arrange(List<GraphNode> nodes)
    {
        foreach (var node in nodes.ToArray())
            for (int t = 0; t < node.Targets.Count; t++)
                for (var (from, place) = (node, t); from.Targets[place].Depth > from.Depth + 1;)
                {
                    var via = new GraphNode("", isSource: false) { IsVia = true, Depth = from.Depth + 1 };
                    via.Targets.Add(from.Targets[place]);
                    from.Targets[place] = via;
                    nodes.Add(via);
                    (from, place) = (via, 0);
                }
        var columns = nodes.GroupBy(n => n.Depth).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
        foreach (var column in columns) Number(column);
        var sources = nodes.SelectMany(n => n.Targets.Select(t => (From: n, To: t))).ToLookup(e => e.To, e => e.From);
        for (int sweep = 0; sweep < Sweeps; sweep++)
            foreach (var column in sweep % 2 == 0 ? columns : Enumerable.Reverse(columns))
            {
                var wish = column.ToDictionary(n => n, n => (sweep % 2 == 0 ? sources[n] : n.Targets).Select(m => m.Row).DefaultIfEmpty(n.Row).Average());
                column.Sort((a, b) => wish[a] != wish[b] ? wish[a].CompareTo(wish[b]) : a.Row.CompareTo(b.Row));
                Number(column);
            }
        // Columns with fewer boxes stand in the middle of the tallest.
        int tallest = columns.Max(c => c.Count);
        foreach (var column in columns)
            foreach (var node in column) node.Row += (tallest - column.Count) / 2.0;
    }

    private static void Number(List<GraphNode> column)
    {
        for (int i = 0; i < column.Count; i++) column[i].Row = i;
    }
}
