using System.Buffers.Binary;
using System.Text;
using Cajal.Training;

namespace Cajal.Tests.Training.Checkpoints;

public class SafeTensorsTypesTests
{
    // Values as the element types define them, by hand: sign, exponent, fraction.
    [Theory]
    [InlineData("F16", "003c00b8ff7b007c0100", new[] { 1.0, -0.5, 65504, double.PositiveInfinity, 5.960464477539063e-08 })]
    [InlineData("BF16", "803f00c07f7f80ff", new[] { 1.0, -2, 3.3895313892515355e38, double.NegativeInfinity })]
    [InlineData("F8_E4M3", "38b87e010008", new[] { 1.0, -1, 448, 0.001953125, 0, 0.015625 })]
    [InlineData("F8_E5M2", "3cbc7b017c", new[] { 1.0, -1, 57344, 1.52587890625e-05, double.PositiveInfinity })]
    [InlineData("I8", "80ff7f", new[] { -128.0, -1, 127 })]
    [InlineData("U8", "00ff", new[] { 0.0, 255 })]
    [InlineData("I16", "0080ff7f", new[] { -32768.0, 32767 })]
    [InlineData("U16", "ffff", new[] { 65535.0 })]
    [InlineData("U32", "ffffffff", new[] { 4294967295.0 })]
    [InlineData("U64", "0000000000000040", new[] { 4611686018427387904.0 })]
    public void Every_type_of_the_format_is_read(string word, string hex, double[] expected)
    {
        byte[] file = File(word, Convert.FromHexString(hex), expected.Length);
        SafeTensors.Read(new MemoryStream(file)).Tensors["w"].To(DType.Float64).ToArray<double>().ShouldBe(expected);
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder["a"], file);
        var map = SafeTensors.Map(folder["a"]);
        map.Names.ShouldBe(["w"]);
        map["w"].To(DType.Float64).ToArray<double>().ShouldBe(expected);
    }

    [Fact]
    public void What_no_tensor_holds_is_refused()
    {
        Should.Throw<RunException>(() => SafeTensors.Read(new MemoryStream(File("U64", Convert.FromHexString("0000000000000080"), 1)))).Message.ShouldContain("2^63 or more");
        Should.Throw<RunException>(() => SafeTensors.Read(new MemoryStream(File("C64", new byte[8], 1)))).Message.ShouldContain("of type C64");
        SafeTensors.Read(new MemoryStream(File("F8_E4M3", [0x7f], 1))).Tensors["w"].Item().ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(StoredType.Float16)]
    [InlineData(StoredType.BFloat16)]
    public void Floats_are_stored_in_half_the_room(StoredType floats)
    {
        float[] values = [1, 1.00390625f, 1.01171875f, -3.14159274f, 1e-3f, float.NaN, float.NegativeInfinity, 0];
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["w"] = Tensor.From(values), ["i"] = Tensor.From([70000]) }, floats: floats);
        stream.Position = 0;
        var read = SafeTensors.Read(stream).Tensors;
        read["i"].Item().ShouldBe(70000);
        // Ties go to the even neighbour: of 8 bits 1 + 1/256 lies between 1 and 1 + 2/256, 1 + 3/256 between 1 + 2/256 and 1 + 4/256.
        float[] expected = floats == StoredType.BFloat16 ? [1, 1, 1.015625f, -3.140625f, 0.00099945068f, float.NaN, float.NegativeInfinity, 0] : [.. values.Select(v => (float)(Half)v)];
        read["w"].ToArray<float>().ShouldBe(expected);
    }

    // A little more than halfway between two neighbours: a float would lie on the middle, and then go to the even one.
    [Theory]
    [InlineData(StoredType.Float16, 1 + 1.0 / 2048 + 1e-12, 1 + 1.0 / 1024)]
    [InlineData(StoredType.BFloat16, 1 + 1.0 / 256 + 1e-12, 1 + 1.0 / 128)]
    [InlineData(StoredType.BFloat16, 1 + 3.0 / 256 - 1e-12, 1 + 1.0 / 128)]
    [InlineData(StoredType.BFloat16, -1 - 1.0 / 256 - 1e-12, -1 - 1.0 / 128)]
    public void Doubles_are_rounded_once(StoredType floats, double value, double expected)
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["w"] = Tensor.From([value]) }, floats: floats);
        stream.Position = 0;
        SafeTensors.Read(stream).Tensors["w"].Item().ShouldBe(expected);
    }

    [Fact]
    public void A_mapped_file_is_read_where_it_is_looked_at_and_never_written()
    {
        using var folder = new TemporaryFolder();
        float[] values = [.. Enumerable.Range(0, 100_000).Select(i => (float)i)];
        SafeTensors.Write(folder["a"], new Dictionary<string, Tensor> { ["w"] = Tensor.From(values, [100, 1000]), ["none"] = Tensor.Zeros([0, 3]), ["b"] = Tensor.From([true, false]) });
        byte[] before = System.IO.File.ReadAllBytes(folder["a"]);
        var map = SafeTensors.Map(folder["a"]);
        (map.ShapeOf("w"), map.TypeOf("b")).ShouldBe((Shape.Of([100, 1000]), StoredType.Bool));
        map["w"].ToArray<float>().ShouldBe(values);
        map["none"].Count.ShouldBe(0);
        map["b"].ToArray<bool>().ShouldBe([true, false]);
        map["w"].Sum().Item().ShouldBe(values.Sum(v => (double)v), 1e3);
        System.IO.File.ReadAllBytes(folder["a"]).ShouldBe(before);
        Should.Throw<KeyNotFoundException>(() => map["v"]).Message.ShouldContain("no tensor 'v'");
    }

    private static byte[] File(string word, byte[] numbers, int count)
    {
        string header = $$$"""{"w":{"dtype":"{{{word}}}","shape":[{{{count}}}],"data_offsets":[0,{{{numbers.Length}}}]}}""";
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(header), .. numbers];
    }
}
