namespace Cajal.Insight;

/// <summary>A record drawn as a graph: a box for each operation, and on the edges between them the values (above) and the loss's gradients (below). It reads the tape, so it
/// knows every operation.</summary>
public sealed class ComputationGraph : Figure
{
    private const double BoxHeight = 34, RowHeight = 62, Column = 92;

    private readonly List<GraphNode> nodes = [];

    /// <summary>Draws the operations recorded so far that lead to the loss.</summary>
    /// <param name="title">What is seen, in a sentence.</param>
    /// <param name="tape">The record, still open; taken before its gradients are.</param>
    /// <param name="loss">Where it ends, a single number.</param>
    /// <param name="names">Names of tensors; parameters have theirs already.</param>
    /// <exception cref="ArgumentException">The loss is not on the tape, or the record holds more than 200 operations.</exception>
    public ComputationGraph(string title, Tape tape, Tensor loss, params (Tensor Tensor, string Name)[] names) : base(title)
    {
        Node[] forward = Leading(tape.Nodes, loss);
        if (forward.Length == 0) throw new ArgumentException("The loss was not computed on this tape; there is nothing to draw.");
        if (forward.Length > 200) throw new ArgumentException($"A graph of {forward.Length} operations cannot be read; 200 are drawn at most. Draw a smaller part of it.");
        foreach (var value in forward.SelectMany(n => n.Inputs))
            if (value.DType.IsFloat()) tape.Watch(value);
        foreach (var value in forward.SelectMany(n => n.Outputs))
            if (value.DType.IsFloat()) tape.Watch(value);
        var gradients = tape.Gradients(loss);
        var byTensor = new Dictionary<Tensor, GraphNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in forward)
        {
            // Another shape of the same numbers is no step of the calculation.
            if (node.Op is ViewOp && node.Inputs[0].Count == node.Outputs[0].Count)
            {
                byTensor[node.Outputs[0]] = From(node.Inputs[0]);
                continue;
            }
            var drawn = new GraphNode(GraphNode.NameOf(node.Op), isSource: false);
            foreach (var x in node.Inputs)
            {
                var from = From(x);
                from.Targets.Add(drawn);
                drawn.Depth = Math.Max(drawn.Depth, from.Depth + 1);
            }
            foreach (var y in node.Outputs) byTensor[y] = drawn;
            (drawn.Value, drawn.Gradient) = (GraphNode.Text(node.Outputs[0]), Of(node.Outputs[0]));
            if (Array.Find(names, n => ReferenceEquals(n.Tensor, node.Outputs[0])).Name is { } own) drawn.Value = $"{own} = {drawn.Value}";
            nodes.Add(drawn);
        }
        // What comes from outside stands right before its first use.
        foreach (var source in nodes.Where(n => n.IsSource)) source.Depth = source.Targets.Min(t => t.Depth) - 1;
        GraphLayout.Arrange(nodes);
        Width = Math.Max(420, 40 + Widths().Sum());
        Height = 96 + RowHeight * (nodes.Max(n => n.Row) + 1);

        GraphNode From(Tensor x)
        {
            if (byTensor.TryGetValue(x, out var known)) return known;
            bool named = Array.Exists(names, n => ReferenceEquals(n.Tensor, x));
            string name = named ? Array.Find(names, n => ReferenceEquals(n.Tensor, x)).Name : x is Variable { Name.Length: > 0 } v ? v.Name : x.Count == 1 ? "" : "input";
            var source = new GraphNode(name, isSource: true) { Value = GraphNode.Text(x), Gradient = x is Parameter || named ? Of(x) : "" };
            byTensor.Add(x, source);
            nodes.Add(source);
            return source;
        }

        string Of(Tensor value) => gradients.TryGet(value, out var gradient) ? GraphNode.Text(gradient) : "";
    }

    internal override IEnumerable<string> Notes() => ["Above an edge: the value; below it, in orange: the derivative of the loss by that value."];

    internal override void Draw(Svg svg, Box box, Place place)
    {
        var area = DrawTitle(svg, box, place).Inside(20, 4, 20, 30);
        double[] widths = [.. Widths()], starts = new double[widths.Length];
        double stretch = Math.Max(0, area.Width - widths.Sum()) / widths.Length, x = area.X;
        for (int d = 0; d < widths.Length; d++, x += widths[d - 1] + stretch) starts[d] = x;
        int rows = (int)Math.Round(nodes.Max(n => n.Row) + 1);
        double Y(GraphNode n) => area.Y + area.Height * (n.Row + 0.5) / rows;
        foreach (var node in nodes)
        {
            double right = starts[node.Depth] + node.BoxWidth, stub = starts[node.Depth] + widths[node.Depth] - 24, y = Y(node);
            if (node.IsVia) (right, stub) = (starts[node.Depth], starts[node.Depth] + widths[node.Depth] - 24);
            var path = new Outline();
            path.To(right, y);
            path.To(stub, y);
            foreach (var target in node.Targets)
            {
                path.Lift();
                path.To(stub, y);
                path.Bend(stub, y, starts[target.Depth], Y(target));
            }
            svg.Path(path.ToString(), Ink.None, Ink.Muted, 1.5);
            foreach (var target in node.Targets.Where(t => !t.IsVia)) Arrow(svg, starts[target.Depth], Y(target));
        }
        foreach (var node in nodes.Where(n => !n.IsVia))
        {
            double left = starts[node.Depth], y = Y(node);
            if (node.Name.Length > 0)
            {
                svg.Rectangle(new Box(left, y - BoxHeight / 2, node.BoxWidth, BoxHeight), Ink.Paper, 1, node.IsSource ? Ink.Series(0) : Ink.Text, 1.6, node.IsSource ? 17 : 4);
                svg.Text(left + node.BoxWidth / 2, y + 5, node.Name, TextSize.Label, Ink.Text, "middle");
            }
            svg.Text(left + node.BoxWidth + 6, y - 5, node.Value, TextSize.Note, Ink.Text);
            svg.Text(left + node.BoxWidth + 6, y + 15, node.Gradient, TextSize.Note, Ink.Series(1));
        }
        foreach (string note in Notes()) svg.Text(box.X + 16, box.Bottom - 12, note, TextSize.Note, Ink.Muted);
    }

    private static void Arrow(Svg svg, double x, double y)
    {
        var head = new Outline();
        head.To(x - 7, y - 4);
        head.To(x, y);
        head.To(x - 7, y + 4);
        svg.Path(head.ToString(), Ink.None, Ink.Muted, 1.5);
    }

    // Each column as wide as its widest box, the words on its edges, and a bend to the next.
    private IEnumerable<double> Widths() => Enumerable.Range(0, nodes.Max(n => n.Depth) + 1)
        .Select(d => nodes.Where(n => n.Depth == d).Select(n => n.IsVia ? Column : n.BoxWidth + 14 + n.LabelWidth + 38).DefaultIfEmpty(Column).Max());

    // The operations the loss depends on, in the order they ran.
    private static Node[] Leading(IReadOnlyList<Node> all, Tensor loss)
    {
        var needed = new HashSet<Tensor>(ReferenceEqualityComparer.Instance) { loss };
        var leading = new List<Node>();
        for (int i = all.Count - 1; i >= 0; i--)
        {
            if (!all[i].Outputs.Any(needed.Contains)) continue;
            leading.Add(all[i]);
            foreach (var x in all[i].Inputs) needed.Add(x);
        }
        leading.Reverse();
        return [.. leading];
    }
}
