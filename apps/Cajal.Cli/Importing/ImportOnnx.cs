using System.Globalization;
using Cajal.Onnx;

namespace Cajal.Cli;

/// <summary>A network in an ONNX file: computed once, told about, and written again where that is asked for.</summary>
internal static class ImportOnnx
{
    public static int Run(string file, string? outFile, Terminal terminal)
    {
        var network = OnnxModule.Load(terminal.Resolve(file));
        terminal.Out.WriteLine($"edition {network.OperatorSet.ToString(CultureInfo.InvariantCulture)} of the operators");
        terminal.Out.WriteLine($"reads    {string.Join(", ", network.Inputs)}");
        terminal.Out.WriteLine($"answers  {string.Join(", ", network.Outputs)}");
        terminal.Out.WriteLine($"holds    {network.Parameters.Sum(p => (long)p.Count).ToString("N0", CultureInfo.InvariantCulture)} parameters in {network.Parameters.Count.ToString(CultureInfo.InvariantCulture)} tensors");
        terminal.Out.WriteLine($"does     {string.Join(", ", network.Operators.Select(o => FormattableString.Invariant($"{o.Count} {o.Name}")))}");
        if (outFile is null) return ExitCode.Done;
        OnnxExport.Save(network.Run, [.. network.Inputs.Select(ZerosFor)], terminal.Resolve(outFile),
            new OnnxExportOptions { InputNames = [.. network.Inputs.Select(i => i.Name)], OutputNames = [.. network.Outputs.Select(o => o.Name)] });
        terminal.Out.WriteLine($"written  {outFile}");
        return ExitCode.Done;
    }

    private static Tensor ZerosFor(OnnxPort port) => port.Sizes is { } sizes
        ? Tensor.Zeros(Shape.Of([.. sizes.Select(s => Math.Max(1, s))]), port.DType)
        : throw new UsageException($"The file does not say which sizes the input '{port.Name}' has, so the network cannot be computed and written again.");
}
