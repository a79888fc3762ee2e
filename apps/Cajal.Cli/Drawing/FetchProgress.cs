using System.Diagnostics;
using Cajal.Fetch;

namespace Cajal.Cli;

/// <summary>How far a download is: one line that is written over where somebody watches, else a line for each file.</summary>
internal sealed class FetchProgress(Terminal terminal)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly LiveLine? live = terminal.IsLive ? new LiveLine(terminal.Error, terminal.Width) : null;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private string current = "";
    private TimeSpan began, shown;
    private long start;

    /// <summary>Takes what one file's download says.</summary>
    public void Report(string file, DownloadProgress done)
    {
        if (file != current)
        {
            (current, began, start, shown) = (file, clock.Elapsed, done.Received, TimeSpan.Zero);
            if (live is null) terminal.Error.WriteLine($"{file}{(done.Total is { } all ? $", {Size(all)}" : "")}");
        }
        if (live is null || clock.Elapsed - shown < Shortest && done.Received != done.Total) return;
        shown = clock.Elapsed;
        double seconds = (shown - began).TotalSeconds, rate = seconds > 0 ? (done.Received - start) / seconds : 0;
        string left = done.Total is { } total && rate > 0 ? $"  {Numbers.Duration(TimeSpan.FromSeconds((total - done.Received) / rate))} left" : "";
        live.Show(done.Total is { } size ? $"{file} {LiveLine.Bar((double)done.Received / size)}  {Size(done.Received)} of {Size(size)}  {Size((long)rate)}/s{left}"
            : $"{file}  {Size(done.Received)}  {Size((long)rate)}/s");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear() => live?.Show("");

    /// <summary>912 B, 1.6 MB: in steps of 1000.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => FormattableString.Invariant($"{bytes} B"),
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
        _ => FormattableString.Invariant($"{bytes / 1e9:0.00} GB"),
    };
}
