using Cajal.Fetch;
using Cajal.Networks;

namespace Cajal.Cli;

/// <summary>Where a command runs: its writers and its folder.</summary>
/// <param name="Out">Standard output: results.</param>
/// <param name="Error">Standard error: progress, warnings and what went wrong.</param>
/// <param name="Folder">The folder that relative paths start from.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, string Folder)
{
    /// <summary>Whether somebody watches standard error, so that a line may change while it stands there.</summary>
    public bool IsLive { get; init; }

    /// <summary>Characters in a line of standard error while somebody watches.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Characters in a line of standard output; no bound for files and pipes.</summary>
    public int OutWidth { get; init; } = int.MaxValue;

    /// <summary>Whether the work looks at its cancellation by now; before that, a signal ends the process as usual.</summary>
    public bool StopsItself { get; set; }

    /// <summary>What to type to run this program again.</summary>
    public string Program { get; init; } = "cajal";

    /// <summary>A file or folder, as it was typed when that is enough to find it.</summary>
    public string Resolve(string path) =>
        Path.IsPathRooted(path) || Folder == Directory.GetCurrentDirectory() ? path : Path.Combine(Folder, path);

    /// <summary>A data set's or game's name, or an address of the web, as it is, anything that may be a path as <see cref="Resolve"/> gives it.</summary>
    public string ResolveNameOrPath(string text) =>
        GameCatalog.Names(text) || Download.IsAddress(text) ? text : text.AsSpan().ContainsAny('/', '\\', '.') || Path.Exists(Path.Combine(Folder, text)) ? Resolve(text) : text;

    /// <summary>A path as short as it can be typed from the folder.</summary>
    public string Shorten(string path) => Download.IsAddress(path) ? path : Path.GetRelativePath(Folder, Path.GetFullPath(path, Folder)) is var relative
        && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path;
}
