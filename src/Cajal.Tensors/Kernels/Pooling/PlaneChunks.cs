namespace Cajal;

/// <summary>Planes cut into chunks of whole planes, by their number and size alone.</summary>
internal readonly struct PlaneChunks(int planes, int size)
{
    private readonly int planesAtOnce = Math.Max(1, Elementwise.Chunk / Math.Max(1, size));

    /// <summary>How many chunks there are; 1 where a second thread would come too late.</summary>
    public int Chunks => (long)planes * size <= 2 * Elementwise.Chunk ? Math.Min(1, planes) : (planes + planesAtOnce - 1) / planesAtOnce;

    /// <summary>The planes first..end − 1 of a chunk.</summary>
    public (int First, int End) Of(int chunk) => Chunks == 1 ? (0, planes)
        : (chunk * planesAtOnce, Math.Min(planes, (chunk + 1) * planesAtOnce));
}
