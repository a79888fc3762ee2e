using System.Buffers.Binary;
using System.IO.Compression;

namespace Cajal.Data;

/// <summary>Writes PNG files with 8 bits a sample: grey, grey and alpha, colour, colour and alpha.</summary>
/// <remarks>Each row takes the filter whose differences have the least sum of sizes, as the standard suggests.</remarks>
internal static class PngWriter
{
    public static byte[] Write(Picture picture)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = picture.Channels switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 };
        header[10..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Packed(picture));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Packed(Picture picture)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int length = picture.Width * picture.Channels;
            byte[] nothing = new byte[length], best = new byte[length], tried = new byte[length];
            for (int y = 0; y < picture.Height; y++)
            {
                var row = picture.Pixels.Slice(y * length, length);
                var above = y == 0 ? nothing : picture.Pixels.Slice((y - 1) * length, length);
                int chosen = 0;
                long least = long.MaxValue;
                for (int filter = 0; filter < PngFilter.Count; filter++)
                {
                    PngFilter.Apply(filter, row, above, picture.Channels, tried);
                    long sum = 0;
                    foreach (byte difference in tried) sum += Math.Abs((int)(sbyte)difference);
                    if (sum >= least) continue;
                    (least, chosen) = (sum, filter);
                    (best, tried) = (tried, best);
                }
                zlib.WriteByte((byte)chosen);
                zlib.Write(best);
            }
        }
        return packed.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.Of(chunk.AsSpan(4, 4 + content.Length)));
        file.Write(chunk);
    }
}
