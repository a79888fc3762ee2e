using System.Diagnostics;
using System.Globalization;

namespace Cajal.Benchmarks.Measuring;

/// <summary>What else the processors did while something was timed: CPU seconds of other processes per second.</summary>
internal sealed class Noise
{
    private const string Source = "/proc/stat";
    private const double TicksPerSecond = 100;

    private readonly (double Busy, double Own, long Clock)? start = Read();

    /// <summary>CPU seconds per second since the start, to two places; null where the system does not say.</summary>
    public double? Others
    {
        get
        {
            if (start is not { } from || Read() is not { } to) return null;
            double others = to.Busy - from.Busy - (to.Own - from.Own);
            return Math.Round(Math.Max(0, others / Stopwatch.GetElapsedTime(from.Clock, to.Clock).TotalSeconds), 2);
        }
    }

    /// <summary>Seconds processors were busy, from the first line of /proc/stat: user, nice, system, idle, waiting, interrupts (two),
    /// stolen.</summary>
    public static double BusySeconds(string line)
    {
        double[] ticks = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }

    private static (double Busy, double Own, long Clock)? Read()
    {
        if (!File.Exists(Source)) return null;
        using var process = Process.GetCurrentProcess();
        return (BusySeconds(File.ReadLines(Source).First()), process.TotalProcessorTime.TotalSeconds, Stopwatch.GetTimestamp());
    }
}
