using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>All runs below a folder, and folders with event files of other programs. Only what has changed since the last look is read again; the first reading of many goes on while the first are shown.</summary>
/// <param name="root">The folder; it need not exist yet.</param>
internal sealed class RunIndex(string root)
{
    // Comparisons put their runs one folder deeper, and people sort them into folders of their own.
    private const int Deepest = 4, MostRuns = 100_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMilliseconds(700);
    private static readonly EnumerationOptions Plain = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Task looking = Task.CompletedTask;
    private DateTime looked;

    /// <summary>The folder of all runs.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Runs that were found and are not read yet.</summary>
    public int Unread { get; private set; }

    /// <summary>What is known of the runs, looked at anew at most once a second; a long reading is not waited for.</summary>
    public async Task<IReadOnlyList<RunSummary>> LookAsync()
    {
        Task now;
        lock (gate)
        {
            if (looking.IsCompleted && DateTime.UtcNow - looked > Pause) looking = Task.Run(Look);
            now = looking;
        }
        await Task.WhenAny(now, Task.Delay(Patience));
        if (now.IsFaulted) await now;
        return [.. entries.Values.Select(e => e.Summary)];
    }

    /// <summary>The folder of a run; null for an id that the list has not.</summary>
    public RunFolder? Find(string id) => entries.TryGetValue(id, out var entry) ? new RunFolder(entry.Path) : null;

    /// <summary>The summary of a run; null for an id that the list has not.</summary>
    public RunSummary? SummaryOf(string id) => entries.TryGetValue(id, out var entry) ? entry.Summary : null;

    private void Look()
    {
        var found = new List<string>();
        if (Directory.Exists(Root)) Walk(Root, 0, found);
        var there = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        Unread = entries.IsEmpty ? found.Count : 0;
        Parallel.ForEach(found, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) }, path =>
        {
            string name = path.Length == Root.Length ? "." : Path.GetRelativePath(Root, path).Replace('\\', '/'), id = IdOf(name);
            var folder = new RunFolder(path);
            bool isRun = folder.HasRun;
            var stamp = isRun ? SummaryReading.StampOf(folder) : EventFolder.StampOf(folder);
            if (!entries.TryGetValue(id, out var known) || known.Stamp != stamp) entries[id] = new Entry(path, stamp, isRun ? SummaryReading.Of(folder, id, name) : EventFolder.Summary(id, name, stamp));
            there[id] = true;
            Unread = Math.Max(0, found.Count - there.Count);
        });
        foreach (string gone in entries.Keys.Where(id => !there.ContainsKey(id))) entries.TryRemove(gone, out _);
        Unread = 0;
        looked = DateTime.UtcNow;
    }

    // Links are not followed: what lies elsewhere is not below the folder.
    private static void Walk(string folder, int depth, List<string> found)
    {
        if (found.Count >= MostRuns) return;
        if (new RunFolder(folder).HasRun)
        {
            found.Add(folder);
            return;
        }
        // Other programs lay the parts of a training into folders below its own.
        if (EventFolder.Has(folder)) found.Add(folder);
        if (depth == Deepest) return;
        foreach (string below in Directory.EnumerateDirectories(folder, "*", Plain)) Walk(below, depth + 1, found);
    }

    private static string IdOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 10));

    private sealed record Entry(string Path, (long, long, long, bool) Stamp, RunSummary Summary);
}
