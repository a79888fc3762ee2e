using Cajal.Data;
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

    /// <summary>The run to go on with: the latest one of some data, or the latest of all.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string ForResume(Terminal terminal, string? data)
    {
        string root = terminal.Resolve(Root);
        var runs = Directory.Exists(root) ? Directory.EnumerateDirectories(root).Where(f => new RunFolder(f).HasRun) : [];
        if (data is not null) runs = runs.Where(f => IsOf(Path.GetFileName(f), NameOf(data)));
        return runs.MaxBy(Directory.GetLastWriteTimeUtc)
            ?? throw new UsageException($"There is no run{(data is null ? "" : $" of {data}")} in '{Root}' to go on with; name its folder with --run, or leave --resume out.");
    }

    /// <summary>The folder of a run that must exist, or a model; the nearest name when it does not.</summary>
    public static string Existing(Terminal terminal, string path)
    {
        string full = terminal.Resolve(path);
        if (Path.Exists(full)) return full;
        string? parent = Path.GetDirectoryName(full.TrimEnd('/', '\\'));
        var siblings = Directory.Exists(string.IsNullOrEmpty(parent) ? "." : parent) ? Directory.EnumerateDirectories(string.IsNullOrEmpty(parent) ? "." : parent) : [];
        string hint = Nearest.Hint(Path.GetFileName(full), siblings.Select(s => Path.GetFileName(s)!));
        throw new RunException($"There is no run '{path}'.{(hint.Length > 0 ? hint : " Runs are folders that train has made.")}");
    }

    private static string Numbered(Terminal terminal, string data, int number) =>
        terminal.Resolve(Path.Combine(Root, number == 1 ? NameOf(data) : $"{NameOf(data)}-{number}"));

    private static bool IsOf(string folder, string name) =>
        folder == name || (folder.StartsWith(name + "-", StringComparison.Ordinal) && folder.AsSpan(name.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0);

    // iris.csv.gz is iris.
    private static string NameOf(string data)
    {
        // XOR and xor are two sets.
        if ((Datasets.All.FirstOrDefault(s => s.Name == data) ?? Datasets.All.LastOrDefault(s => s.Name.Equals(data, StringComparison.OrdinalIgnoreCase))) is { } source)
            return source.Name;
        string name = Path.GetFileName(data.TrimEnd('/', '\\')).Split('.', 2)[0];
        return name.Length > 0 ? name : "run";
    }
}
