using System.Diagnostics;
using Cajal;
using Cajal.DoctorBench;
using Cajal.DoctorBench.Published;
using Cajal.DoctorBench.Scores;

try
{
    if (Arguments.Read(args) is not { } asked)
    {
        Console.WriteLine(Arguments.Help);
        return 0;
    }
    // Small networks gain nothing from threads of their own; cases run side by side.
    CpuThreads.Count = 1;
    if (asked.IsPublished)
    {
        var published = PublishedSheet.Of(PublishedBugs.All, asked.Thresholds);
        if (asked.IsMarkdown) published.WriteMarkdown(Console.Out);
        else published.Write(Console.Out);
        return 0;
    }
    var sheet = new ScoreSheet(Cajal.Insight.Verdict.Checks);
    Case[] cases = [.. Case.All(asked.Faults, asked.Patients, asked.Seeds, asked.IsHalfToo)];
    int done = 0;
    var clock = Stopwatch.StartNew();
    var told = TimeSpan.Zero;
    Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(cases, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, one =>
        {
            sheet.Add(one, Trial.Of(one.Patient, one.Fault?.IsTrained ?? true, asked.Thresholds));
            int now = Interlocked.Increment(ref done);
            lock (clock)
            {
                if (clock.Elapsed - told < TimeSpan.FromSeconds(10)) return;
                told = clock.Elapsed;
                Console.Error.WriteLine($"{now} of {cases.Length} cases, {told.TotalSeconds:F0} s");
            }
        });
    sheet.Write(Console.Out, asked.ShowsWrong);
    return 0;
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
