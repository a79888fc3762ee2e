using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>One node with its values: what an operator reads its inputs and attributes from.</summary>
/// <param name="node">The node.</param>
/// <param name="opset">The edition of the operators that the file speaks.</param>
/// <param name="place">The node's name and number, for messages.</param>
/// <param name="inputs">Its values.</param>
/// <param name="scope">The values around, for branches.</param>
/// <param name="folder">Where the file lies, for external data.</param>
internal sealed class Call(NodeProto node, int opset, string place, Value[] inputs, Scope scope, string? folder)
{
    /// <summary>The edition of the operators.</summary>
    public int Opset => opset;

    /// <summary>The operator.</summary>
    public string Operator => node.OpType;

    /// <summary>The node's name and number.</summary>
    public string Place => place;

    /// <summary>Number of inputs, those left out included.</summary>
    public int Count => inputs.Length;

    /// <summary>Number of results that are asked for.</summary>
    public int Outputs => node.Output.Count;

    /// <summary>The values around.</summary>
    public Scope Scope => scope;

    /// <summary>Where the file lies.</summary>
    public string? Folder => folder;

    /// <summary>All inputs with their knowledge.</summary>
    public IReadOnlyList<Value> Values => inputs;

    /// <summary>The first input.</summary>
    public Tensor X => this[0];

    /// <summary>An input that must be there.</summary>
    public Tensor this[int i] => Optional(i) ?? throw new OnnxException($"{place} needs an input {i + 1}; it has {inputs.Length}.");

    /// <summary>All inputs, which must be there.</summary>
    public Tensor[] All => [.. Enumerable.Range(0, inputs.Length).Select(i => this[i])];

    /// <summary>An input, or null.</summary>
    public Tensor? Optional(int i) => i < inputs.Length ? inputs[i].Tensor : null;

    /// <summary>Whether a result is asked for.</summary>
    public bool Wants(int output) => output < node.Output.Count && node.Output[output].Length > 0;

    /// <summary>A whole number.</summary>
    public int Int(string name, int usual) => Find(name) is { } a ? Small(a.I, name) : usual;

    /// <summary>A number.</summary>
    public double Float(string name, double usual) => Find(name)?.F ?? usual;

    /// <summary>A word.</summary>
    public string Text(string name, string usual) => Find(name)?.S.ToStringUtf8() ?? usual;

    /// <summary>Words; null when not said.</summary>
    public string[]? Texts(string name) => Find(name) is { } a ? [.. a.Strings.Select(s => s.ToStringUtf8())] : null;

    /// <summary>Numbers; null when not said.</summary>
    public double[]? Floats(string name) => Find(name) is { } a ? [.. a.Floats.Select(f => (double)f)] : null;

    /// <summary>Whole numbers; null when not said.</summary>
    public long[]? Longs(string name) => Find(name) is { } a ? [.. a.Ints] : null;

    /// <summary>Whole numbers that fit 32 bits; null when not said.</summary>
    public int[]? Ints(string name) => Longs(name) is { } longs ? Array.ConvertAll(longs, v => Small(v, name)) : null;

    /// <summary>A graph: a branch, or a loop's body.</summary>
    public GraphProto Graph(string name) => Find(name)?.G ?? throw new OnnxException($"{place} has no graph '{name}'.");

    /// <summary>The attribute as it stands; null when not said.</summary>
    public AttributeProto? Find(string name)
    {
        foreach (var attribute in node.Attribute)
            if (attribute.Name == name) return attribute;
        return null;
    }

    /// <summary>The whole numbers in an input; null when it is left out.</summary>
    public long[]? HostLongs(int i)
    {
        if (Optional(i) is not { } tensor) return null;
        if (!inputs[i].Known) HostReads.Ring(tensor);
        return HostValues.Whole(tensor);
    }

    /// <summary>The same, as numbers that fit 32 bits.</summary>
    public int[]? HostInts(int i) => HostLongs(i) is { } longs ? Array.ConvertAll(longs, v => Small(v, FormattableString.Invariant($"input {i + 1}"))) : null;

    /// <summary>The numbers in an input; null when it is left out.</summary>
    public double[]? HostNumbers(int i)
    {
        if (Optional(i) is not { } tensor) return null;
        if (!inputs[i].Known) HostReads.Ring(tensor);
        return HostValues.Numbers(tensor);
    }

    /// <summary>Whole numbers that older editions have as an attribute and newer ones as an input.</summary>
    public int[]? IntsOf(string attribute, int input) => Ints(attribute) ?? HostInts(input);

    /// <summary>An axis as a number from 0.</summary>
    public int Axis(int axis, int rank) => axis >= -rank && axis < Math.Max(rank, 1) ? axis < 0 ? axis + rank : axis
        : throw new OnnxException(FormattableString.Invariant($"{place} names the axis {axis} of a tensor with {rank} axes."));

    /// <summary>A sentence on a use of the operator that Cajal has not.</summary>
    public OnnxUnsupportedException Unsupported(string what) => new(node.OpType, $"{place}: {what} is not supported.");

    /// <summary>A sentence on what does not fit.</summary>
    public OnnxException Wrong(string what) => new($"{place}: {what}");

    private int Small(long value, string name) => value is >= int.MinValue and <= int.MaxValue ? (int)value
        : throw new OnnxException(FormattableString.Invariant($"{place} has {value} in '{name}'; sizes and axes here are 32-bit numbers."));
}
