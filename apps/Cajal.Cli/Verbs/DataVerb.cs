using System.CommandLine;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary><c>cajal data [NAME|PATH]</c>: lists the data sets, or describes one.</summary>
internal static class DataVerb
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("data") { HelpName = "NAME|PATH", Arity = ArgumentArity.ZeroOrOne, Description = "a data set to describe; without it, all names are listed" };
        var options = new DataOptions();
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command("data", "list the data sets, or describe one: classes, columns, missing values, a look at it") { name, seed, json };
        options.AddTo(command);
        command.SetAction(parse =>
        {
            bool asJson = parse.GetValue(json);
            if (parse.GetValue(name) is not { } wanted)
            {
                if (asJson) DataJson.WriteList(terminal.Out, Datasets.All);
                else DataText.WriteList(terminal.Out, Datasets.All);
                return ExitCode.Done;
            }
            var data = Datasets.Load(terminal.ResolveNameOrPath(wanted), options.Read(parse, terminal, Start(parse.Seed(seed))));
            if (asJson) DataJson.Write(terminal.Out, data);
            else DataText.Write(terminal.Out, data);
            return ExitCode.Done;
        });
        return command;
    }

    // For a description, the seed is that of the generator.
    private static DatasetOptions Start(ulong? seed) => seed is { } number ? new DatasetOptions { Seed = number } : new DatasetOptions();
}
