using Cajal.Networks;
using Cajal.Onnx.Format;
using Google.Protobuf;

namespace Cajal.Onnx;

/// <summary>How a network is written.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>What the inputs are called; <c>input</c>, or <c>input_0</c>, <c>input_1</c>, … when left out.</summary>
    public IReadOnlyList<string>? InputNames { get; init; }

    /// <summary>What the outputs are called; <c>output</c>, or <c>output_0</c>, … when left out.</summary>
    public IReadOnlyList<string>? OutputNames { get; init; }

    /// <summary>True to write batch norms into the convolutions before them: fewer nodes, the same answers.</summary>
    public bool FoldNormalization { get; init; }

    /// <summary>What is done to an input before the network, as nodes of the file: fitted preprocessing.</summary>
    public Layer? Before { get; init; }
}

/// <summary>Networks as ONNX files, edition 17 of the operators. What is written is the record of a forward pass in inference mode, taken at two
/// batch sizes: what differs between the two is worked out from the input's first axis.</summary>
public static class OnnxExport
{
    /// <summary>The edition of the operators that is written.</summary>
    public const int OperatorSet = 17;

    private const int FormatVersion = 8;

    /// <summary>Writes a layer.</summary>
    /// <param name="network">The layer.</param>
    /// <param name="examples">Inputs that the network can read, [N, …] with N at least 1; only their shape and type are kept.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="OnnxException">The network holds an operation that ONNX has not, or computes otherwise with another batch size.</exception>
    public static void Save(Layer network, Tensor examples, string path, OnnxExportOptions? options = null) =>
        Save(x => [network.Forward(options?.Before is { } before ? before.Forward(x[0]) : x[0])], [examples], path, options);

    /// <summary>Writes whatever a function records, with any number of inputs and outputs. The first axis of each input is the batch.</summary>
    /// <exception cref="OnnxException">It holds an operation that ONNX has not, or computes otherwise with another batch size.</exception>
    public static void Save(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> network, IReadOnlyList<Tensor> examples, string path, OnnxExportOptions? options = null)
    {
        var model = Build(network, examples, options ?? new());
        using var stream = File.Create(path);
        model.WriteTo(stream);
    }

    internal static ModelProto Build(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> network, IReadOnlyList<Tensor> examples, OnnxExportOptions options)
    {
        foreach (var example in examples)
            if (example.Rank == 0 || example.Shape[0] < 1) throw new OnnxException($"An example needs a first axis, the batch, with at least one row; received {example.Shape}.");
        Recording two = Recording.Of(network, examples, 2), three = Recording.Of(network, examples, 3);
        var graph = new GraphWriter(two, three, options).Write();
        if (options.FoldNormalization) NormFolding.Apply(graph);
        var model = new ModelProto { IrVersion = FormatVersion, ProducerName = "Cajal", ProducerVersion = typeof(OnnxExport).Assembly.GetName().Version?.ToString(3) ?? "", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        return model;
    }
}
