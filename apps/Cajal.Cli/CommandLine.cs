using System.CommandLine;
using System.CommandLine.Help;

namespace Cajal.Cli;

/// <summary>The whole command line as one function: words in, text and an exit code out.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Runs a command; nothing escapes it but its text and its exit code.</summary>
    public static int Run(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        Cajal.Fetch.WebData.Register();
        Cajal.Parquet.ParquetTables.Register();
        try
        {
            var parse = Tree(terminal, cancellation).Parse(args, Parser);
            if (parse.Action is not HelpAction && ParseTrouble.Describe(parse) is { } trouble) throw new UsageException(trouble);
            int code = parse.Invoke(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            terminal.Out.Flush();
            return code;
        }
        catch (Exception error)
        {
            return Failure.Report(error, terminal);
        }
    }

    private static RootCommand Tree(Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand("Cajal: neural networks in plain C#. Try: cajal train")
        {
            TrainVerb.Create(terminal, cancellation),
            CompareVerb.Create(terminal, cancellation),
            EvaluateVerb.Create(terminal, cancellation),
            PredictVerb.Create(terminal, cancellation),
            SampleVerb.Create(terminal),
            SummaryVerb.Create(terminal),
            DataVerb.Create(terminal, cancellation),
            ExplainVerb.Create(terminal),
            DiagnoseVerb.Create(terminal, cancellation),
            ReportVerb.Create(terminal),
            FiguresVerb.Create(terminal, cancellation),
            ExportVerb.Create(terminal),
            ImportVerb.Create(terminal),
            ServeVerb.Create(terminal, cancellation),
            StudioVerb.Create(terminal, cancellation),
        };
        root.SetAction(int (_) => throw new UsageException(
            $"Say what to do: {string.Join(", ", root.Subcommands.Select(c => c.Name))}. A first try: cajal train. More: cajal --help."));
        return root;
    }
}
