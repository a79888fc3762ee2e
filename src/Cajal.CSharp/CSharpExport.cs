using Cajal.Networks;

namespace Cajal.CSharp;

/// <summary>Networks as one C# file that predicts by itself, for one example at a time: <c>dotnet run network.cs</c>. What is written is the record of
/// a forward pass in inference mode: each operation that follows from the input is a line, and what does not is computed now and kept with the
/// weights.</summary>
public static class CSharpExport
{
    // The compiler holds the text several times.
    private const long MostInside = 64L << 20;

    /// <summary>Writes a layer.</summary>
    /// <param name="network">The layer.</param>
    /// <param name="example">One example with its batch axis, [1, …]; only its shape and type are kept.</param>
    /// <param name="path">The program, <c>network.cs</c>.</param>
    /// <param name="options">What it says and reads beyond the network.</param>
    /// <exception cref="CSharpException">The network holds an operation or an element type that no program is written for.</exception>
    public static void Save(Layer network, Tensor example, string path, CSharpExportOptions? options = null) =>
        Save(x => [network.Forward(x[0])], [example], path, options);

    /// <summary>Writes whatever a function records, with any number of inputs and outputs.</summary>
    /// <exception cref="CSharpException">It holds an operation or an element type that no program is written for.</exception>
    public static void Save(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> network, IReadOnlyList<Tensor> examples, string path, CSharpExportOptions? options = null)
    {
        options ??= new();
        var written = Write(network, examples, options, Path.GetFileName(path));
        if (!options.WeightsBeside && written.Weights.Length > MostInside)
            throw new CSharpException($"The network keeps {written.Weights.Length >> 20} MB of numbers, and a program holds {MostInside >> 20} at most; let them lie beside it (WeightsBeside, --weights side).");
        File.WriteAllText(path, written.Text);
        if (options.WeightsBeside) File.WriteAllBytes(Path.ChangeExtension(path, ".weights"), written.Weights);
    }

    internal static (string Text, byte[] Weights) Write(Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> network, IReadOnlyList<Tensor> examples, CSharpExportOptions options, string file)
    {
        foreach (var example in examples)
            if (example.Rank == 0 || example.Shape[0] != 1) throw new CSharpException($"A program answers one example at a time; an example [1, …] was expected, and {example.Shape} came in.");
        using var tape = Tape.Start(Mode.Inference);
        Tensor[] inputs = [.. examples.Select(x => x.To(x.DType).Contiguous())];
        foreach (var input in inputs) tape.Input(input);
        var outputs = network(inputs);
        var body = new ProgramBody(inputs);
        foreach (var node in tape.Nodes.ToArray()) body.Write(node);
        string answer = body.Answer(outputs);
        return (new ProgramText(options, file, body, inputs, outputs, answer).ToString(), body.Constants.Bytes);
    }
}
