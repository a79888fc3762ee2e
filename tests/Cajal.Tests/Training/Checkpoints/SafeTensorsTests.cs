using System.Buffers.Binary;
using System.Text;
using Cajal.Training;

namespace Cajal.Tests.Training.Checkpoints;

public class SafeTensorsTests
{
    private static readonly Dictionary<string, Tensor> Sample = new()
    {
        ["b.weight"] = Tensor.From([1f, -2f, 3.5f, float.NaN, float.PositiveInfinity, 0f], [2, 3]),
        ["a"] = Tensor.Scalar(0.1, DType.Float64),
        ["count"] = Tensor.From([1L, long.MinValue], [2]),
        ["index"] = Tensor.From([7, -7], [2, 1]),
        ["mask"] = Tensor.From([true, false, true], [3]),
        ["none"] = Tensor.Zeros([0, 4]),
    };

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        SafeTensors.Write(folder["w.safetensors"], Sample, new Dictionary<string, string> { ["format"] = "cajal", ["übung"] = "\"1\"" });
        var read = SafeTensors.Read(folder["w.safetensors"]);
        read.Metadata.ShouldBe(new Dictionary<string, string> { ["format"] = "cajal", ["übung"] = "\"1\"" });
        read.Tensors.Keys.ShouldBe(Sample.Keys, ignoreOrder: true);
        foreach (var (name, tensor) in Sample)
        {
            read.Tensors[name].DType.ShouldBe(tensor.DType);
            read.Tensors[name].Shape.ShouldBe(tensor.Shape);
        }
        read.Tensors["b.weight"].ToArray<float>().ShouldBe(Sample["b.weight"].ToArray<float>());
        read.Tensors["a"].Item().ShouldBe(0.1);
        read.Tensors["count"].ToArray<long>().ShouldBe([1L, long.MinValue]);
        read.Tensors["index"].ToArray<int>().ShouldBe([7, -7]);
        read.Tensors["mask"].ToArray<bool>().ShouldBe([true, false, true]);
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        byte[] bytes = Bytes(new Dictionary<string, Tensor> { ["w"] = Tensor.From([1f, 2f], [1, 2]), ["d"] = Tensor.From([3.0], [1]) });
        string header = "{\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}";
        int padded = (header.Length + 7) / 8 * 8;
        BinaryPrimitives.ReadUInt64LittleEndian(bytes).ShouldBe((ulong)padded);
        Encoding.ASCII.GetString(bytes, 8, padded).ShouldBe(header.PadRight(padded));
        BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 + padded)).ShouldBe(3);
        BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + padded + 12)).ShouldBe(2);
        bytes.Length.ShouldBe(8 + padded + 16);
    }

    [Fact]
    public void The_order_of_the_dictionary_does_not_show()
    {
        var turned = Sample.Reverse().ToDictionary();
        Bytes(turned).ShouldBe(Bytes(Sample));
    }

    [Fact]
    public void A_view_is_written_in_its_own_order()
    {
        var x = Tensor.From(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });
        var read = Read(Bytes(new Dictionary<string, Tensor> { ["t"] = x.T }));
        read.Tensors["t"].ToArray<float>().ShouldBe([1f, 4f, 2f, 5f, 3f, 6f]);
        read.Tensors["t"].Shape.ShouldBe([3, 2]);
    }

    [Fact]
    public void The_keeper_of_metadata_cannot_be_a_tensor() =>
        Should.Throw<ArgumentException>(() => Bytes(new Dictionary<string, Tensor> { ["__metadata__"] = Tensor.Ones([1]) }));

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null)]
    [InlineData("""  {"w":{"shape":[2],"data_offsets":[0,8],"dtype":"F32"}}  """, 8, null)]
    [InlineData("""{"w":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", 4, null)]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "claims the bytes 0 to 8 of 7")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "fill 8 bytes, and 9 follow")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "3 elements of 4 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "axis of -2")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", 8, "axis of 4294967296")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2000000000,2000000000,2000000000],"data_offsets":[0,8]}}""", 8, "more than 2^31")]
    [InlineData("""{"w":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "no whole number")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", 8, "no whole number")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}""", 8, "more than 8 numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "claims the bytes -8 to 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "claims the bytes 8 to 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}""", 8, "more than 2 numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "lacks")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", 8, "lacks")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", 8, "stands twice")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", 8, "'x'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'w' stands twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "gap")]
    [InlineData("""{"w":{"dtype":"C64","shape":[4],"data_offsets":[0,8]}}""", 8, "C64")]
    [InlineData("""{"w":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""", 8, "JSON")]
    [InlineData("""{"w":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}""", 8, "JSON")]
    [InlineData("""{"w":[]}""", 0, "JSON")]
    [InlineData("""[]""", 0, "JSON")]
    [InlineData("""{"w":""", 0, "JSON")]
    [InlineData("""{} {}""", 0, "JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "JSON")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "stands twice")]
    [InlineData("", 0, "JSON")]
    public void A_header_is_believed_only_when_it_fits(string json, int dataBytes, string? trouble)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        byte[] file = [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. new byte[dataBytes]];
        if (trouble is null)
        {
            Read(file).Tensors.ContainsKey("w").ShouldBeTrue();
            return;
        }
        string message = Should.Throw<RunException>(() => Read(file)).Message;
        message.ShouldContain(trouble);
        message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(-1)]
    public void A_cut_file_is_refused(int length)
    {
        byte[] file = Bytes(Sample);
        byte[] cut = file[..(length < 0 ? file.Length + length : length)];
        Should.Throw<RunException>(() => Read(cut));
    }

    [Fact]
    public void A_lie_about_the_header_costs_no_memory()
    {
        byte[] file = [.. BitConverter.GetBytes(ulong.MaxValue), .. new byte[100]];
        byte[] bigLie = [.. BitConverter.GetBytes(1_000_000_000UL), .. new byte[100]];
        byte[] bigShape = WithHeader("""{"w":{"dtype":"F32","shape":[536870911],"data_offsets":[0,2147483644]}}""", 16);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] hostile in new[] { file, bigLie, bigShape }) Should.Throw<RunException>(() => Read(hostile));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Every_single_damaged_byte_of_the_header_is_refused_or_read_whole()
    {
        byte[] file = Bytes(Sample);
        for (int i = 0; i < file.Length; i++)
        {
            foreach (byte flip in new byte[] { 1, 0x80, 0xFF })
            {
                byte[] damaged = [.. file];
                damaged[i] ^= flip;
                try
                {
                    Read(damaged).Tensors.Count.ShouldBe(Sample.Count);
                }
                catch (RunException)
                {
                    // The one exception a damaged file may cause.
                }
            }
        }
    }

    [Fact]
    public void Bools_of_any_byte_are_true_or_false()
    {
        byte[] file = WithHeader("""{"w":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}""", 2);
        file[^1] = 200;
        bool[] mask = Read(file).Tensors["w"].ToArray<bool>();
        (mask[1] ? 1 : 0).ShouldBe(1);
        BitConverter.GetBytes(mask[1])[0].ShouldBe((byte)1);
    }

    [Fact]
    public void A_missing_file_says_so() =>
        Should.Throw<RunException>(() => SafeTensors.Read("no-such-file.safetensors")).Message.ShouldContain("does not exist");

    private static byte[] WithHeader(string json, int dataBytes) =>
        [.. BitConverter.GetBytes((ulong)Encoding.UTF8.GetByteCount(json)), .. Encoding.UTF8.GetBytes(json), .. new byte[dataBytes]];

    private static byte[] Bytes(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors);
        return stream.ToArray();
    }

    private static SafeTensorsFile Read(byte[] bytes) => SafeTensors.Read(new MemoryStream(bytes));
}
