using Cajal.Networks;
using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>What goes into or comes out of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Its sizes, −1 for one that is free; null when the file does not say.</param>
/// <param name="DType">Element type it is held in.</param>
public sealed record OnnxPort(string Name, IReadOnlyList<int>? Sizes, DType DType)
{
    /// <summary>For example <c>image [?, 1, 28, 28]</c>.</summary>
    public override string ToString() =>
        Sizes is null ? Name : $"{Name} [{string.Join(", ", Sizes.Select(s => s < 0 ? "?" : s.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}

/// <summary>A network out of an ONNX file: predicts, and can be trained further. Its weights are parameters under the file's names.</summary>
/// <remarks>Each node becomes Cajal's operations, recorded where a tape records. Batch norm keeps its running statistics and dropout lets
/// everything through, in training too, as the file says. Editions 6 and later of the operators are read by their own rules,
/// earlier ones where nothing has changed since.</remarks>
public sealed class OnnxModule : Layer
{
    private readonly GraphProto graph;
    private readonly Scope initial = new();
    private readonly Lifetimes lifetimes;
    private readonly int opset;
    private readonly string? folder;

    private OnnxModule(ModelProto model, string? folder)
    {
        graph = model.Graph;
        this.folder = folder;
        opset = OpsetOf(model);
        GraphCheck.Require(graph, opset);
        new InitialValues(graph, folder, initial).Register(Register, RegisterModule);
        Inputs = [.. graph.Input.Where(i => graph.Initializer.All(t => t.Name != i.Name)).Select(Port)];
        Outputs = [.. graph.Output.Select(Port)];
        graph.Initializer.Clear();
        lifetimes = new Lifetimes(graph);
    }

    /// <summary>What the network reads.</summary>
    public IReadOnlyList<OnnxPort> Inputs { get; }

    /// <summary>What it answers.</summary>
    public IReadOnlyList<OnnxPort> Outputs { get; }

    /// <summary>The edition of the operators that the file speaks.</summary>
    public int OperatorSet => opset;

    /// <summary>The operators in the graph with how often each stands there, the most frequent first.</summary>
    public IReadOnlyList<(string Name, int Count)> Operators =>
        [.. graph.Node.GroupBy(n => n.OpType).Select(g => (g.Key, g.Count())).OrderByDescending(o => o.Item2).ThenBy(o => o.Key, StringComparer.Ordinal)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="OnnxException">The file is damaged, asks for too much or has an operator that Cajal has not.</exception>
    public static OnnxModule Load(string path) => new(OnnxFile.Read(path), System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)));

    /// <summary>All answers, in the file's order, to all inputs in the file's order.</summary>
    /// <exception cref="OnnxException">Another number of inputs, or values that do not fit.</exception>
    public Tensor[] Run(params IReadOnlyList<Tensor> inputs)
    {
        if (inputs.Count != Inputs.Count)
            throw new OnnxException($"The network reads {Inputs.Count} inputs ({string.Join(", ", Inputs)}); received {inputs.Count}.");
        var scope = new Scope(initial);
        for (int i = 0; i < inputs.Count; i++)
        {
            RequireFit(Inputs[i], inputs[i]);
            scope.Set(Inputs[i].Name, new(inputs[i], Known: false));
        }
        GraphRun.Nodes(graph, scope, opset, folder, lifetimes);
        return [.. Outputs.Select(o => scope.Find(o.Name)?.Tensor
            ?? throw new OnnxException($"No node computes the output '{o.Name}'."))];
    }

    /// <summary>The shape of every value of a graph by its name, from one run on zeros: a free axis is 1. The model's initialisers are taken out of it.</summary>
    /// <exception cref="OnnxException">It cannot be run, or an input says no shape.</exception>
    internal static IReadOnlyDictionary<string, string> ShapesOf(ModelProto model, string? folder)
    {
        var module = new OnnxModule(model, folder);
        var scope = new Scope(module.initial);
        foreach (var input in module.Inputs)
        {
            if (input.Sizes is null) throw new OnnxException($"The input '{input.Name}' says no shape, so the network cannot be run on zeros.");
            scope.Set(input.Name, new(Tensor.Zeros(OnnxLimits.Shape([.. input.Sizes.Select(s => s < 0 ? 1L : s)], $"The input '{input.Name}'"), input.DType), Known: false));
        }
        // All values stay, so that their shapes can be read when it is done.
        GraphRun.Nodes(module.graph, scope, module.opset, folder);
        return module.graph.Node.SelectMany(n => n.Output).Where(o => o.Length > 0 && scope.Find(o)?.Tensor is not null).Distinct().ToDictionary(o => o, o => scope.Find(o)!.Value.Tensor!.Shape.ToString(), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Run(x)[0];

    private static void RequireFit(OnnxPort port, Tensor x)
    {
        if (port.Sizes is not { } sizes) return;
        bool fits = sizes.Count == x.Rank;
        for (int i = 0; fits && i < sizes.Count; i++) fits = sizes[i] < 0 || sizes[i] == x.Shape[i];
        if (!fits) throw new ShapeException("OnnxModule", $"the input {port}", x.Shape);
    }

    private static int OpsetOf(ModelProto model)
    {
        if (model.Functions.Count > 0)
            throw new OnnxUnsupportedException("Function", $"The file brings functions of its own ('{model.Functions[0].Name}'), which are not supported. Export it with them inlined.");
        long version = model.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? 1;
        return version is >= 1 and <= 30 ? (int)version
            : throw new OnnxException(FormattableString.Invariant($"The file speaks edition {version} of the operators; 1 to 30 are known here."));
    }

    private static OnnxPort Port(ValueInfoProto info)
    {
        if (info.Type is { TensorType: null })
            throw new OnnxUnsupportedException("Sequence", $"'{info.Name}' is no tensor but a sequence, a map or an optional value, which are not supported.");
        if (info.Type?.TensorType.ElemType == (int)TensorProto.Types.DataType.Bfloat16)
            throw new OnnxUnsupportedException("Tensor", $"'{info.Name}' goes in or out as bfloat16, which Cajal has not. Convert it to float at the border of the graph.");
        return new(info.Name, info.Type?.TensorType.Shape is { } shape
            ? [.. shape.Dim.Select(d => d.HasDimValue && d.DimValue is >= 0 and <= int.MaxValue ? (int)d.DimValue : -1)] : null,
            ElementTypes.Held(info.Type?.TensorType.ElemType ?? 0) ?? DType.Float32);
    }
}
