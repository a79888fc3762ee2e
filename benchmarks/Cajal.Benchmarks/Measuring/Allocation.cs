namespace Cajal.Benchmarks.Measuring;

/// <summary>Managed memory that steady work takes, on all threads.</summary>
internal static class Allocation
{
    /// <summary>Bytes per run: the least of some tries, because the runtime itself now and then takes a little.</summary>
    /// <param name="run">Does so many runs.</param>
    /// <param name="runs">How many at a time.</param>
    public static double PerRun(Action<int> run, int runs)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            run(runs);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return (double)least / runs;
    }
}
