using Cajal.Training;

namespace Cajal.Studio;

/// <summary>A folder in which another program has left TensorBoard event files, and no run of Cajal.</summary>
internal static class EventFolder
{
    // Names of event files begin with events.out.tfevents, the seconds since 1970 and the machine; what is more is of other tools.
    private const string Pattern = "*tfevents*";
    private static readonly EnumerationOptions Plain = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };

    /// <summary>Whether there are event files in a folder; folders below it count by themselves.</summary>
    public static bool Has(string folder) => Directory.EnumerateFiles(folder, Pattern, Plain).Any();

    /// <summary>Whether a folder is one: event files, and no run.</summary>
    public static bool Is(RunFolder folder) => !folder.HasRun && Has(folder.Path);

    /// <summary>The event files of a folder in the order in which they were begun.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, Pattern, Plain).Order(StringComparer.Ordinal);

    /// <summary>What decides the summary: when the last file was written, how many there are and how long they are.</summary>
    public static (long, long, long, bool) StampOf(RunFolder folder)
    {
        FileInfo[] files = [.. Files(folder.Path).Select(f => new FileInfo(f)).Where(f => f.Exists)];
        return (files.Length == 0 ? 0 : files.Max(f => f.LastWriteTimeUtc.Ticks), files.Length, files.Sum(f => f.Length), false);
    }

    /// <summary>What the list says of the folder; its files are read when somebody opens it.</summary>
    public static RunSummary Summary(string id, string name, (long Written, long, long, bool) stamp) => new()
    {
        Id = id,
        Name = name,
        State = "events",
        Changed = Math.Max(0, (stamp.Written - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond),
    };
}
