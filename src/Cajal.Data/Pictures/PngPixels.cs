using System.Buffers.Binary;

namespace Cajal.Data;

/// <summary>Turns the samples of PNG rows into bytes of a picture: bit depths to 8, palettes to colours, transparent colours to
/// alpha.</summary>
/// <remarks>A sample of d bits becomes round(255·v / (2^d − 1)). A transparent colour is compared in its own depth.</remarks>
internal sealed class PngPixels
{
    private readonly PngHeader header;
    private readonly string path;
    private readonly byte[] palette, transparency;
    private readonly int[] keys;
    private readonly byte[] pixels;

    public PngPixels(PngHeader header, byte[]? palette, byte[]? transparency, string path)
    {
        (this.header, this.path) = (header, path);
        this.palette = palette ?? [];
        this.transparency = transparency ?? [];
        if (header.HasPalette && (palette is null || palette.Length % 3 != 0 || palette.Length is 0 or > 768))
            throw PictureFile.Damaged(path, palette is null ? "its palette is missing"
                : $"its palette has {palette.Length} bytes, not 3 a colour");
        bool isKey = header.Colour is 0 or 2 && transparency is not null;
        if (isKey && transparency!.Length != 2 * header.Samples)
            throw PictureFile.Damaged(path, $"its transparent colour has {transparency.Length} bytes, expected {2 * header.Samples}");
        keys = !isKey ? [] : [.. Enumerable.Range(0, header.Samples)
            .Select(s => (int)BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * s)))];
        int colours = header.HasPalette || header.Colour is 2 or 6 ? 3 : 1;
        Channels = colours + (header.Colour is 4 or 6 || transparency is not null ? 1 : 0);
        pixels = new byte[(long)header.Height * header.Width * Channels];
    }

    public int Channels { get; }

    /// <summary>The picture that the rows made.</summary>
    public Picture ToPicture() => new(header.Height, header.Width, Channels, pixels);

    /// <summary>Puts a row of a pass into its place.</summary>
    public void Add(PngPass pass, int passRow, ReadOnlySpan<byte> row)
    {
        int y = pass.StartY + passRow * pass.StepY, samples = header.Samples;
        Span<int> values = stackalloc int[4];
        for (int i = 0, x = pass.StartX; x < header.Width; i++, x += pass.StepX)
        {
            for (int s = 0; s < samples; s++) values[s] = Sample(row, i * samples + s);
            Write(values[..samples], pixels.AsSpan((y * header.Width + x) * Channels, Channels));
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index) => header.Depth switch
    {
        8 => row[index],
        16 => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]),
        var depth => (row[index * depth / 8] >> (8 - depth - index * depth % 8)) & ((1 << depth) - 1),
    };

    private void Write(ReadOnlySpan<int> values, Span<byte> pixel)
    {
        if (header.HasPalette)
        {
            int entry = values[0];
            if (3 * entry >= palette.Length)
                throw PictureFile.Damaged(path, $"a pixel has colour {entry} of a palette of {palette.Length / 3}");
            palette.AsSpan(3 * entry, 3).CopyTo(pixel);
            if (pixel.Length == 4) pixel[3] = entry < transparency.Length ? transparency[entry] : (byte)255;
            return;
        }
        int most = (1 << header.Depth) - 1;
        for (int s = 0; s < values.Length; s++) pixel[s] = (byte)((values[s] * 255 + most / 2) / most);
        if (keys.Length > 0) pixel[^1] = values.SequenceEqual(keys) ? (byte)0 : (byte)255;
    }
}
