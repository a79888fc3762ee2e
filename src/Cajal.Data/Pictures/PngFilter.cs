namespace Cajal.Data;

/// <summary>PNG's five filters: a byte is written as its difference from a guess out of its left (a), upper (b) and upper left (c)
/// neighbours.</summary>
internal static class PngFilter
{
    public const int Count = 5;

    /// <summary>Puts the guesses back: x = d + guess(a, b, c) mod 256; false for a filter that PNG does not have.</summary>
    /// <param name="filter">0 none, 1 left, 2 upper, 3 mean of both, 4 Paeth.</param>
    /// <param name="row">Differences in, bytes out.</param>
    /// <param name="above">The row above; zeros above the first.</param>
    /// <param name="stride">Bytes from a pixel to the next.</param>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int stride)
    {
        if (filter >= Count) return false;
        for (int i = 0; filter > 0 && i < row.Length; i++)
            row[i] += Guess(filter, i < stride ? 0 : row[i - stride], above[i], i < stride ? 0 : above[i - stride]);
        return true;
    }

    /// <summary>Takes the guesses off: d = x − guess(a, b, c) mod 256.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int stride, Span<byte> differences)
    {
        for (int i = 0; i < row.Length; i++)
            differences[i] = (byte)(row[i] - Guess(filter, i < stride ? 0 : row[i - stride], above[i], i < stride ? 0 : above[i - stride]));
    }

    private static byte Guess(int filter, int a, int b, int c) => filter switch
    {
        1 => (byte)a,
        2 => (byte)b,
        3 => (byte)((a + b) / 2),
        4 => (byte)Paeth(a, b, c),
        _ => 0,
    };

    // The neighbour nearest to a + b − c; the left one before the upper one.
    private static int Paeth(int a, int b, int c)
    {
        int toA = Math.Abs(b - c), toB = Math.Abs(a - c), toC = Math.Abs(a + b - 2 * c);
        return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
    }
}
