using System.Globalization;

namespace Cajal.Insight;

/// <summary>Watches the operations of a step and remembers where numbers that are none came from.</summary>
internal sealed class OperationTrace
{
    private readonly Dictionary<Tensor, Lost> lost = new(ReferenceEqualityComparer.Instance);
    private readonly List<Lost> order = [];

    /// <summary>Looks at what an operation gave, while its operands are there.</summary>
    public void See(Node node)
    {
        foreach (var y in node.Outputs)
        {
            if (!y.DType.IsFloat() || Lost.FirstOf(y) is not (var index, var value)) continue;
            (Tensor, double)[] from = [.. node.Inputs.Where(x => x.DType.IsFloat()).Select(x => (x, Lost.FirstOf(x)?.Value ?? 0)).Where(x => !double.IsFinite(x.Item2))];
            string text = from.Length == 0 ? Described(node, y, index, value) : $"{node.Op.Name} gave {Lost.Spelled(value)}";
            var found = new Lost(node, value, from, text, order.Count < 100 ? PlaceOf(node) : node.Module);
            lost[y] = found;
            order.Add(found);
        }
    }

    /// <summary>Where the loss was lost, or where its gradient or an update was; null when every number that counts is finite.</summary>
    /// <param name="isLossFinite">Whether the step's loss is.</param>
    public (string Text, string Place, string Op)? Origin(bool isLossFinite)
    {
        // A mask of −∞ before a softmax does no harm: no loss and no weight is lost by it.
        var end = isLossFinite ? order.FirstOrDefault(l => l.Node.Op is UpdateOp)
            : order.FirstOrDefault(l => l.Node.Outputs[0].Count == 1 && l.Node.Op is not UpdateOp) ?? order.FirstOrDefault();
        for (int walked = 0; end is not null && walked < order.Count; walked++)
        {
            if (end.From.Count == 0) return (end.Text, end.Place, end.Node.Op.Name);
            if (double.IsNaN(end.Value) && end.From.All(x => double.IsNegativeInfinity(x.Value)) && end.Node.Op.Name.Contains("oftmax", StringComparison.Ordinal))
                return ($"{end.Node.Op.Name} was given a row in which every number is −∞ (all of it masked)", end.Place, end.Node.Op.Name);
            var (source, value) = end.From.OrderBy(x => double.IsNaN(x.Value) ? 0 : 1).First();
            if (!lost.TryGetValue(source, out var next) || next == end)
                return ($"{(source is Variable { Name.Length: > 0 } kept ? $"'{kept.Name}'" : "a constant")}, which {end.Node.Op.Name} reads, holds {Lost.Spelled(value)}", end.Place, end.Node.Op.Name);
            end = next;
        }
        return end is null ? null : (end.Text, end.Place, end.Node.Op.Name);
    }

    private static string Described(Node node, Tensor y, int index, double value)
    {
        var operands = node.Inputs.Where(x => x.DType.IsFloat()).Select(x =>
            x.Count == y.Count ? Lost.Spelled(Lost.At(x, index)) : x.Count == 1 ? Lost.Spelled(Lost.At(x, 0)) : Range(x)).ToArray();
        string of = operands.Length == 0 ? "" : $" of {string.Join(" and ", operands.Take(4))}";
        return $"{node.Op.Name}{of} gave {Lost.Spelled(value)}";
    }

    private static string Range(Tensor x)
    {
        double[] values = Lost.ValuesOf(x);
        return values.Length == 0 ? "nothing" : $"numbers from {Lost.Spelled(values.Min())} to {Lost.Spelled(values.Max())}";
    }

    private static string PlaceOf(Node node)
    {
        string layer = node.Module.Length > 0 ? $"layer {node.Module}" : "outside of any layer, as the loss is";
        return SourceLines.Caller() is { } line ? $"{layer}, {line}" : layer;
    }
}

/// <summary>An operation that gave a number that is none.</summary>
/// <param name="Node">The operation.</param>
/// <param name="Value">What it gave first.</param>
/// <param name="From">Its operands that were lost already, with the first such number of each.</param>
/// <param name="Text">The same in words, with its operands.</param>
/// <param name="Place">Layer and line.</param>
internal sealed record Lost(Node Node, double Value, IReadOnlyList<(Tensor Tensor, double Value)> From, string Text, string Place)
{
    /// <summary>Whether all numbers are finite.</summary>
    public static bool IsFinite(Tensor x) => !x.DType.IsFloat() || FirstOf(x) is null;

    /// <summary>The first number that is not finite, NaN before ∞; null when there is none.</summary>
    public static (int Index, double Value)? FirstOf(Tensor x)
    {
        double[] values = ValuesOf(x);
        int at = Array.FindIndex(values, double.IsNaN);
        if (at < 0) at = Array.FindIndex(values, v => !double.IsFinite(v) && v > 0);
        if (at < 0) at = Array.FindIndex(values, v => !double.IsFinite(v));
        return at < 0 ? null : (at, values[at]);
    }

    /// <summary>One number.</summary>
    public static double At(Tensor x, int index) => ValuesOf(x)[index];

    /// <summary>All numbers, read without an operation, since the step is being recorded.</summary>
    public static double[] ValuesOf(Tensor x) => x.DType == DType.Float64 ? x.ToArray<double>() : x.DType == DType.Float32 ? Array.ConvertAll(x.ToArray<float>(), v => (double)v) : [];

    /// <summary>As people write it.</summary>
    public static string Spelled(double value) => double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "∞" : "−∞" : value.ToString("G3", CultureInfo.InvariantCulture);
}
