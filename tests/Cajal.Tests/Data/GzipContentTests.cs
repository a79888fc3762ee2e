using Cajal.Data;

namespace Cajal.Tests.Data;

public class GzipContentTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * i / 7))];

    private static byte[] ReadAll(string path, int chunk = 1 << 16)
    {
        using var stream = DataFile.Open(path);
        var all = new MemoryStream();
        var buffer = new byte[chunk];
        while (stream.Read(buffer) is > 0 and int read) all.Write(buffer, 0, read);
        return all.ToArray();
    }

    [Fact]
    public void ContentDecidesNotTheName()
    {
        using var folder = new TestFolder();
        ReadAll(folder.Write("packed.bin", TestFolder.Gzip(Content))).ShouldBe(Content);
        ReadAll(folder.Write("plain.gz", Content)).ShouldBe(Content);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void AnyChunkAndAnyLengthComeOutWhole(int chunk)
    {
        using var folder = new TestFolder();
        foreach (int length in new[] { 1, 16, 17, 18, 19, 65_535, 65_553, 65_554, 200_000 })
        {
            byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];
            ReadAll(folder.Write("x.gz", TestFolder.Gzip(content)), chunk).ShouldBe(content);
        }
    }

    [Fact]
    public void SeveralMembersFollowEachOther()
    {
        using var folder = new TestFolder();
        ReadAll(folder.Write("x.gz", [.. TestFolder.Gzip(Content), .. TestFolder.Gzip([1, 2, 3])])).ShouldBe([.. Content, 1, 2, 3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(10_000)]
    public void ZerosAfterTheEndAreNoDamage(int zeros)
    {
        using var folder = new TestFolder();
        // Lengths whose four bytes end in one, two or three zeros.
        foreach (int length in new[] { 1, 255, 256, 3000, 65_536, 70_000 })
        {
            byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];
            byte[] packed = TestFolder.Gzip(content);
            ReadAll(folder.Write("x.gz", [.. packed, .. new byte[zeros]])).ShouldBe(content);
            Should.Throw<DatasetException>(() => ReadAll(folder.Write("x.gz", [.. packed[..^9], .. new byte[zeros]])))
                .Message.ShouldContain("damaged or cut short");
            Should.Throw<DatasetException>(() => ReadAll(folder.Write("x.gz", [.. packed, 7, .. new byte[zeros]])))
                .Message.ShouldContain("damaged or cut short");
        }
    }

    [Fact]
    public void ContentThatEndsLikeTheMarkIsNoMark()
    {
        using var folder = new TestFolder();
        byte[] tricky = [.. "Cajal end of gzip"u8];
        ReadAll(folder.Write("x.gz", TestFolder.Gzip(tricky))).ShouldBe(tricky);
    }

    [Fact]
    public void AFileCutAtAnyByteSaysSo()
    {
        using var folder = new TestFolder();
        byte[] packed = TestFolder.Gzip(Content);
        for (int length = 2; length < packed.Length; length++)
        {
            string path = folder.Write("cut.gz", packed[..length]);
            Should.Throw<DatasetException>(() => ReadAll(path), $"cut to {length} of {packed.Length}")
                .Message.ShouldContain("damaged or cut short");
        }
    }

    [Fact]
    public void AChangedByteIsNoticedOrWithoutEffect()
    {
        using var folder = new TestFolder();
        byte[] packed = TestFolder.Gzip(Content);
        for (int i = 2; i < packed.Length; i++)
        {
            byte[] changed = [.. packed];
            changed[i] ^= 0x5a;
            string path = folder.Write("changed.gz", changed);
            try
            {
                ReadAll(path).ShouldBe(Content, $"byte {i}");
            }
            catch (DatasetException error)
            {
                error.Message.ShouldContain("damaged");
            }
        }
    }

    [Fact]
    public void ABombOfZerosStopsEarly()
    {
        using var folder = new TestFolder();
        string path = folder.Write("bomb.gz", TestFolder.Gzip(new byte[70 << 20]));
        Should.Throw<DatasetException>(() => ReadAll(path)).Message.ShouldContain("more than 200 times its size");
    }
}
