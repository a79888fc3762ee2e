using System.CommandLine;
using System.Globalization;
using Cajal.Onnx;

namespace Cajal.Cli;

/// <summary><c>cajal import FILE.onnx</c>: reads a network of another program, computes it once and says what it is.</summary>
internal static class ImportVerb
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { HelpName = "FILE.onnx", Description = "a network in an ONNX file" };
        var outFile = TextOption.Of("--out", "FILE", "writes the network as Cajal reads it, as an ONNX file of edition 17");
        var command = new Command("import", "reads a network of another program, and says what it reads, answers and holds") { file, outFile };
        command.SetAction(parse =>
        {
            var network = OnnxModule.Load(terminal.Resolve(parse.GetValue(file)!));
            terminal.Out.WriteLine($"edition {network.OperatorSet.ToString(CultureInfo.InvariantCulture)} of the operators");
            terminal.Out.WriteLine($"reads    {string.Join(", ", network.Inputs)}");
            terminal.Out.WriteLine($"answers  {string.Join(", ", network.Outputs)}");
            terminal.Out.WriteLine($"holds    {network.Parameters.Sum(p => (long)p.Count).ToString("N0", CultureInfo.InvariantCulture)} parameters in {network.Parameters.Count.ToString(CultureInfo.InvariantCulture)} tensors");
            terminal.Out.WriteLine($"does     {string.Join(", ", network.Operators.Select(o => FormattableString.Invariant($"{o.Count} {o.Name}")))}");
            if (parse.Text(outFile) is { } path)
            {
                OnnxExport.Save(network.Run, [.. network.Inputs.Select(ZerosFor)], terminal.Resolve(path),
                    new OnnxExportOptions { InputNames = [.. network.Inputs.Select(i => i.Name)], OutputNames = [.. network.Outputs.Select(o => o.Name)] });
                terminal.Out.WriteLine($"written  {path}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static Tensor ZerosFor(OnnxPort port) => port.Sizes is { } sizes
        ? Tensor.Zeros(Shape.Of([.. sizes.Select(s => Math.Max(1, s))]), port.DType)
        : throw new UsageException($"The file does not say which sizes the input '{port.Name}' has, so the network cannot be computed and written again.");
}
