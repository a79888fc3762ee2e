using System.CommandLine;

namespace Cajal.Cli;

/// <summary><c>cajal export RUN --to onnx</c>: the network of a run as a file for other programs.</summary>
internal static class ExportVerb
{
    private static readonly IExportFormat[] Formats = [new OnnxFormat(), new SafeTensorsFormat(), new CSharpFormat()];

    public static Command Create(Terminal terminal)
    {
        var run = new ModelArgument();
        var to = TextOption.Of("--to", "FORMAT", $"what to write: {string.Join(", ", Formats.Select(f => f.Name))}");
        var outFile = TextOption.Of("--out", "FILE", "where to write it; network and the format's ending in the run's folder when left out");
        var options = new ExportOptions();
        var command = new Command("export", "the network of a run as a file for other programs") { to, outFile };
        options.AddTo(command);
        run.AddTo(command);
        command.SetAction(parse =>
        {
            run.Second(parse);
            var format = Find(parse.Text(to));
            var wishes = options.Read(parse, format, terminal);
            var read = RunNetwork.Read(run, parse, terminal,
                "A model that makes examples has several nets; export the one you need from a program, with OnnxExport.Save(model.Generator, …).");
            var (example, before) = (read.Example, (Cajal.Networks.Layer?)null);
            if (wishes.Preprocessing)
            {
                var inputs = read.Model?.Preprocessing.Inputs ?? throw new UsageException("This run reads tokens or states as they are; it has no preprocessing to export.");
                before = FittedScaling.Of(inputs, flat: read.Model.Spec.IsFlat);
                // Words come as numbers, one for each column.
                example = before is FittedColumns ? [((Cajal.Data.TableTransform)inputs).Columns.Length] : inputs.ExampleShape;
            }
            string file = parse.Text(outFile) is { } path ? terminal.Resolve(path) : Path.Combine(run.Folder(parse, terminal), "network" + format.Extension);
            string holds = format.Write(new ExportJob(read.Network, Tensor.Zeros(example.Insert(0, 1), read.DType), before, read.Model, wishes), file);
            terminal.Out.WriteLine($"{terminal.Shorten(file)}: {holds}");
            return ExitCode.Done;
        });
        return command;
    }

    private static IExportFormat Find(string? name) => name is null
        ? throw new UsageException($"Say what to write: export RUN --to {Formats[0].Name}.")
        : Formats.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"There is no format '{name}'; known are: {string.Join(", ", Formats.Select(f => f.Name))}.");
}
