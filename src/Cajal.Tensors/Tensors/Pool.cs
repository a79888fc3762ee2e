using System.Numerics;

namespace Cajal;

/// <summary>Used memory waiting for its next owner, sorted by size. Tapes take from it and give back when they end.</summary>
internal static class Pool
{
    // Sizes come in steps of a quarter of a power of two, so at most a fifth of a region lies idle.
    private const int Classes = 4 * 32;
    private const long MostIdleBytes = 1L << 30;

    private static readonly Stack<HostStorage>[] Idle = MakeStacks();
    private static readonly Lock Door = new();
    private static readonly int[] Fewest = new int[Classes];
    private static long idleBytes;

    static Pool() => _ = new Collection();

    /// <summary>Memory of at least <paramref name="length"/> elements, content undefined.</summary>
    public static HostStorage Rent(DType dtype, int length)
    {
        long bytes = Math.Max(64, (long)length * dtype.Size());
        if (bytes > 1 << 30) return HostStorage.Allocate(dtype, length);
        int number = ClassOf((int)bytes, out int capacity);
        lock (Door)
        {
            if (Idle[number].TryPop(out var storage))
            {
                idleBytes -= storage.Capacity;
                Fewest[number] = Math.Min(Fewest[number], Idle[number].Count);
                storage.Reuse(dtype, length);
                return storage;
            }
        }
        return HostStorage.OfBytes(capacity, dtype, length);
    }

    /// <summary>Takes memory back; tensors that still look at it are told on their next look.</summary>
    public static void Return(HostStorage storage)
    {
        storage.Retire();
        int number = ClassOf(storage.Capacity, out int capacity);
        if (capacity != storage.Capacity || storage.Capacity > 1 << 30) return;
        lock (Door)
        {
            if (idleBytes + capacity > MostIdleBytes) return;
            idleBytes += capacity;
            Idle[number].Push(storage);
        }
    }

    /// <summary>Drops what has lain idle ever since the last call.</summary>
    internal static void Trim()
    {
        lock (Door)
        {
            for (int number = 0; number < Classes; number++)
            {
                for (; Fewest[number] > 0; Fewest[number]--) idleBytes -= Idle[number].Pop().Capacity;
                Fewest[number] = Idle[number].Count;
            }
        }
    }

    private static int ClassOf(int bytes, out int capacity)
    {
        int log = BitOperations.Log2((uint)bytes);
        int quarter = 1 << Math.Max(0, log - 2);
        int steps = (bytes - (1 << log) + quarter - 1) / quarter;
        capacity = (1 << log) + steps * quarter;
        return 4 * log + steps;
    }

    private static Stack<HostStorage>[] MakeStacks()
    {
        var stacks = new Stack<HostStorage>[Classes];
        for (int i = 0; i < stacks.Length; i++) stacks[i] = new Stack<HostStorage>();
        return stacks;
    }

    /// <summary>Unreachable from the start: its finalizer runs after each collection of the second generation, and then the pool is trimmed.</summary>
    private sealed class Collection
    {
        private int seen = GC.CollectionCount(2);

        ~Collection()
        {
            int now = GC.CollectionCount(2);
            if (now != seen) Trim();
            seen = now;
            GC.ReRegisterForFinalize(this);
        }
    }
}
