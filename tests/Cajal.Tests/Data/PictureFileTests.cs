using BitMiracle.LibJpeg.Classic;
using Cajal.Data;

namespace Cajal.Tests.Data;

public class PictureFileTests
{
    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static Picture Pnm(string header, params byte[] content) => PnmReader.Read([.. Ascii(header), .. content], "x.pnm");

    [Fact]
    public void PnmOfAllSixKindsIsRead()
    {
        Pnm("P1\n# a comment\n3 2\n0 1 0\n110").Pixels.ToArray().ShouldBe([255, 0, 255, 0, 0, 255]);
        Pnm("P4 3 2\n", 0b0100_0000, 0b1100_0000).Pixels.ToArray().ShouldBe([255, 0, 255, 0, 0, 255]);
        Pnm("P2 2 2 15 0 15\n7 #c\n8").Pixels.ToArray().ShouldBe([0, 255, 119, 136]);
        Pnm("P5 2 1 255\n", 7, 200).Pixels.ToArray().ShouldBe([7, 200]);
        Pnm("P5 2 1 1000\n", 3, 232, 1, 244).Pixels.ToArray().ShouldBe([255, 128]);
        var colour = Pnm("P3 1 2 255 1 2 3 4 5 6");
        (colour.Channels, colour.Height, colour.Width).ShouldBe((3, 2, 1));
        colour.Pixels.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        Pnm("P6\n2 1\n255\n", 1, 2, 3, 4, 5, 6).Pixels.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData("P2 2 2 255 1 2 3", "cut short")]
    [InlineData("P2 0 2 255 1 2 3", "0 pixels wide")]
    [InlineData("P2 2 1 70000 1 2", "70000")]
    [InlineData("P2 2 1 10 1 11", "11")]
    [InlineData("P2 2 1 x", "missing")]
    [InlineData("P2 99999999999 1 10 1", "digits")]
    [InlineData("P5 100000 100000 255\nabc", "at most")]
    [InlineData("P5 10000 10000 255\nabc", "cut short")]
    [InlineData("P1 2 1 3 1", "neither")]
    [InlineData("P1 2 2 1 1 1", "cut short")]
    [InlineData("P2 # a comment without an end", "cut short")]
    public void WrongPnmIsOneSentence(string file, string words)
    {
        var error = Should.Throw<DatasetException>(() => PnmReader.Read(Ascii(file), "x.pgm"));
        error.Message.ShouldContain(words);
        error.Message.ShouldContain("'x.pgm'");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(16, false)]
    [InlineData(24, false)]
    [InlineData(24, true)]
    [InlineData(32, false)]
    public void BmpOfAllDepthsIsRead(int bits, bool fromTop)
    {
        var (bytes, expected) = PlainBmp.Make(5, 7, bits, fromTop);
        var picture = BmpReader.Read(bytes, "x.bmp");
        (picture.Height, picture.Width, picture.Channels).ShouldBe((5, 7, 3));
        picture.Pixels.ToArray().ShouldBe(expected);
        for (int length = 18; length < bytes.Length; length++)
            Should.Throw<DatasetException>(() => BmpReader.Read(bytes[..length], "x.bmp")).Message.ShouldContain("x.bmp");
    }

    [Fact]
    public void PackedBmpIsRefusedAndLyingOnesEatNoMemory()
    {
        var (bytes, _) = PlainBmp.Make(4, 4, 8, false);
        bytes[30] = 1;
        Should.Throw<DatasetException>(() => BmpReader.Read(bytes, "x.bmp")).Message.ShouldContain("compression");
        bytes[30] = 0;
        (bytes[20], bytes[24]) = (0x10, 0x10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<DatasetException>(() => BmpReader.Read(bytes, "x.bmp"));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void JpegComesNearToWhatWasWritten(int channels, bool progressive)
    {
        byte[] pixels = Smooth(37, 50, channels), bytes = Jpeg(37, 50, channels, pixels, progressive);
        var picture = JpegReader.Read(bytes, "x.jpg");
        (picture.Height, picture.Width, picture.Channels).ShouldBe((37, 50, channels));
        Enumerable.Range(0, pixels.Length).Average(i => Math.Abs(picture.Pixels[i] - pixels[i])).ShouldBeLessThan(2);
        for (int length = 3; length < bytes.Length - 2; length += 7)
            Should.Throw<DatasetException>(() => JpegReader.Read(bytes[..length], "x.jpg"),
                $"cut at {length}").Message.ShouldContain("x.jpg");
    }

    [Fact]
    public void DamagedJpegIsOneSentenceOrSomePicture()
    {
        byte[] whole = Jpeg(24, 24, 3, Smooth(24, 24, 3), false);
        var rng = new Rng(3);
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] damaged = [.. whole];
            for (int k = 0; k < 3; k++) damaged[3 + rng.NextInt(whole.Length - 3)] = (byte)rng.NextInt(256);
            try
            {
                JpegReader.Read(damaged, "x.jpg");
            }
            catch (DatasetException error)
            {
                error.Message.ShouldContain("'x.jpg'");
            }
        }
    }

    [Fact]
    public void JpegHeadersThatLieEatNoMemory()
    {
        byte[] bytes = Jpeg(24, 24, 3, Smooth(24, 24, 3), true);
        int frame = bytes.AsSpan().IndexOf(new byte[] { 0xff, 0xc2 });
        (bytes[frame + 5], bytes[frame + 7]) = (0x1f, 0x1f);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<DatasetException>(() => JpegReader.Read(bytes, "x.jpg")).Message.ShouldContain("can hold");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Theory]
    [InlineData("GIF89a..........", "GIF")]
    [InlineData("RIFF....WEBPVP8 ", "WebP")]
    [InlineData("MM\0*............", "TIFF")]
    [InlineData("....ftypavif....", "AVIF")]
    [InlineData("....ftypheic....", "HEIF")]
    [InlineData("8BPS............", "PSD")]
    [InlineData("<svg xmlns=.....", "SVG")]
    [InlineData("something else..", "no picture")]
    public void OtherFormatsAreNamed(string content, string format)
    {
        using var folder = new TestFolder();
        string path = folder.Write("x.png", Ascii(content));
        var error = Should.Throw<DatasetException>(() => Picture.Load(path));
        error.Message.ShouldContain(format);
        error.Message.ShouldContain("PNG, JPEG, BMP");
    }

    [Fact]
    public void ColoursAlphaAndSizesChangeAsTheyShould()
    {
        var picture = new Picture(1, 2, 4, [255, 0, 0, 255, 0, 0, 0, 0]);
        picture.WithoutAlpha().Pixels.ToArray().ShouldBe([255, 0, 0, 255, 255, 255]);
        picture.ToGrey().Pixels.ToArray().ShouldBe([76, 255]);
        new Picture(1, 2, 2, [9, 255, 0, 51]).ToColour().Pixels.ToArray().ShouldBe([9, 9, 9, 204, 204, 204]);
        // Means over areas when it shrinks, straight lines when it grows; one grey stays that grey.
        new Picture(4, 4, 1, [.. Enumerable.Repeat((byte)77, 16)]).Resize(3, 7).Pixels.ToArray().ShouldAllBe(p => p == 77);
        new Picture(1, 2, 1, [0, 100]).Resize(1, 4).Pixels.ToArray().ShouldBe([0, 25, 75, 100]);
        new Picture(2, 2, 1, [0, 100, 100, 200]).Resize(1, 1).Pixels.ToArray().ShouldBe([100]);
        Should.Throw<ArgumentException>(() => picture.Resize(0, 2));
        Should.Throw<ArgumentException>(() => new Picture(2, 2, 1, [1, 2, 3]));
    }

    internal static byte[] Smooth(int height, int width, int channels) => [.. Enumerable.Range(0, height * width * channels)
        .Select(i => (byte)(128 + 100 * Math.Sin(i / channels / width * 0.2 + i % channels) * Math.Cos(i / channels % width * 0.15)))];

    internal static byte[] Jpeg(int height, int width, int channels, byte[] pixels, bool progressive)
    {
        using var file = new MemoryStream();
        var jpeg = new jpeg_compress_struct(new jpeg_error_mgr())
        {
            Image_height = height,
            Image_width = width,
            Input_components = channels
        };
        jpeg.In_color_space = channels == 1 ? J_COLOR_SPACE.JCS_GRAYSCALE : J_COLOR_SPACE.JCS_RGB;
        jpeg.jpeg_set_defaults();
        jpeg.jpeg_set_quality(95, true);
        if (progressive) jpeg.jpeg_simple_progression();
        jpeg.jpeg_stdio_dest(file);
        jpeg.jpeg_start_compress(true);
        for (int y = 0; y < height; y++) jpeg.jpeg_write_scanlines([pixels[(y * width * channels)..((y + 1) * width * channels)]], 1);
        jpeg.jpeg_finish_compress();
        return file.ToArray();
    }
}
