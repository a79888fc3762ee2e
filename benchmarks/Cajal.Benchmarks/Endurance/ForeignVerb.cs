using System.Globalization;
using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Measuring;
using Cajal.Benchmarks.Peers;

namespace Cajal.Benchmarks.Endurance;

/// <summary>Two threads against one, while a foreign loop keeps each processor busy: threads may gain nothing then, but must not
/// collapse.</summary>
internal static class ForeignVerb
{
    /// <summary>How many times as long two threads may take as one.</summary>
    private const double Bound = 1.3;

    public static readonly Verb BusyVerb = new("busy", "keeps a processor busy until its input ends; 'foreign' starts it",
        ["processor N"], (arguments, _) => BusyLoop.Stay(arguments.Whole("processor", 0, least: 0)));

    public static readonly Verb Verb = new("foreign",
        "several threads against one under foreign load on each processor; 1 when they take more than 1.3 times as long",
        ["only NAMES", "threads N", "turns N", "block-s SECONDS"], Run);

    private static int Run(Arguments arguments, TextWriter output)
    {
        string[] only = arguments.Has("only") ? arguments.List("only") : ["T1-mlp-mnist-b64", "T1b-mlp-mnist-b1024", "I2-mlp-b256"];
        int threads = arguments.Whole("threads", 2), turns = arguments.Whole("turns", 15), code = 0;
        double blockSeconds = arguments.Number("block-s", 0.2);
        foreach (var workload in PeersVerb.Workloads.Where(w => Selection.Wants(only, w.Name)))
        {
            var run = workload.Variants[0].Prepare();
            double[][] free = Turns(run, threads, 3, blockSeconds);
            double[][] loaded;
            BusyLoop[] loops = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(p => new BusyLoop(p))];
            try
            {
                // Until they are under way.
                Thread.Sleep(1000);
                loaded = Turns(run, threads, turns, blockSeconds);
                if (loops.Any(l => !l.IsAlive))
                    throw new InvalidOperationException("A busy loop ended too early, so the load was not what it should be.");
            }
            finally
            {
                foreach (var loop in loops) loop.Dispose();
            }
            double ratio = Figures.Median(loaded[1]) / Figures.Median(loaded[0]);
            if (ratio > Bound) code = 1;
            output.WriteLine(FormattableString.Invariant($"{{\"workload\": \"{workload.Name}\", \"threads\": {threads}, ")
                + $"\"one_us\": {Micro(loaded[0])}, \"several_us\": {Micro(loaded[1])}, "
                + FormattableString.Invariant($"\"ratio\": {ratio:0.00}, \"bound\": {Bound}, ")
                + $"\"one_free_us\": {Micro(free[0])}, \"several_free_us\": {Micro(free[1])}}}");
            output.Flush();
        }
        return code;
    }

    /// <summary>Seconds per run on one thread and on several, in turns.</summary>
    private static double[][] Turns(Action<int> run, int threads, int turns, double blockSeconds)
    {
        double[][] seconds = [new double[turns], new double[turns]];
        int[] counts = [1, threads];
        CpuThreads.Count = 1;
        int runs = new Timing(1, blockSeconds, 0).Warm(run);
        for (int i = 0; i < turns; i++)
        {
            for (int which = 0; which < 2; which++)
            {
                CpuThreads.Count = counts[which];
                run(Math.Max(1, runs / 8));
                seconds[which][i] = Timing.Time(run, runs) / runs;
            }
        }
        return seconds;
    }

    private static string Micro(double[] seconds) => (Figures.Median(seconds) * 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
