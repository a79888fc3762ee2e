namespace Cajal;

/// <summary>One entry of a tape: an operation with what went in and what came out.</summary>
public sealed class Node
{
    private readonly int[]? versions;

    internal Node(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, string module)
    {
        Op = op;
        Inputs = inputs.ToArray();
        Outputs = outputs.ToArray();
        Module = module;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].RawStorage.IsVariable || op is UpdateOp) continue;
            versions ??= new int[inputs.Length];
            versions[i] = inputs[i].RawStorage.Version;
        }
    }

    /// <summary>What was done.</summary>
    public Op Op { get; }

    /// <summary>What went in.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>What came out; for an update the written tensors.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>Path of the module it ran in, for example <c>encoder.0</c>; empty outside.</summary>
    public string Module { get; }

    /// <summary>For example <c>0: MatMul [64, 784], [784, 128] → [64, 128]</c>.</summary>
    public override string ToString() =>
        $"{(Module.Length > 0 ? Module + ": " : "")}{Op.Name} {string.Join(", ", Inputs.Select(t => t.Shape))} → {string.Join(", ", Outputs.Select(t => t.Shape))}";

    /// <summary>Throws when a kept input has been written since: its old value, which backward needs, is gone.</summary>
    internal void RequireUnchanged(int input)
    {
        if (versions is not null && Inputs[input].RawStorage.IsVariable && Inputs[input].RawStorage.Version != versions[input])
            throw new InvalidOperationException(
                $"{Op.Name} used {(Inputs[input] is Variable { Name.Length: > 0 } v ? v.Name : "a kept tensor")}, which has been written since, " +
                "so its derivative cannot be taken any more. Take all gradients before the update.");
    }
}
