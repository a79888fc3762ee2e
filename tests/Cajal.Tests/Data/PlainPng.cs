using System.Buffers.Binary;
using System.IO.Compression;

namespace Cajal.Tests.Data;

/// <summary>PNG files of every kind, made sample by sample with random filters, beside the pixels that a reader must find in
/// them.</summary>
internal sealed class PlainPng(int height, int width, int colour, int depth, bool interlaced, int seed)
{
    public static readonly byte[] Signature = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];

    private readonly int samples = colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
    private int[]? values;

    /// <summary>Whether a colour (of a palette: every second entry) is transparent.</summary>
    public bool IsTransparent { get; init; }

    public int Channels => (colour is 0 or 4 ? 1 : 3) + (colour is 4 or 6 || IsTransparent ? 1 : 0);

    private int Most => (1 << depth) - 1;

    private int Entries => Math.Min(1 << depth, 200);

    // [height, width, samples]; few different ones, so that a transparent colour comes up.
    private int[] Values => values ??= [.. Random(height * width * samples, (colour == 3 ? Entries : Most + 1), IsTransparent ? 3
        : int.MaxValue)];

    public static byte[] Chunk(string type, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        var (length, crc) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc(named));
        return [.. length, .. named, .. crc];
    }

    public byte[] Header(uint width, uint height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, interlaced ? (byte)1 : (byte)0);
        return Chunk("IHDR", header);
    }

    public byte[] Bytes() => Bytes((uint)width, (uint)height);

    public byte[] Bytes(uint width, uint height) =>
    [
        .. Signature, .. Header(width, height), .. colour == 3 ? Chunk("PLTE", Palette()) : [], .. IsTransparent ? Chunk("tRNS", Keys())
            : [],
        .. Data(), .. Chunk("IEND", []),
    ];

    public byte[] Data()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            (int X, int Y, int StepX, int StepY)[] passes = !interlaced ? [(0, 0, 1, 1)]
                : [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
            var filters = new Rng((ulong)seed).Fork("filters");
            foreach (var pass in passes)
            {
                byte[]? above = null;
                for (int y = pass.Y; y < height; y += pass.StepY)
                {
                    byte[] row = Pack([.. Enumerable.Range(0, width).Where(x => x >= pass.X && (x - pass.X) % pass.StepX == 0)
                        .SelectMany(x => Enumerable.Range(0, samples).Select(s => Values[(y * width + x) * samples + s]))]);
                    if (row.Length == 0) break;
                    int filter = filters.NextInt(5);
                    zlib.WriteByte((byte)filter);
                    zlib.Write(Filtered(filter, row, above ?? new byte[row.Length]));
                    above = row;
                }
            }
        }
        return Chunk("IDAT", packed.ToArray());
    }

    /// <summary>The bytes of the picture, [height, width, channels].</summary>
    public byte[] Expected()
    {
        var pixels = new List<byte>();
        for (int i = 0; i < height * width; i++)
        {
            int[] pixel = Values[(i * samples)..((i + 1) * samples)];
            if (colour == 3)
            {
                pixels.AddRange(Palette().AsSpan(3 * pixel[0], 3));
                if (IsTransparent) pixels.Add(pixel[0] < Keys().Length ? Keys()[pixel[0]] : (byte)255);
                continue;
            }
            foreach (int value in pixel) pixels.Add((byte)Math.Round(255.0 * value / Most, MidpointRounding.AwayFromZero));
            if (IsTransparent) pixels.Add(pixel.All(value => value == 1) ? (byte)0 : (byte)255);
        }
        return [.. pixels];
    }

    private byte[] Palette() => [.. Random(3 * Entries, 256, int.MaxValue, "palette").Select(value => (byte)value)];

    // Grey and colour: the sample 1 everywhere. Palettes: alpha of the first entries.
    private byte[] Keys() => colour == 3 ? [0, 77] : [.. Enumerable.Repeat<byte[]>([0, 1], samples).SelectMany(k => k)];

    private IEnumerable<int> Random(int count, int below, int most, string purpose = "samples")
    {
        var rng = new Rng((ulong)seed).Fork(purpose);
        // A pixel of equal samples now and then.
        if (most < below) return Enumerable.Range(0, count / samples).SelectMany(_ => Enumerable.Repeat(rng.NextInt(most), samples));
        return Enumerable.Range(0, count).Select(_ => rng.NextInt(below));
    }

    private byte[] Pack(int[] row)
    {
        if (depth == 16) return [.. row.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })];
        var bytes = new byte[(row.Length * depth + 7) / 8];
        for (int i = 0; i < row.Length; i++) bytes[i * depth / 8] |= (byte)(row[i] << (8 - depth - i * depth % 8));
        return bytes;
    }

    private byte[] Filtered(int filter, byte[] row, byte[] above)
    {
        int stride = Math.Max(1, samples * depth / 8);
        return [.. row.Select((value, i) =>
        {
            int a = i < stride ? 0 : row[i - stride], b = above[i], c = i < stride ? 0 : above[i - stride], p = a + b - c;
            int[] guesses = [0, a, b, (a + b) / 2, new[] { a, b, c }.MinBy(x => Math.Abs(p - x))];
            return (byte)(value - guesses[filter]);
        })];
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (((crc ^ (uint)(value >> bit)) & 1) * 0xedb88320);
        return ~crc;
    }
}
