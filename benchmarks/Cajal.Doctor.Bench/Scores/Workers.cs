using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cajal.DoctorBench.Scores;

/// <summary>Does independent pieces of work side by side, one on each core, and tells from time to time how far it is.</summary>
internal static class Workers
{
    /// <summary>Does the work for each item.</summary>
    public static void Each<T>(IEnumerable<T> all, Action<T> work)
    {
        T[] items = [.. all];
        int done = 0;
        var clock = Stopwatch.StartNew();
        var told = TimeSpan.Zero;
        Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
        {
            work(item);
            int now = Interlocked.Increment(ref done);
            lock (clock)
            {
                if (clock.Elapsed - told < TimeSpan.FromSeconds(10)) return;
                told = clock.Elapsed;
                Console.Error.WriteLine($"{now} of {items.Length}, {told.TotalSeconds:F0} s");
            }
        });
    }

    /// <summary>The same with an answer for each, in the items' order.</summary>
    public static R[] Map<T, R>(IEnumerable<T> all, Func<T, R> work)
    {
        T[] items = [.. all];
        var answers = new R[items.Length];
        Each(Enumerable.Range(0, items.Length), i => answers[i] = work(items[i]));
        return answers;
    }
}
