using System.Buffers.Binary;
using System.Numerics;

namespace Cajal.Data;

/// <summary>Reads BMP files: 1, 4 and 8 bits with a palette, 16, 24 and 32 bits with or without masks; rows from the bottom or the
/// top.</summary>
/// <remarks>Packed ones (run lengths, JPEG inside) are refused.</remarks>
internal static class BmpReader
{
    private const int FileHeader = 14;

    public static bool IsBmp(ReadOnlySpan<byte> start) =>
        start.Length >= 18 && start is [(byte)'B', (byte)'M', ..] && BinaryPrimitives.ReadUInt32LittleEndian(start[14..])
            is 12 or (>= 40 and <= 124);

    /// <exception cref="DatasetException">The file is damaged, cut short, packed or too large.</exception>
    public static Picture Read(byte[] bytes, string path, int mostNumbers = Picture.MostNumbers)
    {
        int size = Whole(bytes, FileHeader, path), bits;
        long width, height, compression = 0;
        if (size == 12)
        {
            (width, height, bits) = (Short(bytes, 18, path), Short(bytes, 20, path), Short(bytes, 24, path));
        }
        else
        {
            (width, height, bits) = (Whole(bytes, 18, path), Whole(bytes, 22, path), Short(bytes, 28, path));
            compression = Whole(bytes, 30, path);
        }
        bool fromTop = height < 0;
        height = Math.Abs(height);
        if (width < 1 || height < 1) throw PictureFile.Damaged(path, $"its header says {width} pixels wide and {height} high");
        if (compression is not (0 or 3 or 6))
            throw new DatasetException($"'{path}' is a BMP picture packed by method {compression}; Cajal reads those that are not packed. "
                + $"Save "
                + "it again without compression, or as PNG.");
        if (bits is not (1 or 4 or 8 or 16 or 24 or 32)) throw PictureFile.Damaged(path, $"its header says {bits} bits per pixel");
        PictureFile.RequireRoom(width, height, 4, path, mostNumbers);
        long rowBytes = (width * bits + 31) / 32 * 4, start = (uint)Whole(bytes, 10, path);
        if (start + rowBytes * height > bytes.Length) throw PictureFile.Cut(path);
        var colours = bits <= 8 ? Palette(bytes, size, bits, start, path) : null;
        var masks = bits is 16 or 32 ? Masks(bytes, size, bits, compression, path) : null;
        int channels = masks is { Length: 4 } ? 4 : 3;
        var pixels = new byte[width * height * channels];
        for (int y = 0; y < height; y++)
        {
            var row = bytes.AsSpan((int)(start + rowBytes * (fromTop ? y : height - 1 - y)), (int)rowBytes);
            var target = pixels.AsSpan((int)(y * width * channels), (int)(width * channels));
            if (colours is not null) Indexed(row, bits, colours, target, path);
            else if (masks is not null) Masked(row, bits, masks, target);
            else for (int i = 0; i < target.Length; i++) target[i] = row[i / 3 * 3 + 2 - i % 3];
        }
        return new Picture((int)height, (int)width, channels, pixels);
    }

    private static byte[] Palette(byte[] bytes, int headerSize, int bits, long start, string path)
    {
        int entry = headerSize == 12 ? 3 : 4, first = FileHeader + headerSize;
        long count = headerSize == 12 ? 1L << bits : Whole(bytes, 46, path) is > 0 and var used ? used : 1L << bits;
        count = Math.Min(count, Math.Min(1L << bits, (Math.Min(start, bytes.Length) - first) / entry));
        if (count < 1) throw PictureFile.Damaged(path, "its palette is missing");
        var colours = new byte[3 * count];
        for (int i = 0; i < colours.Length; i++) colours[i] = bytes[first + i / 3 * entry + 2 - i % 3];
        return colours;
    }

    private static void Indexed(ReadOnlySpan<byte> row, int bits, byte[] colours, Span<byte> target, string path)
    {
        for (int x = 0; 3 * x < target.Length; x++)
        {
            int colour = (row[x * bits / 8] >> (8 - bits - x * bits % 8)) & ((1 << bits) - 1);
            if (3 * colour >= colours.Length) throw PictureFile.Damaged(path, $"a pixel has colour {colour} of a palette "
                + $"of {colours.Length / 3}");
            colours.AsSpan(3 * colour, 3).CopyTo(target[(3 * x)..]);
        }
    }

    // Red, green, blue, and alpha where the file has a mask for it.
    private static uint[] Masks(byte[] bytes, int headerSize, int bits, long compression, string path)
    {
        if (compression == 0) return bits == 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
        uint[] masks = [.. Enumerable.Range(0, 4).Select(i => i < 3 || headerSize >= 56 || compression == 6
            ? (uint)Whole(bytes, FileHeader + 40 + 4 * i, path) : 0)];
        if (masks.AsSpan(0, 3).Contains(0u)) throw PictureFile.Damaged(path, "a mask of its colours is empty");
        return masks[3] == 0 ? masks[..3] : masks;
    }

    private static void Masked(ReadOnlySpan<byte> row, int bits, uint[] masks, Span<byte> target)
    {
        for (int x = 0; x * masks.Length < target.Length; x++)
        {
            uint pixel = bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..])
                : BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..]);
            for (int c = 0; c < masks.Length; c++)
            {
                int shift = BitOperations.TrailingZeroCount(masks[c]);
                ulong most = masks[c] >> shift, value = (pixel & masks[c]) >> shift;
                target[x * masks.Length + c] = (byte)((value * 255 + most / 2) / most);
            }
        }
    }

    private static int Whole(byte[] bytes, int at, string path) => at + 4 <= bytes.Length
        ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) : throw PictureFile.Cut(path);

    private static int Short(byte[] bytes, int at, string path) => at + 2 <= bytes.Length
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : throw PictureFile.Cut(path);
}
