namespace Cajal.Benchmarks.Ceilings;

/// <summary>Copies between blocks that no cache holds: what memory gives at most.</summary>
internal sealed class MemoryTraffic
{
    private const int Count = 1 << 26;

    private readonly float[] from = new float[Count], to = new float[Count];

    public MemoryTraffic() => from.AsSpan().Fill(1);

    /// <summary>Bytes moved in one run: read once, written once.</summary>
    public static double Bytes => 2.0 * Count * sizeof(float);

    /// <summary>Does so many runs.</summary>
    public void Run(int runs)
    {
        for (int i = 0; i < runs; i++) from.AsSpan().CopyTo(to);
    }
}
