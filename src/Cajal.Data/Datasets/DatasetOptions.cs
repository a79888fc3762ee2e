using System.Globalization;
using System.Text.Json;

namespace Cajal.Data;

/// <summary>How to make or read a data set; what does not apply to a source is refused by it, never passed over.</summary>
public sealed record DatasetOptions
{
    /// <summary>Seed of a generated set; files do not use it.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Number of examples of a generated set; null for its usual number.</summary>
    public int? Count { get; init; }

    /// <summary>Noise of a generated set, in the units its description gives; null for its usual noise.</summary>
    public double? Noise { get; init; }

    /// <summary>Steps of the sequences of a generated set; null for its usual number.</summary>
    public int? Length { get; init; }

    /// <summary>Steps of the window that a series is foretold from; it makes a CSV file a series. Null: a table, unless
    /// <see cref="Season"/> is given.</summary>
    public int? Window { get; init; }

    /// <summary>Steps after which a series repeats; null takes what its dates suggest.</summary>
    public int? Season { get; init; }

    /// <summary>Whether the logarithm of a series is foretold; null decides by its growth.</summary>
    public bool? Logarithm { get; init; }

    /// <summary>Height and width that pictures are brought to, [height, width]; null takes pictures that have one size
    /// already.</summary>
    public IReadOnlyList<int>? PictureSize { get; init; }

    /// <summary>True reads coloured pictures as grey ones; null reads them as they are.</summary>
    public bool? Grey { get; init; }

    /// <summary>Folder of the files of a named set such as mnist, or the parent of that folder; null looks into the environment variable
    /// CAJAL_DATA.</summary>
    public string? Folder { get; init; }

    /// <summary>SHA-256 sum that the file must have, 64 hexadecimal digits; null where it is not known. It applies to files and addresses of the web.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Target column of a CSV file, by name or by position (1 the first, -1 the last); null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>Columns of a CSV file to leave out, by name or position.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Columns of a CSV file to read as words although they look like numbers, by name or position.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether a CSV file's first line holds names; null decides by its content.</summary>
    public bool? Header { get; init; }

    /// <summary>Character between the fields of a CSV file; null decides between comma, semicolon, tab and bar by the first
    /// lines.</summary>
    public char? Separator { get; init; }

    /// <summary>Smallest and largest number the target of a CSV file can have, [low, high]; null where they are not known. A network for
    /// such targets ends in a tanh.</summary>
    public IReadOnlyList<double>? Bounds { get; init; }

    /// <summary>What is to be learned; null decides by the targets.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>The classes whose examples are taken, by name, or as a range of whole numbers, <c>5-9</c>; null for all.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>As JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DataJson.Default.DatasetOptions);

    /// <summary>From JSON text written by <see cref="ToJson"/>.</summary>
    /// <exception cref="DatasetException">Not such a text.</exception>
    public static DatasetOptions FromJson(string json) => DataJson.Read(json, DataJson.Default.DatasetOptions, "options of the data set");

    /// <summary>Refuses what only generators understand.</summary>
    internal void RefuseGeneratorOptions(string source)
    {
        Refuse(Count is not null, source, "number of examples", "generated sets");
        Refuse(Noise is not null, source, "noise", "generated sets");
        RefuseLength(source);
    }

    /// <summary>Refuses a check sum, which only files and addresses have.</summary>
    internal void RefuseCheckSum(string source) => Refuse(Sha256 is not null, source, "check sum", "single files and addresses of the web");

    /// <summary>Refuses a number of steps, which only generated sequences have.</summary>
    internal void RefuseLength(string source) => Refuse(Length is not null, source, "length of sequences", "generated sequences");

    /// <summary>Whether a CSV file is to be read as a series.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal bool IsSeries => Window is not null || Season is not null;

    /// <summary>Refuses what only series understand.</summary>
    internal void RefuseSeriesOptions(string source)
    {
        Refuse(Window is not null, source, "window", "series in CSV files");
        Refuse(Season is not null, source, "season", "series in CSV files");
        Refuse(Logarithm is not null, source, "choice of logarithms", "series in CSV files");
    }

    /// <summary>Refuses what only tables understand.</summary>
    internal void RefuseTableOptions(string source)
    {
        Refuse(Ignore.Count > 0, source, "list of ignored columns", "tables");
        Refuse(Categories.Count > 0, source, "list of category columns", "tables");
        Refuse(Bounds is not null, source, "bounds of the target", "tables");
        Refuse(Task is not (null or TaskKind.Numbers), source, "task other than numbers", "tables");
    }

    /// <summary>Refuses what only pictures understand.</summary>
    internal void RefusePictureOptions(string source)
    {
        Refuse(PictureSize is not null, source, "size of pictures", "folders of pictures");
        Refuse(Grey is not null, source, "choice of grey", "folders of pictures");
    }

    /// <summary>Refuses what only CSV files understand.</summary>
    internal void RefuseCsvOptions(string source)
    {
        Refuse(Target is not null, source, "target column", "CSV files");
        Refuse(Ignore.Count > 0, source, "list of ignored columns", "CSV files");
        Refuse(Categories.Count > 0, source, "list of category columns", "CSV files");
        Refuse(Header is not null, source, "header", "CSV files");
        Refuse(Separator is not null, source, "separator", "CSV files");
        Refuse(Bounds is not null, source, "bounds of the target", "CSV files");
        RefuseCheckSum(source);
        RefuseSeriesOptions(source);
    }

    /// <summary>Refuses a folder, which only named sets of files look into.</summary>
    internal void RefuseFolder(string source) => Refuse(Folder is not null, source, "folder", "named sets of files such as mnist");

    /// <summary>The bounds of a target that holds numbers.</summary>
    /// <exception cref="ArgumentException">They are not two numbers, the smaller one first, or the target holds classes.</exception>
    internal (double Low, double High)? TargetBounds(TaskKind task) => Bounds switch
    {
        null => null,
        _ when task != TaskKind.Numbers => throw new ArgumentException("Bounds of the target are given, and it holds classes; they apply "
            + "to "
            + "numbers. Leave them out, or ask for the task 'numbers'."),
        [var low, var high] when low < high && double.IsFinite(high - low) => (low, high),
        _ => throw new ArgumentException("Bounds are two numbers, the smaller one first; received "
            + $"{string.Join(',', Bounds.Select(b => b.ToString(CultureInfo.InvariantCulture)))}."),
    };

    private static void Refuse(bool isGiven, string source, string what, string where)
    {
        if (isGiven) throw new ArgumentException($"'{source}' takes no {what}; that applies to {where}. Leave it out.");
    }
}
