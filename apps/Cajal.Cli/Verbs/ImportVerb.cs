using System.CommandLine;
using Cajal.Keras;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary><c>cajal import FILE</c>: reads a network of another program and says what it is, or puts weights of one into a run.</summary>
internal static class ImportVerb
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { HelpName = "FILE", Description = "a network (.onnx), which predict and serve take as it is, or weights (.safetensors of PyTorch and others, .h5 and .keras of Keras)" };
        var outPlace = TextOption.Of("--out", "PLACE", "of a network: an ONNX file of edition 17 to write; of weights: the folder of the new run");
        var weights = new ImportWeights();
        var command = new Command("import", "reads a network of another program, or puts its weights into a run") { file, outPlace };
        weights.AddTo(command);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(file)!;
            string? place = parse.Text(outPlace);
            if (WeightsIn(path, terminal.Resolve(path)) is { } tensors) return weights.Run(path, tensors, place, parse, terminal);
            if (weights.Given(parse) is { } option)
                throw new UsageException($"{option} is for weights (.safetensors, .h5), and '{path}' is read as a network in an ONNX file; leave it out.");
            return ImportOnnx.Run(path, place, terminal);
        });
        return command;
    }

    // Null for a network.
    private static IReadOnlyDictionary<string, Tensor>? WeightsIn(string path, string full) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".safetensors" => SafeTensors.Read(full).Tensors,
        ".h5" or ".hdf5" or ".keras" => KerasWeights.Read(full),
        _ => null,
    };
}
