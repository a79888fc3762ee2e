using Cajal.Data;

namespace Cajal.Tests.Data;

public class PngTests
{
    /// <summary>Every combination of colour type and depth that PNG has.</summary>
    public static TheoryData<int, int, bool> Kinds()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (var (colour, depths) in new (int, int[])[] { (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6,
            [8, 16]) })
            foreach (int depth in depths)
                foreach (bool interlaced in new[] { false, true }) kinds.Add(colour, depth, interlaced);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindIsReadByItsSamples(int colour, int depth, bool interlaced)
    {
        foreach (var (height, width) in new[] { (1, 1), (1, 9), (7, 3), (8, 8), (13, 17) })
        {
            var file = new PlainPng(height, width, colour, depth, interlaced, seed: height * 31 + depth);
            var picture = PngReader.Read(file.Bytes(), "x.png");
            (picture.Height, picture.Width).ShouldBe((height, width));
            picture.Channels.ShouldBe(file.Channels);
            picture.Pixels.SequenceEqual(file.Expected()).ShouldBeTrue($"{colour} {depth} {interlaced} {height}x{width}");
        }
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(3, 2)]
    public void ATransparentColourBecomesAlpha(int colour, int depth)
    {
        var file = new PlainPng(5, 6, colour, depth, false, seed: 3) { IsTransparent = true };
        var picture = PngReader.Read(file.Bytes(), "x.png");
        picture.Channels.ShouldBe(colour == 0 ? 2 : 4);
        picture.Pixels.SequenceEqual(file.Expected()).ShouldBeTrue();
        picture.Pixels.ToArray().Where((_, i) => i % picture.Channels == picture.Channels - 1).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void WhatIsWrittenIsReadBack(int channels)
    {
        foreach (var (height, width) in new[] { (1, 1), (1, 40), (33, 1), (20, 31) })
        {
            var pixels = new byte[height * width * channels];
            var rng = new Rng(5);
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i % 7 == 0 ? rng.NextInt(256) : i);
            var picture = new Picture(height, width, channels, pixels);
            var again = PngReader.Read(picture.ToPng(), "x.png");
            (again.Height, again.Width, again.Channels).ShouldBe((height, width, channels));
            again.Pixels.SequenceEqual(pixels).ShouldBeTrue();
        }
    }

    [Fact]
    public void FiltersMakeSmoothPicturesSmall()
    {
        var pixels = new byte[64 * 64 * 3];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 % 64 * 2 + i / 192 + i % 3);
        new Picture(64, 64, 3, pixels).ToPng().Length.ShouldBeLessThan(1500);
    }

    [Fact]
    public void EveryDamagedByteIsNoticedOrHarmless()
    {
        byte[] whole = new PlainPng(4, 5, 2, 8, false, 1).Bytes();
        for (int i = 8; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x20;
            var error = Should.Throw<DatasetException>(() => PngReader.Read(damaged, "x.png"), $"byte {i}");
            error.Message.ShouldContain("'x.png'");
            error.Message.TrimEnd('.').ShouldNotContain("\n");
        }
        for (int length = 8; length < whole.Length; length++)
            Should.Throw<DatasetException>(() => PngReader.Read(whole[..length], "x.png"), $"cut at {length}");
    }

    [Fact]
    public void HeadersThatLieEatNoMemory()
    {
        foreach (var (width, height) in new[] { (30_000, 8000), (int.MaxValue, int.MaxValue), (1, int.MaxValue), (0, 5) })
        {
            byte[] lying = new PlainPng(2, 2, 6, 8, false, 1).Bytes((uint)width, (uint)height);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Should.Throw<DatasetException>(() => PngReader.Read(lying, "x.png")).Message.ShouldContain("x.png");
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        }
    }

    [Fact]
    public void WrongOrdersAndUnknownChunksAreNamed()
    {
        var png = new PlainPng(3, 3, 0, 8, false, 1);
        Read(PlainPng.Signature, PlainPng.Chunk("IEND", [])).ShouldContain("'IEND'");
        Read(PlainPng.Signature, png.Header(3, 3), PlainPng.Chunk("IEND", [])).ShouldContain("no pixels");
        Read(PlainPng.Signature, png.Header(3, 3), png.Header(3, 3), PlainPng.Chunk("IEND", [])).ShouldContain("two headers");
        Read(PlainPng.Signature, png.Header(3, 3), PlainPng.Chunk("CgBI", []), png.Data(), PlainPng.Chunk("IEND",
            [])).ShouldContain("CgBI");
        // A small letter at its start means that a chunk may be passed over; data may come in pieces.
        byte[] data = png.Data()[8..^4];
        PngReader.Read([.. PlainPng.Signature, .. png.Header(3, 3), .. PlainPng.Chunk("tEXt", "x"u8), .. PlainPng.Chunk("IDAT", data[..5]),
            .. PlainPng.Chunk("IDAT", data[5..]), .. PlainPng.Chunk("IEND", [])],
                "x.png").Pixels.SequenceEqual(png.Expected()).ShouldBeTrue();
        Read(PlainPng.Signature, png.Header(3, 2), png.Data(), PlainPng.Chunk("IEND", [])).ShouldContain("more pixels");
        Read(PlainPng.Signature, png.Header(3, 4), png.Data(), PlainPng.Chunk("IEND", [])).ShouldContain("cut short");
        Read(PlainPng.Signature, new PlainPng(3, 3, 3, 8, false, 1).Header(3, 3), png.Data(), PlainPng.Chunk("IEND",
            [])).ShouldContain("palette");
        Read(PlainPng.Signature, new PlainPng(3, 3, 2, 4, false, 1).Header(3, 3), png.Data(), PlainPng.Chunk("IEND",
            [])).ShouldContain("4 bits");

        static string Read(params byte[][] parts) =>
            Should.Throw<DatasetException>(() => PngReader.Read([.. parts.SelectMany(p => p)], "x.png")).Message;
    }

    [Fact]
    public void CheckSumsAreThoseOfTheStandard() => Crc32.Of("123456789"u8).ShouldBe(0xCBF43926u);
}
