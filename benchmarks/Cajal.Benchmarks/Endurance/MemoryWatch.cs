using System.Diagnostics;

namespace Cajal.Benchmarks.Endurance;

/// <summary>Looks at the memory from time to time and says when it has grown since it settled.</summary>
internal sealed class MemoryWatch
{
    /// <summary>What may be added to what lives on the managed heap, and to what the system says the process holds.</summary>
    private const long HeapBound = 1 << 20, WorkingSetBound = 32 << 20;

    /// <summary>Looks at the process that must all be above the bound: what the collector borrows for a while, it gives back; a leak never shrinks.</summary>
    private const int Looks = 3;

    private readonly Queue<long> workingSets = new();
    private Sample? settled, last;

    public static string Bounds => FormattableString.Invariant(
        $"the heap grew by less than {HeapBound} bytes, the process by less than {WorkingSetBound}");

    /// <summary>What has grown beyond its bound; null while nothing has.</summary>
    public string? Growth => settled is not { } first || last is not { } now ? null
        : now.Heap > first.Heap + HeapBound ? Grown("the managed heap", first.Heap, now.Heap, HeapBound)
        : workingSets.Count == Looks && workingSets.Min() > first.WorkingSet + WorkingSetBound
            ? Grown("the working set", first.WorkingSet, workingSets.Min(), WorkingSetBound) : null;

    /// <summary>Looks; the first look at settled memory is what later ones are compared with.</summary>
    public Sample Take(bool isSettled)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return Take(new(heap, process.WorkingSet64), isSettled);
    }

    /// <summary>The same, for figures that come from elsewhere.</summary>
    public Sample Take(Sample sample, bool isSettled)
    {
        last = sample;
        workingSets.Enqueue(sample.WorkingSet);
        if (workingSets.Count > Looks) workingSets.Dequeue();
        if (isSettled) settled ??= sample;
        return sample;
    }

    private static string Grown(string what, long from, long to, long bound) => FormattableString.Invariant(
        $"{what} grew from {from} to {to} bytes, by more than {bound}");

    /// <param name="Heap">Bytes alive on the managed heap, after a collection.</param>
    /// <param name="WorkingSet">Bytes of memory the process holds.</param>
    internal readonly record struct Sample(long Heap, long WorkingSet);
}
