using System.Diagnostics;
using Cajal.Training;

namespace Cajal.Cli;

/// <summary>A line for each training of a comparison as soon as it is done, with the time that is left.</summary>
internal sealed class ComparisonProgress(Comparison comparison, Terminal terminal) : IProgress<ComparisonCell>
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly int before = comparison.Cells.Count;

    public void Report(ComparisonCell value)
    {
        int done = comparison.Cells.Count, all = comparison.Plan.CellCount;
        var left = Stopwatch.GetElapsedTime(began) * ((double)(all - done) / Math.Max(1, done - before));
        string result = value.Trouble is { } trouble ? $"failed: {trouble}"
            : $"{comparison.Figure} {Numbers.Metric(comparison.Figure, value[comparison.Figure])}";
        string fold = comparison.Plan.Folds > 1 ? $" fold {value.Fold}" : "";
        terminal.Error.WriteLine($"{done}/{all} {comparison.Plan.Settings[value.Setting].Name}, seed {value.Seed}{fold}: {result}"
            + (done < all ? $"; {Numbers.Duration(left)} left" : ""));
        terminal.Error.Flush();
    }
}
