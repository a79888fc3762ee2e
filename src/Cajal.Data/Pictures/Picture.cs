namespace Cajal.Data;

/// <summary>A picture with 8 bits per number: [Height, Width, Channels], row by row from the top. 1 channel is grey, 2 grey and alpha, 3
/// red, green, blue, 4 these and alpha.</summary>
public sealed class Picture
{
    /// <summary>The most numbers one picture may hold: 2²⁸.</summary>
    public const int MostNumbers = 1 << 28;

    private readonly byte[] pixels;

    /// <summary>A picture over [height, width, channels] bytes; the array is not copied.</summary>
    /// <exception cref="ArgumentException">A side below 1, channels other than 1 to 4, or another number of bytes.</exception>
    public Picture(int height, int width, int channels, byte[] pixels)
    {
        if (height < 1 || width < 1 || channels is < 1 or > 4)
            throw new ArgumentException($"A picture has sides of at least 1 and 1 to 4 channels; received {height} x {width} "
                + $"x {channels}.");
        if (pixels.Length != (long)height * width * channels)
            throw new ArgumentException($"A picture of {height} x {width} with {channels} channels has {(long)height * width * channels} "
                + $"bytes; received {pixels.Length}.", nameof(pixels));
        (Height, Width, Channels, this.pixels) = (height, width, channels, pixels);
    }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Numbers per pixel: 1 grey, 2 grey and alpha, 3 red, green, blue, 4 red, green, blue, alpha.</summary>
    public int Channels { get; }

    /// <summary>All numbers, [Height, Width, Channels].</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>Whether the last channel says how opaque a pixel is.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>Reads a PNG, JPEG, BMP or PNM (PBM, PGM, PPM) file; the format is told by its content.</summary>
    /// <exception cref="DatasetException">Another format, or a damaged file.</exception>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static Picture Load(string path) => PictureFile.Read(path);

    /// <summary>Reads the bytes of a PNG, JPEG, BMP or PNM file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="mostNumbers">The most numbers that are unpacked: what says it holds more is refused before any memory is taken.</param>
    /// <exception cref="DatasetException">Another format, a damaged file, or more numbers than that.</exception>
    public static Picture Read(byte[] file, string name, int mostNumbers = MostNumbers) => PictureFile.Read(file, name, mostNumbers);

    /// <summary>Writes the picture as a PNG file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path) => File.WriteAllBytes(path, PngWriter.Write(this));

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public byte[] ToPng() => PngWriter.Write(this);

    /// <summary>The picture on white paper: without alpha, v' = α·v + (1 − α)·255.</summary>
    public Picture WithoutAlpha()
    {
        if (!HasAlpha) return this;
        int colours = Channels - 1;
        var flat = new byte[Height * Width * colours];
        for (int i = 0, o = 0; i < pixels.Length; i += Channels)
        {
            int alpha = pixels[i + colours];
            for (int c = 0; c < colours; c++) flat[o++] = (byte)((alpha * pixels[i + c] + (255 - alpha) * 255 + 127) / 255);
        }
        return new Picture(Height, Width, colours, flat);
    }

    /// <summary>The picture in grey, without alpha: 0.299·red + 0.587·green + 0.114·blue (ITU-R BT.601).</summary>
    public Picture ToGrey()
    {
        var flat = WithoutAlpha();
        if (flat.Channels == 1) return flat;
        var grey = new byte[Height * Width];
        for (int i = 0; i < grey.Length; i++)
            grey[i] = (byte)((299 * flat.pixels[3 * i] + 587 * flat.pixels[3 * i + 1] + 114 * flat.pixels[3 * i + 2] + 500) / 1000);
        return new Picture(Height, Width, 1, grey);
    }

    /// <summary>The picture in red, green and blue, without alpha.</summary>
    public Picture ToColour()
    {
        var flat = WithoutAlpha();
        if (flat.Channels == 3) return flat;
        var colour = new byte[3 * Height * Width];
        for (int i = 0; i < colour.Length; i++) colour[i] = flat.pixels[i / 3];
        return new Picture(Height, Width, 3, colour);
    }

    /// <summary>The picture brought to another size: shrunk by means over areas, grown by straight lines between pixels.</summary>
    /// <exception cref="ArgumentException">A side below 1, or more numbers than a picture may hold.</exception>
    public Picture Resize(int height, int width)
    {
        if (height < 1 || width < 1 || (long)height * width * Channels > MostNumbers)
            throw new ArgumentException($"A picture has sides of at least 1 and at most {MostNumbers} numbers; received {height} "
                + $"x {width}.");
        return height == Height && width == Width ? this : PictureResize.To(this, height, width);
    }

    /// <summary>Writes the picture plane by plane, [Channels, Height, Width], as networks read it.</summary>
    internal void CopyPlanes(Span<byte> planes)
    {
        int size = Height * Width;
        for (int c = 0; c < Channels; c++)
            for (int i = 0; i < size; i++) planes[c * size + i] = pixels[i * Channels + c];
    }

    /// <summary>For example <c>28 x 28, grey</c>.</summary>
    public override string ToString() =>
        $"{Height} x {Width}, {Channels switch { 1 => "grey", 2 => "grey and alpha", 3 => "colour", _ => "colour and alpha" }}";
}
