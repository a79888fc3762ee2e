namespace Cajal;

/// <summary>Rows of a result cut into chunks of whole rows, or of parts of long ones, by the shape alone.</summary>
internal readonly struct RowParts(int rows, int length)
{
    private readonly int parts = Math.Max(1, (length - 1) / Elementwise.Chunk + 1), rowsAtOnce = Math.Max(1, Elementwise.Chunk / Math.Max(1, length));

    /// <summary>How many chunks there are; 1 where a second thread would come too late.</summary>
    public int Chunks => (long)rows * length <= 2 * Elementwise.Chunk ? 1 : parts > 1 ? rows * parts : (rows - 1) / rowsAtOnce + 1;

    /// <summary>The rows first..end − 1 of a chunk, and the numbers from..to − 1 in each of them.</summary>
    public (int First, int End, int From, int To) Of(int chunk)
    {
        if (Chunks == 1) return (0, rows, 0, length);
        if (parts == 1) return (chunk * rowsAtOnce, Math.Min(rows, (chunk + 1) * rowsAtOnce), 0, length);
        int row = Math.DivRem(chunk, parts, out int part), from = part * Elementwise.Chunk;
        return (row, row + 1, from, Math.Min(length, from + Elementwise.Chunk));
    }
}
