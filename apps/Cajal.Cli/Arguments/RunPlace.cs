using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>Where runs are kept when the command does not say: <c>runs/NAME</c>, with a number when that is taken.</summary>
internal static class RunPlace
{
    private const string Root = "runs";

    /// <summary>A folder for a new run of some data.</summary>
    public static string ForNew(Terminal terminal, string data)
    {
        for (int number = 1; ; number++)
        {
            string folder = Numbered(terminal, data, number);
            if (!Path.Exists(folder) || (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())) return folder;
        }
    }

    /// <summary>The folder for comparisons of some data, where one that stopped goes on.</summary>
    public static string ForComparison(Terminal terminal, string data) => terminal.Resolve(Path.Combine(Root, NameOf(data) + "-compared"));

    /// <summary>The run to go on with: the latest of some data, or of all, that is not finished; when all are, the latest.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string ForResume(Terminal terminal, string? data) =>
        Latest(terminal, data, f => !File.Exists(new RunFolder(f).Result)) ?? Latest(terminal, data)
        ?? throw new UsageException($"There is no run{(data is null ? "" : $" of {data}")} in '{Root}' to go on with; "
            + "name its folder with --run, or leave --resume out.");

    /// <summary>The latest run of some data, or of all; null when there is none.</summary>
    public static string? Latest(Terminal terminal, string? data, Func<string, bool>? only = null)
    {
        string root = terminal.Resolve(Root);
        var runs = Directory.Exists(root) ? Directory.EnumerateDirectories(root).Where(f => new RunFolder(f).HasRun) : [];
        if (data is not null) runs = runs.Where(f => IsOf(Path.GetFileName(f), NameOf(data)));
        if (only is not null) runs = runs.Where(only);
        return runs.MaxBy(Directory.GetLastWriteTimeUtc);
    }

    /// <summary>The folder of a run that must exist, or a model, as a path or by its name in <c>runs</c>; the nearest name when it does
    /// not.</summary>
    public static string Existing(Terminal terminal, string path)
    {
        string full = terminal.Resolve(path);
        if (Path.Exists(full)) return full;
        string inRoot = terminal.Resolve(Path.Combine(Root, path));
        if (new RunFolder(inRoot).HasRun) return inRoot;
        string parent = Path.GetDirectoryName(Path.GetFullPath(full).TrimEnd('/', '\\')) ?? full;
        var siblings = Directory.Exists(parent) ? Directory.EnumerateDirectories(parent) : [];
        string hint = NearestName.Hint(Path.GetFileName(full), siblings.Select(s => Path.GetFileName(s)!));
        throw new RunException($"There is no run '{path}'.{(hint.Length > 0 ? hint : " Runs are folders that train has made.")}");
    }

    private static string Numbered(Terminal terminal, string data, int number) =>
        terminal.Resolve(Path.Combine(Root, number == 1 ? NameOf(data) : $"{NameOf(data)}-{number}"));

    private static bool IsOf(string folder, string name) =>
        folder == name
        || (folder.StartsWith(name + "-", StringComparison.Ordinal) && int.TryParse(folder.AsSpan(name.Length + 1), out _));

    // iris.csv.gz is iris.
    private static string NameOf(string data)
    {
        // XOR and xor are two sets.
        var source = Datasets.All.FirstOrDefault(s => s.Name == data)
            ?? Datasets.All.LastOrDefault(s => s.Name.Equals(data, StringComparison.OrdinalIgnoreCase));
        if (source is not null) return source.Name;
        // catch(width=12) is catch.
        if (GameCatalog.Names(data)) data = data.Split('(', 2)[0].Trim();
        string name = Path.GetFileName(data.TrimEnd('/', '\\')).Split('.', 2)[0];
        return name.Length > 0 ? name : "run";
    }
}
