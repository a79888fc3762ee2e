using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>What a step did, without its numbers: the entries of a tape, comparable with those of another. Tensors are named by the order in
/// which they first appear.</summary>
internal sealed class Record
{
    private readonly Dictionary<Tensor, int> inputNumbers = new(ReferenceEqualityComparer.Instance);

    public Record(Tape tape, IReadOnlyList<Tensor> outputs)
    {
        Nodes = [.. tape.Nodes];
        Inputs = [.. tape.DeclaredInputs];
        Outputs = [.. outputs];
        Mode = tape.Mode;
        for (int i = 0; i < Inputs.Count; i++) inputNumbers[Inputs[i]] = i;
    }

    public IReadOnlyList<Node> Nodes { get; }

    public IReadOnlyList<Tensor> Inputs { get; }

    public IReadOnlyList<Tensor> Outputs { get; }

    public Mode Mode { get; }

    /// <summary>Lets go of the values in between, once their tape has ended; operations, shapes and constants stay.</summary>
    public void ForgetValues()
    {
        foreach (var node in Nodes)
            foreach (var y in node.Outputs) y.ForgetLostMemory();
    }

    /// <summary>Where two records differ, in words; null when they are the same program on the same constants and kept tensors.</summary>
    public string? DifferenceFrom(Record other)
    {
        if (Mode != other.Mode) return "the mode has changed";
        if (Nodes.Count != other.Nodes.Count) return $"one record has {other.Nodes.Count} entries, the next {Nodes.Count}";
        var twins = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < Nodes.Count; i++)
        {
            Node mine = Nodes[i], theirs = other.Nodes[i];
            if (!mine.Op.Equals(theirs.Op)) return $"entry {i} was {theirs.Op.Name} and is {mine.Op.Name}{(mine.Op.GetType() == theirs.Op.GetType() ? " with other attributes" : "")}";
            if (mine.Inputs.Count != theirs.Inputs.Count) return $"entry {i}, {mine.Op.Name}, has another number of inputs";
            for (int k = 0; k < mine.Inputs.Count; k++)
                if (!Match(other, mine.Inputs[k], theirs.Inputs[k], twins, out string why)) return $"entry {i}, {mine.Op.Name}: {why}";
            for (int k = 0; k < mine.Outputs.Count; k++)
            {
                if (mine.Outputs[k].Shape != theirs.Outputs[k].Shape) return $"entry {i}, {mine.Op.Name}, gave {theirs.Outputs[k].Shape} and gives {mine.Outputs[k].Shape}";
                if (mine.Op is UpdateOp && mine.Outputs[k] != theirs.Outputs[k]) return $"entry {i}, {mine.Op.Name}, writes another tensor";
                twins[mine.Outputs[k]] = theirs.Outputs[k];
            }
        }
        if (Outputs.Count != other.Outputs.Count) return $"the step gave {other.Outputs.Count} results and gives {Outputs.Count}";
        for (int k = 0; k < Outputs.Count; k++)
            if (!Match(other, Outputs[k], other.Outputs[k], twins, out _)) return $"result {k} is another value";
        return null;
    }

    private bool Match(Record other, Tensor mine, Tensor theirs, Dictionary<Tensor, Tensor> twins, out string why)
    {
        why = "";
        if (mine is Variable || theirs is Variable)
        {
            why = "it uses another kept tensor";
            return mine == theirs;
        }
        if (twins.TryGetValue(mine, out var twin))
        {
            why = "it uses another value of the record";
            return twin == theirs;
        }
        why = "an input has another place or shape";
        if (inputNumbers.TryGetValue(mine, out int number))
            return other.inputNumbers.TryGetValue(theirs, out int theirNumber) && number == theirNumber && mine.Shape == theirs.Shape && mine.DType == theirs.DType;
        if (other.inputNumbers.ContainsKey(theirs)) return false;
        why = "a number made on the host has changed; declare it with tape.Input if it changes between steps";
        twins[mine] = theirs;
        return SameConstant(mine, theirs);
    }

    // Constants are compared bit by bit: a mask or scalar made anew each step is the same constant only when it holds the same numbers.
    private static bool SameConstant(Tensor a, Tensor b)
    {
        if (ReferenceEquals(a, b)) return true;
        if (a.Shape != b.Shape || a.DType != b.DType || a.Device != b.Device || a.Device != Device.Cpu) return false;
        return a.DType switch
        {
            DType.Float32 => Same<float>(a, b),
            DType.Float64 => Same<double>(a, b),
            DType.Int32 => Same<int>(a, b),
            DType.Int64 => Same<long>(a, b),
            _ => Same<bool>(a, b),
        };
    }

    private static bool Same<T>(Tensor a, Tensor b) where T : unmanaged
    {
        using var x = new Dense<T>(a);
        using var y = new Dense<T>(b);
        return MemoryMarshal.AsBytes(x.Span).SequenceEqual(MemoryMarshal.AsBytes(y.Span));
    }
}
