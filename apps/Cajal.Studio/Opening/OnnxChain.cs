using Cajal.Onnx;
using Cajal.Onnx.Format;
using Google.Protobuf;

namespace Cajal.Studio;

/// <summary>Dense layers out of an ONNX file. What stands between two of them is run on some numbers and held against each activation of the house, however the file
/// writes it.</summary>
internal sealed class OnnxChain
{
    private const float Tolerance = 1e-4f;

    private static readonly string[] More = ["relu6", "gelu-tanh", "hard-swish", "log-sigmoid", "tanh-shrink", "leaky-relu(0.2)", "leaky-relu(0.1)", "leaky-relu(0.3)"];

    private readonly ModelProto model;
    private readonly GraphProto graph;
    private readonly string name;
    private readonly Dictionary<string, TensorProto> constants;

    private OnnxChain(byte[] bytes, string name)
    {
        this.name = name;
        model = OnnxFile.Parse(bytes, name);
        graph = model.Graph ?? throw new ArgumentException($"'{name}' holds no graph: it is not an ONNX model, or an empty one.");
        constants = graph.Initializer.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (var node in graph.Node.Where(n => n.OpType == "Constant" && n.Attribute is [{ T: not null }])) constants[node.Output[0]] = node.Attribute[0].T;
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">No chain of dense layers and activations.</exception>
    /// <exception cref="OnnxException">The file is damaged or has an operator that Cajal has not.</exception>
    public static OpenedModel Read(byte[] bytes, string name) => new OnnxChain(bytes, name).Read();

    private OpenedModel Read()
    {
        string[] inputs = [.. graph.Input.Select(i => i.Name).Where(i => !constants.ContainsKey(i))];
        if (inputs.Length != 1 || graph.Output.Count != 1) throw new ArgumentException($"'{name}' has {inputs.Length} inputs and {graph.Output.Count} outputs; a playground opens networks with one tensor of each.");
        var layers = new List<OpenedLayer>();
        string from = inputs[0];
        (float[] Shift, float[] Factor)? scaling = null;
        var between = new List<NodeProto>();
        foreach (var node in graph.Node.Where(n => n.OpType != "Constant"))
        {
            if (node.OpType is not ("Gemm" or "MatMul") || node.Input.Count < 2 || !constants.ContainsKey(node.Input[1]))
            {
                // x·Wᵀ and then + b.
                if (between.Count == 0 && layers.Count > 0 && BiasOf(node, from, layers[^1]) is { } bias)
                {
                    layers[^1] = layers[^1] with { Biases = bias };
                    from = node.Output[0];
                }
                else between.Add(node);
                continue;
            }
            if (layers.Count > 0) layers[^1] = layers[^1] with { Activation = ActivationOf(between, from, node.Input[0], isLast: false, layers[^1].Units) };
            var layer = LayerOf(node);
            if (layers.Count == 0) scaling = ScalingOf(between, from, node.Input[0], layer.Inputs);
            layers.Add(layer);
            (from, between) = (node.Output[0], []);
        }
        if (layers.Count == 0) throw new ArgumentException($"'{name}' holds no dense layer (Gemm or MatMul with weights of the file).");
        layers[^1] = layers[^1] with { Activation = ActivationOf(between, from, graph.Output[0].Name, isLast: true, layers[^1].Units) };
        if (scaling is { } scale) layers[0] = layers[0].Behind([.. scale.Shift.Select(s => (double)s)], [.. scale.Factor.Select(f => (double)f)]);
        return new OpenedModel(name, layers) { ReadsRaw = scaling is not null, Notes = scaling is null ? [] : ["What the file does to its inputs first is inside the first layer now."] };
    }

    // Gemm: alpha · A·B + beta · C, B turned where transB says so; MatMul: A·B.
    private OpenedLayer LayerOf(NodeProto node)
    {
        double alpha = Attribute(node, "alpha")?.F ?? 1, beta = Attribute(node, "beta")?.F ?? 1;
        bool turned = Attribute(node, "transB")?.I > 0;
        var b = TensorReader.Read(constants[node.Input[1]], null).To(DType.Float32);
        if (b.Rank != 2 || Attribute(node, "transA")?.I > 0) throw new ArgumentException($"The {node.OpType} '{node.Name}' of '{name}' is no dense layer: a row of inputs by a matrix is.");
        if (!turned) b = b.T;
        var (units, inputs) = (b.Shape[0], b.Shape[1]);
        float[] weights = [.. b.Contiguous().ToArray<float>().Select(w => (float)(alpha * w))];
        float[]? biases = node.OpType != "Gemm" || node.Input.Count < 3 || node.Input[2].Length == 0 ? null
            : constants.TryGetValue(node.Input[2], out var c) ? [.. Spread(c, units).Select(v => (float)(beta * v))] : throw new ArgumentException($"The bias of '{node.Name}' of '{name}' is computed; it must be a number of the file.");
        return new OpenedLayer(inputs, units, weights, biases, null);
    }

    private float[]? BiasOf(NodeProto node, string from, OpenedLayer layer)
    {
        if (node.OpType != "Add" || layer.Biases is not null) return null;
        string? constant = node.Input[0] == from ? node.Input[1] : node.Input[1] == from ? node.Input[0] : null;
        return constant is not null && constants.TryGetValue(constant, out var b) && Count(b) is var n && (n == layer.Units || n == 1) ? Spread(b, layer.Units) : null;
    }

    private float[] Spread(TensorProto proto, int units)
    {
        float[] values = TensorReader.Read(proto, null).To(DType.Float32).Contiguous().ToArray<float>();
        return values.Length == units ? values : values.Length == 1 ? [.. Enumerable.Repeat(values[0], units)]
            : throw new ArgumentException($"A bias of '{name}' has {values.Length} numbers for {units} units.");
    }

    private static long Count(TensorProto proto) => proto.Dims.Aggregate(1L, (a, b) => a * b);

    private static AttributeProto? Attribute(NodeProto node, string name) => node.Attribute.FirstOrDefault(a => a.Name == name);

    private string ActivationOf(List<NodeProto> nodes, string from, string to, bool isLast, int units)
    {
        if (from == to) return "linear";
        if (isLast && units > 1 && nodes is [{ OpType: "Softmax" }]) return "softmax";
        var x = Tensor.From([.. Enumerable.Range(-60, 121).Select(i => i / 10f)], [121, 1]);
        var y = Run(nodes, from, to, x);
        if (y.Shape == x.Shape)
        {
            float[] given = y.ToArray<float>();
            foreach (string candidate in HiddenLayers.Activations.Concat(More))
            {
                float[] own = HiddenLayers.Function(candidate).Forward(x).ToArray<float>();
                if (given.Zip(own).All(p => MathF.Abs(p.First - p.Second) <= Tolerance * (1 + MathF.Abs(p.Second)))) return candidate;
            }
        }
        throw Unknown(nodes);
    }

    // y = (x − shift) · factor for each input, found from three rows; anything else is refused.
    private (float[], float[])? ScalingOf(List<NodeProto> nodes, string from, string to, int inputs)
    {
        if (from == to) return null;
        float[] rows = [.. Enumerable.Repeat(0f, inputs), .. Enumerable.Repeat(1f, inputs), .. Enumerable.Repeat(3f, inputs)];
        var y = Run(nodes, from, to, Tensor.From(rows, [3, inputs]));
        if (y.Shape is not [3, var width] || width != inputs) throw Unknown(nodes);
        float[] values = y.To(DType.Float32).ToArray<float>(), shift = new float[inputs], factor = new float[inputs];
        for (int i = 0; i < inputs; i++)
        {
            factor[i] = values[inputs + i] - values[i];
            float expected = values[i] + 3 * factor[i];
            if (factor[i] == 0 || MathF.Abs(values[2 * inputs + i] - expected) > Tolerance * (1 + MathF.Abs(expected))) throw Unknown(nodes);
            shift[i] = -values[i] / factor[i];
        }
        return shift.All(s => s == 0) && factor.All(f => f == 1) ? null : (shift, factor);
    }

    // A part of the graph as a model of its own.
    private Tensor Run(List<NodeProto> nodes, string from, string to, Tensor x)
    {
        var part = new ModelProto { IrVersion = model.IrVersion, Graph = new GraphProto { Name = "part" } };
        part.OpsetImport.AddRange(model.OpsetImport);
        part.Graph.Node.AddRange(nodes);
        var read = nodes.SelectMany(n => n.Input).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, value) in constants.Where(c => read.Contains(c.Key))) part.Graph.Initializer.Add(new TensorProto(value) { Name = key });
        part.Graph.Input.Add(new ValueInfoProto { Name = from });
        part.Graph.Output.Add(new ValueInfoProto { Name = to });
        try
        {
            return Aside.With(part.ToByteArray(), ".onnx", file => OnnxModule.Load(file).Run(x)[0]);
        }
        catch (Exception e) when (e is ShapeException or OnnxException)
        {
            throw Unknown(nodes, e);
        }
    }

    private ArgumentException Unknown(List<NodeProto> nodes, Exception? cause = null) =>
        new($"'{name}' has {string.Join(", ", nodes.Select(n => n.OpType).Distinct().Take(6))} beside its dense layers, which is no activation of a unit; a playground shows dense layers with activations between them.", cause);
}
