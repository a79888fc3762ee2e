using System.Diagnostics;

namespace Cajal.Benchmarks.Measuring;

/// <summary>How something is timed: run until it is warm and a block lasts long enough, then time blocks of that many runs.</summary>
/// <param name="Blocks">Timed blocks.</param>
/// <param name="BlockSeconds">Least length of a block.</param>
/// <param name="WarmSeconds">Least time before the first one.</param>
internal sealed record Timing(int Blocks = 15, double BlockSeconds = 0.1, double WarmSeconds = 1)
{
    // A block that was too short grows by no more than this at a time: first runs are slow, and say little about later ones.
    private const double MostGrowth = 4;

    /// <summary>Seconds per run in each block, in the order they were taken.</summary>
    /// <param name="run">Does so many runs.</param>
    public double[] Measure(Action<int> run)
    {
        int runs = Warm(run);
        double[] seconds = new double[Blocks];
        for (int i = 0; i < Blocks; i++) seconds[i] = Time(run, runs) / runs;
        return seconds;
    }

    /// <summary>Runs until warm; returns how many runs a block takes.</summary>
    public int Warm(Action<int> run)
    {
        long start = Stopwatch.GetTimestamp();
        for (int runs = 1; ;)
        {
            double took = Time(run, runs);
            double growth = Math.Min(MostGrowth, 1.15 * BlockSeconds / Math.Max(took, 1e-7));
            if (took < BlockSeconds) runs = Math.Max(runs + 1, (int)(runs * growth));
            else if (Stopwatch.GetElapsedTime(start).TotalSeconds > WarmSeconds) return runs;
        }
    }

    /// <summary>Seconds that so many runs take together.</summary>
    public static double Time(Action<int> run, int runs)
    {
        long start = Stopwatch.GetTimestamp();
        run(runs);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
