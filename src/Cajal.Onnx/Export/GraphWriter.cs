using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>Writes two recordings of one network as one graph.</summary>
internal sealed class GraphWriter
{
    private readonly Recording first, second;
    private readonly OnnxExportOptions options;
    private readonly GraphProto graph = new() { Name = "network" };
    private readonly Dictionary<Tensor, string> names = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> flatProducts = new(StringComparer.Ordinal);
    private readonly HashSet<Tensor> used = new(ReferenceEqualityComparer.Instance);
    private string? batch;

    public GraphWriter(Recording first, Recording second, OnnxExportOptions options)
    {
        (this.first, this.second, this.options) = (first, second, options);
        if (first.Nodes.Count != second.Nodes.Count || first.Outputs.Count != second.Outputs.Count)
            throw new OnnxException($"The network takes {first.Nodes.Count} operations for {first.Batch} examples and {second.Nodes.Count} for {second.Batch}; " +
                "one graph cannot do both. Keep loops over the batch out of it.");
        used.UnionWith(first.Outputs);
        foreach (var node in first.Nodes) used.UnionWith(node.Inputs);
    }

    /// <summary>Names of the module that is being written, for new nodes.</summary>
    public string Module { get; private set; } = "";

    /// <summary>The whole graph.</summary>
    public GraphProto Write()
    {
        for (int i = 0; i < first.Inputs.Count; i++)
        {
            string name = Free(Given(options.InputNames, i) ?? (first.Inputs.Count == 1 ? "input" : FormattableString.Invariant($"input_{i}")));
            names[first.Inputs[i]] = name;
            graph.Input.Add(Port(name, first.Inputs[i], second.Inputs[i]));
        }
        string[] outputs = [.. Enumerable.Range(0, first.Outputs.Count).Select(i =>
            Free(Given(options.OutputNames, i) ?? (first.Outputs.Count == 1 ? "output" : FormattableString.Invariant($"output_{i}"))))];
        for (int i = 0; i < first.Nodes.Count; i++)
        {
            Node a = first.Nodes[i], b = second.Nodes[i];
            Module = a.Module;
            if (a.Op.GetType() != b.Op.GetType()) throw new OnnxException($"The network does {a} for {first.Batch} examples and {b} for {second.Batch}; one graph cannot do both.");
            new NodeExport(this, a, b).Write();
        }
        Module = "";
        for (int i = 0; i < outputs.Length; i++)
        {
            string inner = NameOf(first.Outputs[i], second.Outputs[i]);
            graph.Node.Add(new NodeProto { OpType = "Identity", Name = outputs[i] + "/Identity", Input = { inner }, Output = { outputs[i] } });
            graph.Output.Add(Port(outputs[i], first.Outputs[i], second.Outputs[i]));
        }
        GraphTidying.TakeOutIdentities(graph);
        GemmJoining.Apply(graph, flatProducts);
        return graph;
    }

    /// <summary>Notes that a result is the product of two matrices.</summary>
    public string Flat(string product)
    {
        flatProducts.Add(product);
        return product;
    }

    /// <summary>Whether something reads this result.</summary>
    public bool IsUsed(Tensor tensor) => used.Contains(tensor);

    /// <summary>The name of a value; variables and constants are written when they are first read.</summary>
    public string NameOf(Tensor a, Tensor b)
    {
        if (names.TryGetValue(a, out string? name)) return name;
        if (a is Variable variable)
        {
            name = Free(variable.Name.Length > 0 ? variable.Name : "weight");
            graph.Initializer.Add(TensorWriter.Write(variable, name));
            return names[a] = name;
        }
        return names[a] = new ConstantExport(this, first.Batch, second.Batch).Write(a, b);
    }

    /// <summary>Gives a result its name.</summary>
    public void Bind(Tensor tensor, string name) => names[tensor] = name;

    /// <summary>A node with one result, whose name it returns.</summary>
    public string Add(string op, IReadOnlyList<string> inputs, params (string Name, object Value)[] attributes) => AddMany(op, inputs, 1, attributes)[0];

    /// <summary>A node with several results, whose names it returns.</summary>
    public string[] AddMany(string op, IReadOnlyList<string> inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        string name = Free(Module.Length > 0 ? $"{Module}/{op}" : op);
        var node = new NodeProto { OpType = op, Name = name };
        node.Input.Add(inputs);
        for (int i = 0; i < outputs; i++) node.Output.Add(i == 0 ? name : Free(FormattableString.Invariant($"{name}:{i}")));
        foreach (var (key, value) in attributes) node.Attribute.Add(Attribute(key, value));
        graph.Node.Add(node);
        return [.. node.Output];
    }

    /// <summary>A constant tensor. Fractions are written as a node: initialisers of them are weights, which who reads the file may train.</summary>
    public string Constant(Tensor tensor, string name = "constant")
    {
        name = Free(name);
        if (tensor.DType.IsFloat() && tensor.Rank > 0)
            graph.Node.Add(new NodeProto { OpType = "Constant", Name = name, Output = { name }, Attribute = { Attribute("value", tensor) } });
        else graph.Initializer.Add(TensorWriter.Write(tensor, name));
        return name;
    }

    /// <summary>Constant whole numbers; equal ones are written once.</summary>
    public string Longs(params long[] values)
    {
        string key = "i" + string.Join(",", values);
        return numbers.TryGetValue(key, out string? name) ? name : numbers[key] = Constant(Tensor.From(values), "shape");
    }

    /// <summary>A constant number; equal ones are written once.</summary>
    public string Number(double value, DType dtype)
    {
        string key = FormattableString.Invariant($"{dtype}{value:R}");
        return numbers.TryGetValue(key, out string? name) ? name : numbers[key] = Constant(Tensor.Scalar(value, dtype), "number");
    }

    /// <summary>Sizes [rank]: constants where both recordings have the same, else worked out from the batch.</summary>
    public string Sizes(IReadOnlyList<long> a, IReadOnlyList<long> b)
    {
        if (a.SequenceEqual(b)) return Longs([.. a]);
        var parts = new List<string>();
        for (int i = 0; i < a.Count; i++) parts.Add(a[i] == b[i] ? Longs(a[i]) : Size(a[i], b[i]));
        return parts.Count == 1 ? parts[0] : Add("Concat", parts, ("axis", 0L));
    }

    /// <summary>The sizes of a shape.</summary>
    public string Sizes(Shape a, Shape b) => Sizes(Array.ConvertAll(a.ToArray(), v => (long)v), Array.ConvertAll(b.ToArray(), v => (long)v));

    // From two batch sizes to a line: size = slope · N + offset.
    private string Size(long a, long b)
    {
        long slope = b - a, offset = a - slope * first.Batch;
        batch ??= Add("Shape", [names[first.Inputs[0]]], ("start", 0L), ("end", 1L));
        string size = slope == 1 ? batch : Add("Mul", [batch, Longs(slope)]);
        return offset == 0 ? size : Add("Add", [size, Longs(offset)]);
    }

    private static string? Given(IReadOnlyList<string>? list, int i) => list is not null && i < list.Count ? list[i] : null;

    private string Free(string wanted)
    {
        string name = wanted;
        for (int i = 1; !taken.Add(name); i++) name = FormattableString.Invariant($"{wanted}_{i}");
        return name;
    }

    private static ValueInfoProto Port(string name, Tensor a, Tensor b)
    {
        var shape = new TensorShapeProto();
        for (int i = 0; i < a.Rank; i++)
            shape.Dim.Add(a.Shape[i] == b.Shape[i] ? new TensorShapeProto.Types.Dimension { DimValue = a.Shape[i] }
                : new TensorShapeProto.Types.Dimension { DimParam = (a.Shape[i], b.Shape[i]) == (2, 3) ? "batch" : FormattableString.Invariant($"{name}_{i}") });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = ElementTypes.Of(a.DType), Shape = shape } } };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case long i: (attribute.Type, attribute.I) = (AttributeProto.Types.AttributeType.Int, i); break;
            case double f: (attribute.Type, attribute.F) = (AttributeProto.Types.AttributeType.Float, (float)f); break;
            case string s: (attribute.Type, attribute.S) = (AttributeProto.Types.AttributeType.String, Google.Protobuf.ByteString.CopyFromUtf8(s)); break;
            case long[] ints:
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                attribute.Ints.Add(ints);
                break;
            case string[] words:
                attribute.Type = AttributeProto.Types.AttributeType.Strings;
                attribute.Strings.Add(words.Select(Google.Protobuf.ByteString.CopyFromUtf8));
                break;
            case Tensor tensor: (attribute.Type, attribute.T) = (AttributeProto.Types.AttributeType.Tensor, TensorWriter.Write(tensor, "")); break;
            default: throw new ArgumentException($"'{name}' is a {value.GetType().Name}, which no attribute holds.");
        }
        return attribute;
    }
}
