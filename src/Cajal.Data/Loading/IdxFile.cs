using System.Buffers.Binary;
using System.Globalization;

namespace Cajal.Data;

/// <summary>Reads IDX files, plain or gzip: magic number 00 00 type rank, a 32-bit size per axis, then the numbers; all
/// big-endian.</summary>
/// <remarks>The header is believed only as far as the file bears it out: memory grows with what is really there. Source: LeCun, Cortes,
/// Burges (1998), MNIST.</remarks>
internal static class IdxFile
{
    /// <summary>The most bytes one file may hold: 1 GiB.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Whether the first bytes are an IDX magic number.</summary>
    public static bool IsMagic(ReadOnlySpan<byte> start) =>
        start is [0, 0, var type, >= 1 and <= Shape.MaxRank, ..] && Enum.IsDefined((IdxType)type);

    /// <exception cref="DatasetException">Not IDX, sizes that the file does not hold, or damaged gzip.</exception>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static IdxArray Read(string path)
    {
        using var stream = DataFile.Open(path);
        Span<byte> magic = stackalloc byte[4];
        int started = DataFile.ReadFully(stream, magic);
        if (!IsMagic(magic[..started]))
        {
            throw new DatasetException($"'{path}' is not an IDX file: it starts with the bytes "
                + $"{Convert.ToHexStringLower(magic[..started])}; expected 0000, a type (08 to 0e) and a number of axes (01 to 08).");
        }
        var type = (IdxType)magic[2];
        var sizes = ReadSizes(stream, path, magic[3]);
        long total = TotalBytes(path, sizes, type);
        if (stream.CanSeek && stream.Length - stream.Position != total) throw Lie(path, sizes, total, stream.Length - stream.Position);
        if (total > MostBytes)
            throw new DatasetException($"'{path}' has sizes {Text(sizes)}, {Text(total)} bytes; "
                + $"Cajal reads IDX files of at most {Text(MostBytes)}. Split it.");
        return new IdxArray(path, type, [.. sizes.Select(size => (int)size)], ReadContent(stream, path, sizes, (int)total));
    }

    private static uint[] ReadSizes(Stream stream, string path, int rank)
    {
        Span<byte> header = stackalloc byte[4 * rank];
        if (DataFile.ReadFully(stream, header) < header.Length)
            throw new DatasetException($"'{path}' ends inside its header; expected {rank} "
                + "sizes of 4 bytes. It is cut short; copy or download it again.");
        var sizes = new uint[rank];
        for (int i = 0; i < rank; i++) sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(header[(4 * i)..]);
        return sizes;
    }

    private static long TotalBytes(string path, uint[] sizes, IdxType type)
    {
        if (sizes.Contains(0u)) throw new DatasetException($"'{path}' holds no examples: its header gives the sizes {Text(sizes)}.");
        UInt128 total = type switch { IdxType.UInt8 or IdxType.Int8 => 1, IdxType.Int16 => 2, IdxType.Float64 => 8, _ => 4 };
        // Eight sizes of 32 bits could overflow even 128 bits, so stop as soon as no file could be so large.
        foreach (uint size in sizes)
        {
            total *= size;
            if (total > long.MaxValue)
                throw new DatasetException($"'{path}' lies: its header gives the sizes {Text(sizes)}, more than any file can hold.");
        }
        return (long)total;
    }

    private static byte[] ReadContent(Stream stream, string path, uint[] sizes, int total)
    {
        var content = new byte[Math.Min(total, 1 << 20)];
        int filled = 0;
        while (true)
        {
            filled += DataFile.ReadFully(stream, content.AsSpan(filled));
            if (filled < content.Length) throw Lie(path, sizes, total, filled);
            if (filled == total) break;
            Array.Resize(ref content, (int)Math.Min(total, 2L * content.Length));
        }
        return stream.ReadByte() < 0 ? content
            : throw new DatasetException($"'{path}' holds more than the {Text(total)} bytes that "
                + $"its header promises with sizes {Text(sizes)}; it is damaged.");
    }

    private static DatasetException Lie(string path, uint[] sizes, long promised, long found) =>
        new($"The header of '{path}' promises sizes {Text(sizes)}, {Text(promised)} bytes of content; the file holds {Text(found)}. It "
            + "is cut short or damaged; copy or download it again.");

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(uint[] sizes) => $"[{string.Join(", ", sizes)}]";
}
