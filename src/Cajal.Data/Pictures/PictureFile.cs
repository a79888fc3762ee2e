namespace Cajal.Data;

/// <summary>Reads a picture file of any known format, told by its first bytes; says of others what they are.</summary>
internal static class PictureFile
{
    private const int MostBytes = 1 << 28;

    /// <summary>What can be read, for messages.</summary>
    public const string Known = "Cajal reads PNG, JPEG, BMP and PNM (PBM, PGM, PPM)";

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".jpe", ".bmp", ".dib", ".pbm", ".pgm", ".ppm", ".pnm"];

    private static readonly string[] OtherExtensions =
        [".gif", ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".svg", ".ico", ".psd", ".jp2", ".jxl", ".raw", ".tga", ".pam"];

    /// <summary>Whether a file's name says that it is a picture that can be read.</summary>
    public static bool IsNamed(string path) => Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Whether a file's name says that it is a picture that cannot be read.</summary>
    public static bool IsNamedOther(string path) => OtherExtensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Whether the first bytes are those of a picture, readable or not.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> start) =>
        PngReader.IsPng(start) || JpegReader.IsJpeg(start) || BmpReader.IsBmp(start) || PnmReader.IsPnm(start) || OtherFormat(start)
            is not null;

    /// <exception cref="DatasetException">Another format, or a damaged file; the message names it.</exception>
    public static Picture Read(string path) => Read(ReadBytes(path), path);

    /// <param name="bytes">The whole file.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <param name="mostNumbers">The most numbers (pixels times 4, or times its colours) that are unpacked.</param>
    /// <exception cref="DatasetException">Another format, a damaged file, or more numbers than that; the message names it.</exception>
    public static Picture Read(byte[] bytes, string path, int mostNumbers = Picture.MostNumbers)
    {
        if (PngReader.IsPng(bytes)) return PngReader.Read(bytes, path, mostNumbers);
        if (JpegReader.IsJpeg(bytes)) return JpegReader.Read(bytes, path, mostNumbers);
        if (BmpReader.IsBmp(bytes)) return BmpReader.Read(bytes, path, mostNumbers);
        if (PnmReader.IsPnm(bytes)) return PnmReader.Read(bytes, path, mostNumbers);
        throw new DatasetException(OtherFormat(bytes) is { } format
            ? $"'{path}' is a picture in the format {format}; {Known}. Convert it."
            : $"'{path}' is no picture: it starts with the "
                + $"bytes {Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(8, bytes.Length)))}; {Known}.");
    }

    /// <summary>Refuses a picture that does not fit into memory.</summary>
    public static void RequireRoom(long width, long height, int channels, string path, int mostNumbers = Picture.MostNumbers)
    {
        if (width * height > mostNumbers / channels)
            throw new DatasetException($"'{path}' says it is {width} pixels wide and {height} high; pictures of at most "
                + $"{mostNumbers / channels} pixels of this kind are read here. Shrink it.");
    }

    /// <summary>The sentence for a file that ends too early.</summary>
    public static DatasetException Cut(string path) =>
        new($"'{path}' ends in the middle of its picture; it is cut short. Copy or download it again.");

    /// <summary>The sentence for a file that contradicts itself.</summary>
    public static DatasetException Damaged(string path, string what) =>
        new($"'{path}' is damaged: {what}. Copy or download it again.");

    private static byte[] ReadBytes(string path)
    {
        using var stream = DataFile.Open(path);
        var content = new byte[stream.CanSeek ? (int)Math.Min(stream.Length, MostBytes) + 1 : 1 << 16];
        int filled = 0;
        while (true)
        {
            filled += DataFile.ReadFully(stream, content.AsSpan(filled));
            if (filled < content.Length) return content[..filled];
            if (filled > MostBytes)
                throw new DatasetException($"'{path}' holds more than {MostBytes} bytes; no picture that Cajal reads is so large.");
            Array.Resize(ref content, Math.Min(MostBytes + 1, 2 * content.Length));
        }
    }

    private static string? OtherFormat(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "WebP",
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "TIFF",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', ..] => "AVIF",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h' or (byte)'m', ..] => "HEIF",
        [0, 0, 0, 12, (byte)'j', (byte)'P', ..] => "JPEG 2000",
        [0xff, 0x0a, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', ..] => "JPEG XL",
        [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => "PSD",
        [(byte)'P', (byte)'7', (byte)'\n' or (byte)' ', ..] => "PAM",
        [(byte)'<', (byte)'s', (byte)'v', (byte)'g', ..] => "SVG",
        _ => null,
    };
}
