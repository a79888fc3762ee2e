using Cajal.Training;

namespace Cajal.Studio;

/// <summary>Where runs are opened with their networks, a few at a time. What takes long is done one thing after the other, so that a page that asks for much leaves the
/// machine its processors.</summary>
internal sealed class RunDesk
{
    private const int MostRuns = 4;

    private readonly SemaphoreSlim turn = new(1);
    private readonly List<(string Path, (long, long) Stamp, OpenedRun Run)> open = [];

    /// <summary>Does something with an opened run, when it is its turn.</summary>
    /// <exception cref="OperationCanceledException">The page is gone.</exception>
    public async Task<T> DoAsync<T>(RunFolder folder, Func<OpenedRun, T> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => work(Take(folder)), cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    // A run that trains on is read again when it has a newer model or checkpoint.
    private OpenedRun Take(RunFolder folder)
    {
        var stamp = (Directory.GetLastWriteTimeUtc(folder.Model).Ticks, Directory.GetLastWriteTimeUtc(folder.Checkpoints).Ticks);
        int at = open.FindIndex(o => o.Path == folder.Path);
        if (at >= 0 && open[at].Stamp == stamp)
        {
            var known = open[at];
            open.RemoveAt(at);
            open.Add(known);
            return known.Run;
        }
        if (at >= 0) open.RemoveAt(at);
        var run = OpenedRun.Of(folder);
        open.Add((folder.Path, stamp, run));
        if (open.Count > MostRuns) open.RemoveAt(0);
        return run;
    }
}
