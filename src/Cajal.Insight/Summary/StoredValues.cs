namespace Cajal.Insight;

/// <summary>Which values of a forward pass backward reads again: those that the second part of the record takes from the first. Each counts once,
/// under the module that made it, or that first used it when it came from outside.</summary>
internal static class StoredValues
{
    public static Dictionary<string, long> ByModule(Tape tape, Tensor output, bool trainable)
    {
        var bases = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        var owners = Owners(tape.Nodes, bases);
        var found = new Dictionary<string, long>();
        int forward = tape.Nodes.Count;
        // Whatever the loss is, its derivative needs the output.
        Count(output);
        if (trainable) tape.Gradients(output, Tensor.Ones(output.Shape, output.DType));
        foreach (var node in tape.Nodes.Skip(forward))
            foreach (var x in node.Inputs) Count(x);
        return found;

        void Count(Tensor tensor)
        {
            var value = bases.GetValueOrDefault(tensor, tensor);
            if (owners.Remove(value, out string? module)) found[module] = found.GetValueOrDefault(module) + value.Count;
        }
    }

    // Parameters, states and lone constants stay in memory whether or not backward needs them, so they have no owner here.
    private static Dictionary<Tensor, string> Owners(IEnumerable<Node> nodes, Dictionary<Tensor, Tensor> bases)
    {
        var owners = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach (var node in nodes)
        {
            if (node.Op is UpdateOp) continue;
            foreach (var x in node.Inputs)
                if (x is not Variable && x.Count > 1 && !bases.ContainsKey(x)) owners.TryAdd(x, node.Module);
            foreach (var y in node.Outputs)
            {
                if (node.Op is ViewOp) bases[y] = bases.GetValueOrDefault(node.Inputs[0], node.Inputs[0]);
                else owners[y] = node.Module;
            }
        }
        return owners;
    }
}
