using System.Buffers.Binary;
using System.IO.Compression;

namespace Cajal.Data;

/// <summary>Reads PNG files: every colour type, bit depth, filter and interlace; each chunk by its check sum.</summary>
/// <remarks>The header is believed only as far as the packed data can bear it out: they unpack at most 1032-fold. Source: W3C, Portable
/// Network Graphics (third edition).</remarks>
internal static class PngReader
{
    // Deflate cannot do better than 258 bytes for 2 bits.
    private const long MostExpansion = 1032;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static bool IsPng(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <exception cref="DatasetException">The file is damaged, cut short, or too large.</exception>
    public static Picture Read(byte[] bytes, string path, int mostNumbers = Picture.MostNumbers)
    {
        PngHeader? header = null;
        byte[]? palette = null, transparency = null;
        using var packed = new MemoryStream();
        bool ended = false;
        for (int at = Signature.Length; !ended;)
        {
            var (type, content) = Chunk(bytes, ref at, path);
            if (header is null && type != "IHDR") throw PictureFile.Damaged(path, $"its first chunk is '{type}', expected the header "
                + $"'IHDR'");
            switch (type)
            {
                case "IHDR":
                    if (header is not null) throw PictureFile.Damaged(path, "it has two headers");
                    header = PngHeader.Read(content.Span, path, mostNumbers);
                    break;
                case "PLTE": palette = content.ToArray(); break;
                // For colours that carry their own alpha it has no meaning.
                case "tRNS" when header!.Colour is 0 or 2 or 3: transparency = content.ToArray(); break;
                case "IDAT": packed.Write(content.Span); break;
                case "IEND": ended = true; break;
                case [>= 'A' and <= 'Z', ..]: throw PictureFile.Damaged(path, $"it needs the chunk '{type}', which PNG does not have");
            }
        }
        if (packed.Length == 0) throw PictureFile.Damaged(path, "it holds no pixels (no chunk 'IDAT')");
        if (header!.RawBytes > MostExpansion * packed.Length)
            throw PictureFile.Damaged(path, $"its header says {header.Width} x {header.Height} pixels, more than its {packed.Length} "
                + $"bytes of "
                + "packed data can hold");
        packed.Position = 0;
        return Unpack(packed, header, new PngPixels(header, palette, transparency, path), path);
    }

    private static (string Type, ReadOnlyMemory<byte> Content) Chunk(byte[] bytes, ref int at, string path)
    {
        if (bytes.Length - at < 12) throw PictureFile.Cut(path);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        if (length > bytes.Length - at - 12) throw PictureFile.Cut(path);
        int size = (int)length;
        string type = System.Text.Encoding.Latin1.GetString(bytes, at + 4, 4);
        if (!type.All(char.IsAsciiLetter)) throw PictureFile.Damaged(path, "a chunk has a name that is not four letters");
        if (Crc32.Of(bytes.AsSpan(at + 4, size + 4)) != BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 8 + size)))
            throw PictureFile.Damaged(path, $"the check sum of its chunk '{type}' is wrong");
        var content = bytes.AsMemory(at + 8, size);
        at += 12 + size;
        return (type, content);
    }

    private static Picture Unpack(Stream packed, PngHeader header, PngPixels pixels, string path)
    {
        try
        {
            using var raw = new ZLibStream(packed, CompressionMode.Decompress);
            foreach (var pass in header.Passes)
            {
                int width = pass.WidthOf(header.Width), height = pass.HeightOf(header.Height);
                if (width == 0) continue;
                byte[] row = new byte[1 + header.RowBytes(width)], above = new byte[row.Length];
                for (int y = 0; y < height; y++)
                {
                    if (DataFile.ReadFully(raw, row) < row.Length) throw PictureFile.Cut(path);
                    if (!PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), header.Stride))
                        throw PictureFile.Damaged(path, $"a row has filter {row[0]}, and PNG knows 0 to 4");
                    pixels.Add(pass, y, row.AsSpan(1));
                    (row, above) = (above, row);
                }
            }
            // Reading to the end also checks the sum over all rows.
            if (raw.ReadByte() >= 0) throw PictureFile.Damaged(path, "it holds more pixels than its header says");
        }
        catch (InvalidDataException error)
        {
            throw PictureFile.Damaged(path, $"its packed data cannot be unpacked ({error.Message.TrimEnd('.')})");
        }
        return pixels.ToPicture();
    }
}
