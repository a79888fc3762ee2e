using Cajal.Benchmarks.Command;
using Cajal.Benchmarks.Measuring;

namespace Cajal.Benchmarks.Ceilings;

/// <summary>Measures what the machine can do at most: multiply-adds in registers, and copies in memory.</summary>
internal static class CeilingVerb
{
    public static readonly Verb Verb = new("ceiling", "what this machine can do at most: multiply-adds (GFLOP/s) and copies (GB/s)",
        ["threads N", "blocks N", "block-s SECONDS"], Run);

    // Wide registers change the clock; it needs a while to settle.
    private const double WarmSeconds = 0.5;

    /// <summary>GFLOP/s of so many threads: the best block, because a ceiling is what can be reached.</summary>
    public static double GigaFlops(int threads, Timing timing) => PeakFma.Work * threads / MeasureFma(threads, timing).Min() / 1e9;

    /// <summary>GB/s copied by so many threads: read once, written once.</summary>
    public static double GigaBytes(int threads, Timing timing) => MemoryTraffic.Bytes * threads / MeasureCopy(threads, timing).Min() / 1e9;

    private static double[] MeasureCopy(int threads, Timing timing) => timing.Measure(Together.On(threads, () => new MemoryTraffic().Run));

    private static double[] MeasureFma(int threads, Timing timing) =>
        (timing with { WarmSeconds = WarmSeconds }).Measure(Together.On(threads, () => PeakFma.Run));

    private static int Run(Arguments arguments, TextWriter output)
    {
        int threads = arguments.Whole("threads", 1);
        var timing = new Timing(arguments.Whole("blocks", 15), arguments.Number("block-s", 0.05), WarmSeconds);
        double[] fma = MeasureFma(threads, timing);
        double[] copy = MeasureCopy(threads, timing);
        output.WriteLine(Line("ceiling-fma", threads, fma, ("bits", PeakFma.Bits), ("gflops", PeakFma.Work * threads / fma.Min() / 1e9)));
        output.WriteLine(Line("ceiling-copy", threads, copy, ("gb_per_s", MemoryTraffic.Bytes * threads / copy.Min() / 1e9)));
        return 0;
    }

    private static string Line(string workload, int threads, double[] seconds, params (string, object?)[] more) => new ResultLine
    {
        Workload = workload,
        Peer = "machine",
        Version = "-",
        Threads = threads,
        Metric = "ceiling",
        Seconds = seconds,
        Samples = 1,
        More = more,
    }.ToJson();
}
