using System.CommandLine;
using System.Globalization;
using Cajal.Data;

namespace Cajal.Cli;

/// <summary>The options that say how a data set is made or read.</summary>
internal sealed class DataOptions
{
    private readonly Option<string> data = TextOption.Of("--data", "DIR",
        "folder of a named set of files such as mnist, or its parent; without it, CAJAL_DATA; evaluate takes a file of other data here too");
    private readonly Option<string> target = TextOption.Of("--target", "NAME|POSITION",
        "target column of a CSV file: 1 is the first, -1 the last, which is the default");
    private readonly Option<string> ignore = TextOption.Of("--ignore", "COLUMNS",
        "columns of a CSV file to leave out, by name or position: id,3");
    private readonly Option<string> categories = TextOption.Of("--categories", "COLUMNS",
        "columns of a CSV file to read as words although they look like numbers");
    private readonly Option<string> header = TextOption.Of("--header", "yes|no|auto",
        "whether the first line of a CSV file holds names; auto decides by its content");
    private readonly Option<string> separator = TextOption.Of("--separator", "CHAR",
        "character between the fields of a CSV file, or the word tab; without it, decided by the first lines");
    private readonly Option<string> bounds = TextOption.Of("--bounds", "LOW,HIGH",
        "smallest and largest number the target of a CSV file can have; the network then ends in a tanh");
    private readonly Option<string> task = TextOption.Of("--task", "binary|classes|numbers",
        "what is to be learned; without it, decided by the targets");
    private readonly Option<string> examples = TextOption.Of("--examples", "N",
        "number of examples of a generated set");
    private readonly Option<string> noise = TextOption.Of("--noise", "X",
        "noise of a generated set, in the units that cajal data names");
    private readonly Option<string> length = TextOption.Of("--length", "N",
        "steps of generated sequences");
    private readonly Option<string> window = TextOption.Of("--window", "N",
        "read a CSV file as a series: each number is foretold from the N before it");
    private readonly Option<string> season = TextOption.Of("--season", "N",
        "steps after which a series repeats; without it, what its dates suggest");
    private readonly Option<string> logarithm = TextOption.Of("--logarithm", "yes|no",
        "whether the logarithm of a series is foretold; without it, decided by its growth");
    private readonly Option<string> size = TextOption.Of("--size", "N|HxW",
        "height and width that a folder's pictures are brought to, 32 or 24x32; without it, they have one size already");
    private readonly Option<string> classes = TextOption.Of("--classes", "NAMES",
        "take examples of these classes alone: cat,dog, or a range of numbers, 5-9");
    private readonly Option<string> sha256 = TextOption.Of("--sha256", "SUM",
        "the SHA-256 sum that the file, or the address of the web, must have");
    private readonly Option<bool> grey = new("--grey") { Description = "read coloured pictures of a folder as grey ones" };

    private Option[] All => [data, target, ignore, categories, header, separator, bounds, task, examples, noise, length, window, season,
        logarithm, size, grey, classes, sha256];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>What the command says about how the data are read, on top of <paramref name="start"/>; null when it says nothing.</summary>
    public DatasetOptions? IfGiven(ParseResult parse, Terminal terminal, DatasetOptions? start = null) =>
        AnyGiven(parse) ? Read(parse, terminal, start ?? new()) : null;

    /// <summary>Whether the command says anything about the data.</summary>
    public bool AnyGiven(ParseResult parse) => All.Any(o => parse.GetResult(o) is { Implicit: false });

    /// <summary>Whether the command says more about the data than in which folder they lie.</summary>
    public bool MoreThanFolderGiven(ParseResult parse) => All.Any(o => o != data && parse.GetResult(o) is { Implicit: false });

    /// <summary>The folder of the data; null when it is not given.</summary>
    public string? Folder(ParseResult parse, Terminal terminal) => parse.Text(data) is { } folder ? terminal.Resolve(folder) : null;

    /// <summary>The file that --data names where a folder is usual: data themselves; null when it names none.</summary>
    public string? File(ParseResult parse, Terminal terminal) => Folder(parse, terminal) is { } path && System.IO.File.Exists(path) ? path : null;

    /// <summary>What was asked for, on top of <paramref name="start"/>.</summary>
    public DatasetOptions Read(ParseResult parse, Terminal terminal, DatasetOptions start) => start with
    {
        Folder = Folder(parse, terminal) ?? start.Folder,
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
        Bounds = parse.List(bounds) is not { } pair ? start.Bounds
            : pair.Select(Values.ReadNumber).ToArray() is [{ } low, { } high] && low < high ? [low, high]
            : throw Values.Wrong(bounds, "two numbers with a comma between them, the smaller one first", parse.Text(bounds)!),
        Task = parse.Text(task) switch
        {
            null => start.Task,
            "binary" => TaskKind.Binary,
            "classes" => TaskKind.Classes,
            "numbers" => TaskKind.Numbers,
            var text => throw Values.Wrong(task, "binary, classes or numbers", text, NearestName.Hint(text, ["binary", "classes",
                "numbers"])),
        },
        Count = parse.Whole(examples, 1) ?? start.Count,
        Noise = parse.Number(noise, 0) ?? start.Noise,
        Length = parse.Whole(length, 1) ?? start.Length,
        Window = parse.Whole(window, 1) ?? start.Window,
        Season = parse.Whole(season, 2) ?? start.Season,
        Logarithm = parse.Text(logarithm) switch
        {
            null => start.Logarithm,
            "yes" => true,
            "no" => false,
            var text => throw Values.Wrong(logarithm, "yes or no", text),
        },
        PictureSize = parse.Text(size) is { } sides ? SizeOf(sides) : start.PictureSize,
        Classes = parse.List(classes) ?? start.Classes,
        Sha256 = parse.Text(sha256) ?? start.Sha256,
        Grey = parse.GetValue(grey) ? true : start.Grey,
    };

    private int[] SizeOf(string text)
    {
        int?[] sides = [.. text.Split('x').Select(side =>
            int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) && pixels > 0 ? pixels : (int?)null)];
        return sides switch
        {
            [{ } both] => [both, both],
            [{ } height, { } width] => [height, width],
            _ => throw Values.Wrong(size, "a number of pixels from 1, or height x width such as 24x32", text),
        };
    }
}
