using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Measuring;

namespace Cajal.Benchmarks.Peers;

/// <summary>Times the workloads that every peer is timed at, and prints a line of JSON for each way to do one.</summary>
internal static class PeersVerb
{
    /// <summary>What says how long to measure.</summary>
    public static readonly string[] TimingOptions = ["blocks N", "block-s SECONDS", "warm-s SECONDS"];

    public static readonly Verb Verb = new("peers", "times the peers' workloads; a line of JSON for each",
        ["only NAMES", "threads N", "variants NAMES", .. TimingOptions], Run);

    public static IEnumerable<Workload> Workloads => [.. TrainingWorkloads.All, .. SequenceWorkloads.All, .. InferenceWorkloads.All,
        .. ProductWorkloads.All];

    private static int Run(Arguments arguments, TextWriter output)
    {
        string[] only = arguments.List("only"), variants = arguments.List("variants");
        if (arguments.Has("threads")) CpuThreads.Count = arguments.Whole("threads", 1);
        foreach (var workload in Workloads.Where(w => Selection.Wants(only, w.Name)))
        {
            foreach (var variant in workload.Variants.Where(v => variants.Length == 0 || variants.Contains(v.Name)))
            {
                output.WriteLine(Measure(workload, variant, TimingOf(workload, arguments)).ToJson());
                output.Flush();
            }
        }
        return 0;
    }

    private static Timing TimingOf(Workload workload, Arguments arguments) => workload.LongBlocks > 0
        ? new(arguments.Whole("blocks", workload.LongBlocks), 0, 0)
        : new(arguments.Whole("blocks", 15), arguments.Number("block-s", 0.1), arguments.Number("warm-s", workload.WarmSeconds));

    private static ResultLine Measure(Workload workload, Variant variant, Timing timing)
    {
        var run = variant.Prepare();
        var noise = new Noise();
        double[] seconds = timing.Measure(run);
        double? others = noise.Others;
        double bytes = Allocation.PerRun(run, workload.LongBlocks > 0 ? 1 : 4);
        int together = variant.RunsAtOnce;
        // The next one finds a clean heap.
        GC.Collect();
        return new()
        {
            Workload = workload.Name,
            Threads = CpuThreads.Count,
            Metric = workload.Metric,
            Seconds = [.. seconds.Select(s => s / together)],
            Unit = workload.Unit,
            Samples = workload.Samples,
            More = [("variant", variant.Name), ("noise", others), ("bytes_per_step", bytes / together / workload.StepsPerRun)],
        };
    }
}
