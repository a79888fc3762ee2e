using Cajal.Onnx.Format;

namespace Cajal.Onnx;

/// <summary>Writes batch norms with known statistics into the convolution before them: w' = w·γ/√(σ² + ε), b' = (b − μ)·γ/√(σ² + ε) + β for each
/// channel of the output.</summary>
internal static class NormFolding
{
    public static void Apply(GraphProto graph)
    {
        foreach (var norm in graph.Node.Where(n => n.OpType == "BatchNormalization").ToArray())
        {
            var convolution = graph.Node.FirstOrDefault(n => n.OpType == "Conv" && n.Output[0] == norm.Input[0]);
            if (convolution is null || Readers(graph, norm.Input[0]) > 1 || graph.Output.Any(o => o.Name == norm.Input[0])) continue;
            double[]?[] factors = [.. norm.Input.Skip(1).Select(name => Values(graph, name))];
            if (Find(graph, convolution.Input[1]) is not { } weight || factors.Any(f => f is null)) continue;
            if (convolution.Input.Count > 2 && Find(graph, convolution.Input[2]) is null) continue;
            Fold(graph, convolution, norm, weight, factors!);
        }
        Prune(graph);
    }

    private static void Fold(GraphProto graph, NodeProto convolution, NodeProto norm, TensorProto weight, double[][] factors)
    {
        double epsilon = norm.Attribute.First(a => a.Name == "epsilon").F;
        var w = TensorReader.Read(weight, null);
        int channels = w.Shape[0];
        double[] scale = [.. Enumerable.Range(0, channels).Select(c => factors[0][c] / Math.Sqrt(factors[3][c] + epsilon))];
        double[] bias = convolution.Input.Count > 2 ? Values(graph, convolution.Input[2])! : new double[channels];
        double[] shifted = [.. Enumerable.Range(0, channels).Select(c => (bias[c] - factors[2][c]) * scale[c] + factors[1][c])];
        var each = Tensor.From(scale, Shape.Of([channels, .. Enumerable.Repeat(1, w.Rank - 1)]));
        string name = weight.Name;
        // A weight that others read too stays as it is, and a copy takes its place.
        if (Readers(graph, name) > 1) convolution.Input[1] = name = norm.Name + "/weight";
        else graph.Initializer.Remove(weight);
        graph.Initializer.Add(TensorWriter.Write((w.To(DType.Float64) * each).To(w.DType), name));
        string biasName = norm.Name + "/bias";
        graph.Initializer.Add(TensorWriter.Write(Tensor.From(shifted).To(w.DType), biasName));
        if (convolution.Input.Count > 2) convolution.Input[2] = biasName;
        else convolution.Input.Add(biasName);
        convolution.Output[0] = norm.Output[0];
        graph.Node.Remove(norm);
    }

    private static void Prune(GraphProto graph)
    {
        foreach (var tensor in graph.Initializer.Where(t => Readers(graph, t.Name) == 0 && graph.Output.All(o => o.Name != t.Name)).ToArray()) graph.Initializer.Remove(tensor);
    }

    private static int Readers(GraphProto graph, string name) => graph.Node.Sum(n => n.Input.Count(i => i == name));

    private static TensorProto? Find(GraphProto graph, string name) => graph.Initializer.FirstOrDefault(t => t.Name == name);

    private static double[]? Values(GraphProto graph, string name) => Find(graph, name) is { } tensor ? HostValues.Numbers(TensorReader.Read(tensor, null)) : null;
}
