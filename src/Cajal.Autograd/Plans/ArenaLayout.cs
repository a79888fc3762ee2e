namespace Cajal;

/// <summary>Lays values into one block of memory so that two share a place only when their lifetimes do not meet.</summary>
internal static class ArenaLayout
{
    private const int Alignment = 64;

    /// <summary>A value of <paramref name="Bytes"/> bytes, needed from step <paramref name="First"/> to step <paramref name="Last"/>, both included.</summary>
    public readonly record struct Value(int Bytes, int First, int Last);

    /// <summary>Offsets in bytes, and the size of the whole block. Large values are placed first, each in the lowest gap that is free for its lifetime.</summary>
    public static (long[] Offsets, long Total) Place(IReadOnlyList<Value> values)
    {
        long[] offsets = new long[values.Count];
        long total = 0;
        var placed = new List<int>();
        foreach (int i in Enumerable.Range(0, values.Count).OrderByDescending(i => values[i].Bytes).ThenBy(i => values[i].First))
        {
            long offset = 0;
            foreach (int j in placed)
            {
                if (values[j].First > values[i].Last || values[j].Last < values[i].First) continue;
                if (offset + Padded(values[i].Bytes) <= offsets[j]) break;
                offset = Math.Max(offset, offsets[j] + Padded(values[j].Bytes));
            }
            offsets[i] = offset;
            total = Math.Max(total, offset + Padded(values[i].Bytes));
            int at = placed.FindIndex(j => offsets[j] > offsets[i]);
            placed.Insert(at < 0 ? placed.Count : at, i);
        }
        return (offsets, total);
    }

    private static long Padded(int bytes) => (bytes + (long)Alignment - 1) / Alignment * Alignment;
}
