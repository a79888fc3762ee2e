using Cajal.Benchmarks.Ceilings;
using Cajal.Benchmarks.Measuring;

namespace Cajal.OpBenchmarks;

/// <summary>How fast a call was.</summary>
/// <param name="Cost">What it had to do.</param>
/// <param name="Seconds">What it took.</param>
internal readonly record struct Speed(Cost Cost, double Seconds)
{
    // Measured once, when the first figure is asked for: after all calls were timed.
    private static readonly Lazy<double> PeakGigaFlops = new(() => CeilingVerb.GigaFlops(CpuThreads.Count, new Timing(9, 0.02)));
    private static readonly Lazy<double> PeakGigaBytes = new(() => CeilingVerb.GigaBytes(CpuThreads.Count, new Timing(5, 0.02, 0.1)));

    public double? GigaFlops => Cost.Flop / Seconds / 1e9;

    public double? GigaBytes => Cost.Bytes / Seconds / 1e9;

    /// <summary>Of multiply-adds where they are counted, else of copies in memory (more than all of it, when a cache holds the
    /// operands).</summary>
    public double? Share => GigaFlops is { } flops ? flops / PeakGigaFlops.Value : GigaBytes / PeakGigaBytes.Value;
}
