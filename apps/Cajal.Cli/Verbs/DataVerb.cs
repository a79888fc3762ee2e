using System.CommandLine;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary><c>cajal data [NAME|PATH]</c>: lists the data sets, or describes one.</summary>
internal static class DataVerb
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var name = new Argument<string?>("data")
        {
            HelpName = "NAME|PATH",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "a data set to describe; without it, all names are listed",
        };
        var options = new DataOptions();
        var sheet = TextOption.Of("--sheet", "FILE.png", "draw examples, or what --augment does to them, as one picture");
        var augment = TextOption.Of("--augment", "STEPS", "changes to draw on the sheet: " + string.Join("; ", Augmentation.Known));
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command("data", "list the data sets, describe one (classes, columns, missing values, a look at it), or fetch one")
        {
            name, sheet, augment, seed, json, FetchVerb.Create(terminal, cancellation),
        };
        options.AddTo(command);
        command.SetAction(parse =>
        {
            bool asJson = parse.GetValue(json);
            if (parse.GetValue(name) is not { } wanted)
            {
                if (parse.Text(sheet) is not null) throw new UsageException("A sheet shows one data set; name it.");
                if (asJson) DataJson.WriteList(terminal.Out, Datasets.All);
                else DataText.WriteList(terminal, Datasets.All);
                return ExitCode.Done;
            }
            var data = Datasets.Load(terminal.ResolveNameOrPath(wanted), options.Read(parse, terminal, Start(parse.Seed(seed))));
            if (parse.Text(sheet) is { } file) return Draw(terminal, data, file, parse.Text(augment), parse.Seed(seed));
            if (parse.Text(augment) is not null) throw new UsageException("--augment needs a file to draw on: --sheet FILE.png.");
            if (asJson) DataJson.Write(terminal.Out, data);
            else DataText.Write(terminal.Out, data);
            return ExitCode.Done;
        });
        return command;
    }

    private static int Draw(Terminal terminal, Dataset data, string file, string? steps, ulong? seed)
    {
        var augmentation = steps is null ? null : Augmentation.Parse(steps);
        AugmentationSheet.Draw(data, augmentation, seed ?? 42).SavePng(terminal.Resolve(file));
        terminal.Out.WriteLine($"{file}: {(augmentation is null ? "examples of each class in turn" : "each row an example, first as it "
            + "is")}");
        foreach (var step in augmentation?.Steps ?? []) terminal.Out.WriteLine($"  {step.Name}: {step.Describe()}");
        return ExitCode.Done;
    }

    // For a description, the seed is that of the generator.
    private static DatasetOptions Start(ulong? seed) => seed is { } number ? new DatasetOptions { Seed = number } : new DatasetOptions();
}
