namespace Cajal.Insight;

/// <summary>What the values of a record are called: x, W⁽ˡ⁾, b⁽ˡ⁾, z⁽ˡ⁾ and a⁽ˡ⁾ with l counting the operations that have weights, γ, β, μ and σ² of norms, y for the model's output, L for the loss; h₁, h₂, … for
/// all others.</summary>
internal sealed class TapeNames
{
    private static readonly string[] Factors = ["γ", "β"];

    private readonly Dictionary<Tensor, Symbol> names = new(ReferenceEqualityComparer.Instance);
    private int others;

    public TapeNames(IReadOnlyList<Node> forward, Tensor input, Tensor output, Tensor target, Tensor loss)
    {
        (names[input], names[target]) = (new("x"), new("t"));
        int layer = 0;
        foreach (var node in forward)
        {
            var (y, first) = (node.Outputs[0], node.Inputs.Count > 0 ? node.Inputs[0] : null);
            if (node.Op is ViewOp)
            {
                if (first is Parameter) names[first] = Weight(layer + 1);
                if (ReferenceEquals(y, loss)) names[first!] = new("L");
                if (names.TryGetValue(first!, out var viewed)) names[y] = viewed;
                continue;
            }
            if (node.Inputs.Any(IsWeight)) layer++;
            foreach (var x in node.Inputs)
                if (!names.ContainsKey(x) && OfNorm(node, x, layer) is { } factor) names[x] = factor;
                else if (x is Parameter && !names.ContainsKey(x)) names[x] = Unused(x.Rank > 1 ? Weight(layer) : new("b", "", $"({layer})"));
            bool linear = node.Inputs.Any(IsWeight) || (node.Op is Add && node.Inputs[1] is Parameter && node.Inputs[0] is not Parameter);
            foreach (var value in node.Outputs)
                names[value] = !ReferenceEquals(value, y) ? OfNorm(node, value, layer) ?? new("h", $"{++others}") : ReferenceEquals(value, loss) ? new("L") : ReferenceEquals(value, output) && !linear ? new("y")
                    : linear ? new("z", "", $"({layer})") : IsActivation(node) ? new("a", "", $"({layer})") : new("h", $"{++others}");
        }
    }

    public Symbol Of(Tensor tensor) => names.TryGetValue(tensor, out var name) ? name : new Symbol("c");

    /// <summary>One number of a tensor, units counted from 1; a single number that has no name stands for itself.</summary>
    public Formula Unit(Tensor tensor, params ReadOnlySpan<int> units) =>
        tensor.Count == 1 && !names.ContainsKey(tensor) ? tensor.To(DType.Float64).Item() : UnitName(tensor, units);

    /// <summary>The name of one number of a tensor.</summary>
    public Symbol UnitName(Tensor tensor, params ReadOnlySpan<int> units)
    {
        var name = Of(tensor);
        if (name.Name.StartsWith('W')) name = name with { Name = "w" + name.Name[1..] };
        if (tensor.Count == 1 || units.Length == 0) return name;
        // h₃ has a number already: its unit 12 is h_3,12 and its place (1, 2) is h_3,1,2.
        int[] marks = units.ToArray();
        string place = string.Join(name.Sub.Length > 0 || marks.Length > 2 || marks.Any(u => u >= 9) ? "," : "", marks.Select(u => $"{u + 1}"));
        return name with { Sub = name.Sub.Length > 0 ? $"{name.Sub},{place}" : place };
    }

    // Factors and shifts of a norm, and the statistics that it keeps or makes.
    private Symbol? OfNorm(Node node, Tensor value, int layer)
    {
        Tensor[] all = [.. node.Op is ChannelNormalize ? [.. node.Inputs.Skip(3), .. node.Inputs.Skip(1).Take(2)] : node.Op is RowNormalize or BatchNormalize ? [.. node.Inputs.Skip(1), .. node.Outputs.Skip(1)] : Array.Empty<Tensor>()];
        string[] letters = [.. Factors.Take(all.Length - 2), "μ", node.Op is RowNormalize ? "r" : "σ²"];
        int at = Array.FindIndex(all, v => ReferenceEquals(v, value));
        return at < 0 ? null : Unused(new(letters[at], "", $"({layer})"));
    }

    // A second bias of a layer is b′.
    private Symbol Unused(Symbol name) => names.ContainsValue(name) ? Unused(name with { Name = name.Name + "′" }) : name;

    private static Symbol Weight(int layer) => new("W", "", $"({layer})");

    private bool IsWeight(Tensor x) => x is Parameter { Rank: > 1 } || (names.TryGetValue(x, out var name) && name.Name.StartsWith('W'));

    private bool IsActivation(Node node) => node.Inputs.Count == 1 && names.TryGetValue(node.Inputs[0], out var before) && before.Name == "z";
}
