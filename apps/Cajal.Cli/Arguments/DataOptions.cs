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

    private Option[] All => [data, target, ignore, categories, header, separator, task, examples, noise];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>Whether the command says anything about how the data are read.</summary>
    public bool AnyGiven(ParseResult parse) => All.Any(o => parse.GetResult(o) is not null);

    /// <summary>What was asked for, on top of <paramref name="start"/>.</summary>
    public DatasetOptions Read(ParseResult parse, Terminal terminal, DatasetOptions start) => start with
    {
        Folder = parse.Text(data) is { } folder ? terminal.Resolve(folder) : start.Folder,
        Target = parse.Text(target) ?? start.Target,
        Ignore = parse.List(ignore) ?? start.Ignore,
        Categories = parse.List(categories) ?? start.Categories,
        Header = parse.Text(header) switch
        {
            null => start.Header,
            "auto" => null,
            "yes" => true,
            "no" => false,
            var text => throw Values.Wrong(header, "yes, no or auto", text),
        },
        Separator = parse.Text(separator) switch
        {
            null => start.Separator,
            "tab" => '\t',
            { Length: 1 } text => text[0],
            var text => throw Values.Wrong(separator, "one character, or the word tab", text),
        },
        Task = parse.Text(task) switch
        {
            null => start.Task,
            "binary" => TaskKind.Binary,
            "classes" => TaskKind.Classes,
            "numbers" => TaskKind.Numbers,
            var text => throw Values.Wrong(task, "binary, classes or numbers", text, Nearest.Hint(text, ["binary", "classes", "numbers"])),
        },
        Count = parse.Whole(examples, 1) ?? start.Count,
        Noise = parse.Number(noise, 0) ?? start.Noise,
    };
}
