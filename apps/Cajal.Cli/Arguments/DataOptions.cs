using System.CommandLine;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary>The options that say how a data set is made or read.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> data = new("--data") { HelpName = "DIR", Description = "folder of a named set of files such as mnist, or its parent; without it, CAJAL_DATA" };
    private readonly Option<string> target = new("--target") { HelpName = "NAME|POSITION", Description = "target column of a CSV file: 1 is the first, -1 the last, which is the default" };
    private readonly Option<string> ignore = new("--ignore") { HelpName = "COLUMNS", Description = "columns of a CSV file to leave out, by name or position: id,3" };
    private readonly Option<string> categories = new("--categories") { HelpName = "COLUMNS", Description = "columns of a CSV file to read as words although they look like numbers" };
    private readonly Option<string> header = new("--header") { HelpName = "yes|no|auto", Description = "whether the first line of a CSV file holds names; auto decides by its content" };
    private readonly Option<string> separator = new("--separator") { HelpName = "CHAR", Description = "character between the fields of a CSV file, or the word tab; without it, decided by the first lines" };
    private readonly Option<string> task = new("--task") { HelpName = "binary|classes|numbers", Description = "what is to be learned; without it, decided by the targets" };
    private readonly Option<string> examples = new("--examples") { HelpName = "N", Description = "number of examples of a generated set" };
    private readonly Option<string> noise = new("--noise") { HelpName = "X", Description = "noise of a generated set, in the units that cajal data names" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[data, target, ignore, categories, header, separator, task, examples, noise]) command.Add(option);
    }

    /// <summary>What was asked for; the seed is that of generated sets.</summary>
    public DatasetOptions Read(ParseResult parse, Terminal terminal, ulong? seed = null) => new()
    {
        Seed = seed ?? new DatasetOptions().Seed,
        Folder = parse.Text(data) is { } folder ? terminal.Resolve(folder) : null,
        Target = parse.Text(target),
        Ignore = parse.List(ignore) ?? [],
        Categories = parse.List(categories) ?? [],
        Header = parse.Text(header) switch
        {
            null or "auto" => null,
            "yes" => true,
            "no" => false,
            var text => throw Values.Wrong(header, "yes, no or auto", text),
        },
        Separator = parse.Text(separator) switch
        {
            null => null,
            "tab" => '\t',
            { Length: 1 } text => text[0],
            var text => throw Values.Wrong(separator, "one character, or the word tab", text),
        },
        Task = parse.Text(task) switch
        {
            null => null,
            "binary" => TaskKind.Binary,
            "classes" => TaskKind.Classes,
            "numbers" => TaskKind.Numbers,
            var text => throw Values.Wrong(task, "binary, classes or numbers", text, Nearest.Hint(text, ["binary", "classes", "numbers"])),
        },
        Count = parse.Whole(examples, 1),
        Noise = parse.Number(noise, 0),
    };
}
