using System.Buffers.Binary;
using Cajal.Data;

namespace Cajal.Tests.Data;

public class IdxFileTests
{
    private static readonly byte[] Small = TestFolder.Idx(0x08, [3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);

    [Fact]
    public void BytesComeOutAsTheyStand()
    {
        using var folder = new TestFolder();
        foreach (byte[] file in new[] { Small, TestFolder.Gzip(Small) })
        {
            var array = IdxFile.Read(folder.Write("x", file));
            array.Sizes.ShouldBe([3, 2, 2]);
            Enumerable.Range(0, 12).Select(i => array[i]).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);
        }
    }

    [Fact]
    public void EveryTypeIsReadBigEndian()
    {
        using var folder = new TestFolder();
        byte[] Bytes(int size, Action<byte[]> write)
        {
            var bytes = new byte[size];
            write(bytes);
            return bytes;
        }

        (byte Type, byte[] Content, double Expected)[] cases =
        [
            (0x08, [200], 200),
            (0x09, [200], -56),
            (0x0b, Bytes(2, b => BinaryPrimitives.WriteInt16BigEndian(b, -12345)), -12345),
            (0x0c, Bytes(4, b => BinaryPrimitives.WriteInt32BigEndian(b, 1_234_567_891)), 1_234_567_891),
            (0x0d, Bytes(4, b => BinaryPrimitives.WriteSingleBigEndian(b, 1.5f)), 1.5),
            (0x0e, Bytes(8, b => BinaryPrimitives.WriteDoubleBigEndian(b, Math.PI)), Math.PI),
        ];
        foreach (var (type, content, expected) in cases)
            IdxFile.Read(folder.Write("x", TestFolder.Idx(type, [1], content)))[0].ShouldBe(expected);
    }

    [Fact]
    public void AFileCutAtAnyByteSaysSo()
    {
        using var folder = new TestFolder();
        for (int length = 0; length < Small.Length; length++)
        {
            string path = folder.Write("cut", Small[..length]);
            string message = Should.Throw<DatasetException>(() => IdxFile.Read(path), $"cut to {length}").Message;
            message.ShouldContain(path);
            string part = length switch { 0 => "is empty", < 4 => "not an IDX file", < 16 => "ends inside its header", _ => "promises" };
            message.ShouldContain(part);
        }
        byte[] packed = TestFolder.Gzip(Small);
        for (int length = 0; length < packed.Length; length++)
            Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("cut", packed[..length])), $"gzip cut to {length}");
    }

    [Fact]
    public void GzipOfACutFileSaysWhatIsMissing()
    {
        using var folder = new TestFolder();
        for (int length = 0; length < Small.Length; length++)
            Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("x", TestFolder.Gzip(Small[..length]))), $"cut to {length}");
    }

    [Fact]
    public void MoreThanTheHeaderPromisesIsDamage()
    {
        using var folder = new TestFolder();
        Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("x", [.. Small, 0])))
            .Message.ShouldContain("promises sizes [3, 2, 2], 12 bytes");
        Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("x", TestFolder.Gzip([.. Small, 0]))))
            .Message.ShouldContain("holds more");
    }

    [Fact]
    public void AnyOtherMagicIsRefused()
    {
        using var folder = new TestFolder();
        for (int at = 0; at < 4; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] file = [.. Small];
                file[at] = (byte)value;
                bool isRight = at switch { 0 or 1 => value == 0, 2 => value is 8 or 9, _ => value == 3 };
                string path = folder.Write("x", file);
                if (isRight) IdxFile.Read(path).Count.ShouldBe(3);
                else Should.Throw<DatasetException>(() => IdxFile.Read(path), $"byte {at} = {value}");
            }
        }
        Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("x", "not idx at all"))).Message.ShouldContain("6e6f7420");
    }

    [Theory]
    [InlineData(new[] { -1, -1, -1 })]
    [InlineData(new[] { 60000, 28, 28 })]
    [InlineData(new[] { -1, -1, -1, -1, -1, -1, -1, -1 })]
    [InlineData(new[] { int.MaxValue })]
    public void ALyingHeaderCostsNoMemory(int[] sizes)
    {
        using var folder = new TestFolder();
        byte[] file = TestFolder.Idx(0x0e, sizes, [1, 2, 3]);
        foreach (byte[] content in new[] { file, TestFolder.Gzip(file) })
        {
            string path = folder.Write("lie", content);
            long before = GC.GetAllocatedBytesForCurrentThread();
            string message = Should.Throw<DatasetException>(() => IdxFile.Read(path)).Message;
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
            message.ShouldContain($"[{string.Join(", ", sizes.Select(s => (uint)s))}]");
        }
    }

    [Fact]
    public void ABombOfZerosStaysInBoundedMemory()
    {
        using var folder = new TestFolder();
        byte[] zeros = TestFolder.Idx(0x08, [80, 1024, 1024], new byte[80 << 20]);
        string path = folder.Write("bomb", TestFolder.Gzip(zeros));
        new FileInfo(path).Length.ShouldBeLessThan(400_000);
        zeros = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<DatasetException>(() => IdxFile.Read(path)).Message.ShouldContain("times its size");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(300 << 20);
    }

    [Fact]
    public void AnEmptyAxisHoldsNoExamples()
    {
        using var folder = new TestFolder();
        Should.Throw<DatasetException>(() => IdxFile.Read(folder.Write("x", TestFolder.Idx(8, [0, 28, 28], []))))
            .Message.ShouldContain("no examples");
    }
}
