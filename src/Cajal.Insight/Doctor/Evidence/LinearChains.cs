namespace Cajal.Insight;

/// <summary>Which products with weights follow each other with nothing in between but linear operations, read from a record.</summary>
/// <param name="Pairs">Products one behind the other: entries, and the widths in front, between and behind.</param>
/// <param name="Deepest">Products on the longest path from the inputs to the loss.</param>
/// <param name="IsLinear">Whether no product hears anything that is not linear in the inputs.</param>
internal sealed record LinearChains(IReadOnlyList<(int First, int Second, int In, int Between, int Out)> Pairs, int Deepest, bool IsLinear)
{
    private static readonly HashSet<string> Linear = ["Sum", "Negate", "AveragePool", "Pad", "Slice", "Contiguous", "Cast", "Concatenate", "Flip", "CumulativeSum", "Mean", "MapAxis"];

    // What is known of a value: whether the inputs enter it, whether anything on the way was not linear, how many products lie on the way, and the last of them if nothing
    // but linear operations of one value followed.
    private readonly record struct Known(bool IsData, bool IsBent, int Depth, int Last, string Bend);

    /// <summary>Reads a record up to the last product with weights.</summary>
    /// <param name="record">The record.</param>
    /// <param name="inputs">What the network reads.</param>
    public static LinearChains Of(IReadOnlyList<Node> record, Tensor inputs)
    {
        var known = new Dictionary<Tensor, Known>(ReferenceEqualityComparer.Instance) { [inputs] = new Known(true, false, 0, -1, "") };
        var weights = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        var pairs = new List<(int First, int Second, int In, int Between, int Out)>();
        var bends = new Dictionary<int, string>();
        int deepest = 0;
        bool isLinear = true;
        for (int i = 0; i < record.Count; i++)
        {
            var node = record[i];
            if (node.Op is UpdateOp) continue;
            Tensor[] data = [.. node.Inputs.Where(x => known.ContainsKey(x))];
            bool hasWeights = node.Inputs.Any(x => x is Parameter || weights.Contains(x));
            if (data.Length == 0)
            {
                if (hasWeights) weights.UnionWith(node.Outputs);
                continue;
            }
            var x = known[data[0]];
            Known y;
            if (IsProduct(node) && data.Length == 1 && hasWeights && data[0].DType.IsFloat())
            {
                isLinear &= !x.IsBent;
                bends[i] = x.Bend;
                if (x.Last >= 0) pairs.Add((x.Last, i, InOf(record[x.Last]), OutOf(record[x.Last]), OutOf(node)));
                y = x with { Depth = x.Depth + 1, Last = i };
                deepest = Math.Max(deepest, y.Depth);
            }
            else if (data.Length == 1 && IsLinear(node, data[0])) y = x;
            else if (node.Op.Name is "Add" or "Subtract" or "Concatenate")
                y = new Known(true, data.Any(d => known[d].IsBent), data.Max(d => known[d].Depth), -1, "");
            else y = new Known(true, true, data.Max(d => known[d].Depth), -1, data.Length > 1 ? "product" : node.Op.Name);
            foreach (var made in node.Outputs) known[made] = y;
        }
        return new LinearChains([.. pairs.Where(p => !IsOfAttention(record, p.Second, known) && bends[p.First] is not ("product" or "PackedAttention" or "Attention"))], deepest, isLinear);

        static bool IsLinear(Node node, Tensor data) => node.Op is ViewOp and not StopGradient || node.Op is StopGradient || Linear.Contains(node.Op.Name)
            || node.Op.Name is "Add" or "Subtract" or "Multiply" || node.Op.Name == "Divide" && ReferenceEquals(node.Inputs[0], data) || IsProduct(node);
    }

    private static bool IsProduct(Node node) => node.Op.Name is "MatMul" or "Convolution" or "TransposedConvolution";

    private static int InOf(Node node) => node.Op.Name == "MatMul" ? node.Inputs[0].Shape[-1] : node.Inputs[0].Shape[1];

    private static int OutOf(Node node) => node.Op.Name == "MatMul" ? node.Outputs[0].Shape[-1] : node.Outputs[0].Shape[1];

    // Queries, keys, values and the inputs of recurrent steps are compared or scanned next, and not handed on as they are.
    private static bool IsOfAttention(IReadOnlyList<Node> record, int entry, Dictionary<Tensor, Known> known)
    {
        var from = new HashSet<Tensor>(record[entry].Outputs, ReferenceEqualityComparer.Instance);
        for (int i = entry + 1; i < record.Count; i++)
        {
            var node = record[i];
            if (node.Op is UpdateOp || !node.Inputs.Any(from.Contains)) continue;
            if (node.Op.Name.Contains("Attention", StringComparison.Ordinal) || node.Op.Name.EndsWith("Scan", StringComparison.Ordinal)) return true;
            int data = node.Inputs.Count(known.ContainsKey);
            if (IsProduct(node)) return data > 1;
            if (data > 1 && node.Op.Name is not ("Add" or "Concatenate")) return true;
            if (node.Op is ViewOp || Linear.Contains(node.Op.Name) || node.Op.Name is "Add" or "Multiply" or "Divide" or "Rotary") from.UnionWith(node.Outputs);
            else return false;
        }
        return false;
    }
}
