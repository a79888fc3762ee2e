using BitMiracle.LibJpeg.Classic;

namespace Cajal.Data;

/// <summary>Reads JPEG files, baseline and progressive, grey and colour, by way of LibJpeg.NET; what it only warns of is an error here,
/// unless it does no harm.</summary>
/// <remarks>The header is believed only as far as the file can bear it out: a byte of JPEG holds at most 1024 pixels.</remarks>
internal static class JpegReader
{
    private const long MostPixelsPerByte = 1024;

    public static bool IsJpeg(ReadOnlySpan<byte> start) => start is [0xff, 0xd8, 0xff, ..];

    /// <exception cref="DatasetException">The file is damaged, cut short, too large, or in colours for print.</exception>
    public static Picture Read(byte[] bytes, string path, int mostNumbers = Picture.MostNumbers)
    {
        try
        {
            return Decode(bytes, path, mostNumbers);
        }
        // The library tells some damage by whatever its arrays say.
        catch (Exception error) when (error is IndexOutOfRangeException or NullReferenceException or InvalidOperationException
            or ArithmeticException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            throw PictureFile.Damaged(path, "its JPEG data contradict each other");
        }
    }

    private static Picture Decode(byte[] bytes, string path, int mostNumbers)
    {
        var jpeg = new jpeg_decompress_struct(new Strict(path));
        using var stream = new MemoryStream(bytes, writable: false);
        jpeg.jpeg_stdio_src(stream);
        jpeg.jpeg_read_header(true);
        int width = jpeg.Image_width, height = jpeg.Image_height, channels = jpeg.Num_components == 1 ? 1 : 3;
        if (width < 1 || height < 1) throw PictureFile.Damaged(path, $"its header says {width} pixels wide and {height} high");
        if (jpeg.Num_components is not (1 or 3))
            throw new DatasetException($"'{path}' is a JPEG picture in {jpeg.Num_components} colours, for print; Cajal reads grey, and "
                + $"red, "
                + "green, blue. Save it as RGB.");
        PictureFile.RequireRoom(width, height, channels, path, mostNumbers);
        if ((long)width * height > MostPixelsPerByte * bytes.Length)
            throw PictureFile.Damaged(path, $"its header says {width} x {height} pixels, more than a JPEG file of {bytes.Length} bytes "
                + $"can hold");
        jpeg.Out_color_space = channels == 1 ? J_COLOR_SPACE.JCS_GRAYSCALE : J_COLOR_SPACE.JCS_RGB;
        jpeg.jpeg_start_decompress();
        var pixels = new byte[(long)width * height * channels];
        byte[][] row = [new byte[width * channels]];
        for (int y = 0; y < height; y++)
        {
            if (jpeg.jpeg_read_scanlines(row, 1) != 1) throw PictureFile.Cut(path);
            row[0].CopyTo(pixels, (long)y * width * channels);
        }
        jpeg.jpeg_finish_decompress();
        return new Picture(height, width, channels, pixels);
    }

    /// <summary>Turns the library's errors and warnings into one sentence.</summary>
    private sealed class Strict(string path) : jpeg_error_mgr
    {
        // Bytes between markers and unknown version numbers are passed over by every reader.
        private static readonly string[] Harmless = ["extraneous", "JFIF", "Adobe"];

        public override void error_exit() => throw PictureFile.Damaged(path, Reason());

        public override void emit_message(int msg_level)
        {
            if (msg_level >= 0) return;
            string reason = Reason();
            if (!Harmless.Any(word => reason.Contains(word, StringComparison.Ordinal))) throw PictureFile.Damaged(path, reason);
        }

        public override void output_message()
        {
        }

        private string Reason() => "the JPEG reader says: " + format_message().Trim().TrimEnd('.');
    }
}
