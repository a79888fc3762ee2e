using Cajal.Onnx;
using Cajal.Onnx.Format;
using Google.Protobuf;
using static Cajal.Tests.Onnx.Graphs;

namespace Cajal.Tests.Onnx;

/// <summary>Files that mean harm or are broken: bounded, and one clear sentence each.</summary>
public class OnnxHostileTests
{
    [Fact]
    public void Not_an_ONNX_file() => Refused([1, 2, 3, 4, 5, 6, 7, 8], "is not an ONNX file");

    [Fact]
    public void An_empty_file() => Refused([], "holds no graph");

    [Fact]
    public void A_cut_off_file()
    {
        byte[] whole = Model(17, Graph(["x"], Node("Add", ["x", "w"])).With("w", Tensor.Ones([64]))).ToByteArray();
        for (int length = 1; length < whole.Length; length += 7) Sentence(whole[..length]);
        Refused(whole[..^40], "was cut off");
    }

    [Fact]
    public void Graphs_within_graphs_without_end()
    {
        // Field 7 (graph) → 1 (node) → 5 (attribute) → 6 (graph) → 1 → …, 3000 deep.
        byte[] inner = [];
        for (int i = 0; i < 3000; i++) inner = Field(i == 2999 ? 7 : (i % 3) switch { 0 => 5, 1 => 1, _ => 6 }, inner);
        Refused(inner, "graphs within graphs");
    }

    [Fact]
    public void A_bomb_of_empty_messages()
    {
        var nodes = new byte[2 * 3_000_000];
        for (int i = 0; i < nodes.Length; i += 2) nodes[i] = 0x0A;
        Refused(Field(7, nodes), "more than 2000000 parts");
    }

    [Fact]
    public void A_message_that_says_it_is_longer_than_the_file() => Refused([0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x0A, 0x00], "was cut off");

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(1L << 40)]
    public void Sizes_that_no_tensor_has(long size)
    {
        var graph = Graph(["x"], Node("Add", ["x", "w"]));
        graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { size, 16 }, RawData = ByteString.CopyFrom(0, 0, 0, 0) });
        Refused(Model(17, graph).ToByteArray(), "'w'");
    }

    [Fact]
    public void Numbers_that_are_missing()
    {
        var graph = Graph(["x"], Node("Add", ["x", "w"]));
        graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { 4 }, RawData = ByteString.CopyFrom(0, 0, 0, 0) });
        Refused(Model(17, graph).ToByteArray(), "needs 16 bytes; the file holds 4");
    }

    [Theory]
    [InlineData("../secret.bin", "outside of the model's folder")]
    [InlineData("/etc/hostname", "outside of the model's folder")]
    [InlineData("inner/../../secret.bin", "outside of the model's folder")]
    [InlineData("missing.bin", "is not beside the model")]
    [InlineData("", "none is named")]
    [InlineData("short.bin", "begins at byte 4 of 'short.bin' and takes 16; that file has 8")]
    [InlineData("link.bin", "is a link")]
    public void External_data_that_is_not_ours_to_read(string location, string words)
    {
        using var folder = new Data.TestFolder();
        folder.Write("secret.bin", new byte[64]);
        folder.Write("models/short.bin", new byte[8]);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(folder.Path, "models", "link.bin"), Path.Combine(folder.Path, "secret.bin"));
        else if (location == "link.bin") return;
        string file = folder.Write("models/m.onnx", Model(17, WithExternal(location, "4", "16")).ToByteArray());
        Should.Throw<OnnxException>(() => OnnxModule.Load(file)).Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("9223372036854775807", "16")]
    [InlineData("4", "9223372036854775807")]
    [InlineData("-4", "16")]
    [InlineData("four", "16")]
    public void Offsets_past_the_end(string offset, string length)
    {
        using var folder = new Data.TestFolder();
        folder.Write("short.bin", new byte[64]);
        string file = folder.Write("m.onnx", Model(17, WithExternal("short.bin", offset, length)).ToByteArray());
        Should.Throw<OnnxException>(() => OnnxModule.Load(file));
    }

    [Fact]
    public void External_data_beside_the_model_is_read()
    {
        using var folder = new Data.TestFolder();
        var numbers = new byte[20];
        BitConverter.TryWriteBytes(numbers.AsSpan(4), 2.5f);
        folder.Write("data/w.bin", numbers);
        string file = folder.Write("m.onnx", Model(17, WithExternal("data/w.bin", "4", "16")).ToByteArray());
        OnnxModule.Load(file).Forward(Tensor.Zeros([4])).ToArray<float>().ShouldBe([2.5f, 0, 0, 0]);
    }

    [Fact]
    public void Circles_and_names_that_stand_twice()
    {
        Refused(Model(17, Graph(["x"], Node("Add", ["x", "b"], "a"), Node("Neg", ["a"], "b"), Node("Neg", ["b"]))).ToByteArray(), "without circles");
        Refused(Model(17, Graph(["x"], Node("Neg", ["x"], "a"), Node("Abs", ["x"], "a"), Node("Neg", ["a"]))).ToByteArray(), "each name stands once");
        Refused(Model(17, Graph(["x"], Node("Neg", ["x"], "a"))).ToByteArray(), "No node computes the output 'y'");
    }

    [Theory]
    [InlineData("ConstantOfShape")]
    [InlineData("Expand")]
    [InlineData("Tile")]
    [InlineData("Pad")]
    [InlineData("Range")]
    [InlineData("OneHot")]
    [InlineData("Reshape")]
    [InlineData("Resize")]
    public void Operators_that_would_fill_the_memory(string op)
    {
        const long much = long.MaxValue / 2;
        var x = Tensor.Ones([1, 1]);
        var (graph, inputs) = op switch
        {
            "ConstantOfShape" => (Graph([], Node(op, ["s"])).With("s", Tensor.From([much])), Array.Empty<Tensor>()),
            "Expand" or "Tile" or "Reshape" => (Graph(["x"], Node(op, ["x", "s"])).With("s", Tensor.From([1L << 30, 1L << 30])), [x]),
            "Pad" => (Graph(["x"], Node(op, ["x", "s"])).With("s", Tensor.From([0L, much, 0, much])), [x]),
            "Range" => (Graph([], Node(op, ["a", "b", "c"])).With("a", Tensor.Scalar(0)).With("b", Tensor.Scalar(1e30)).With("c", Tensor.Scalar(1e-30)), []),
            "OneHot" => (Graph(["x"], Node("Cast", ["x"], "i", Int("to", 7)), Node(op, ["i", "d", "v"])).With("d", Tensor.From([much])).With("v", Tensor.From([0f, 1f])), [x]),
            _ => (Graph(["x"], Node(op, ["x", "", "", "s"])).With("s", Tensor.From([1L << 20, 1L << 20])), [x]),
        };
        string said = Should.Throw<OnnxException>(() => Run(17, graph, inputs)).Message;
        said.ShouldContain(op);
        said.ShouldEndWith(".");
    }

    [Fact]
    public void Nodes_whose_inputs_and_attributes_do_not_fit_one_another()
    {
        var x = Tensor.Ones([1, 1, 4, 4]);
        Should.Throw<OnnxException>(() => Run(17, Graph(["x"], Node("ConvTranspose", ["x", "x"], "y", Ints("output_padding", 0))), x)).Message.ShouldContain("Node 0 (ConvTranspose)");
        Should.Throw<OnnxException>(() => Run(17, Graph(["x"], Node("Range", ["x", "", ""])), x)).Message.ShouldContain("Node 0 (Range)");
        Should.Throw<OnnxException>(() => Run(17, Graph(["x"], Node("Squeeze", ["x", "a"])).With("a", Tensor.From([0L, 9])), x)).Message.ShouldContain("Node 0 (Squeeze)");
    }

    [Fact]
    public void Doubling_again_and_again_is_stopped_while_it_still_fits()
    {
        var nodes = Enumerable.Range(0, 60).Select(i => Node("Expand", [i == 0 ? "x" : "v" + (i - 1), "s" + i], i == 59 ? "y" : "v" + i)).ToArray();
        var graph = Graph(["x"], nodes);
        for (int i = 0; i < 60; i++) graph.With("s" + i, Tensor.From([1L << Math.Min(i, 40), 1L]));
        Should.Throw<OnnxException>(() => Run(17, graph, Tensor.Ones([1, 1])));
        // 4 rows a round, each four times as long: 2^28 numbers are reached before the memory is.
        var joins = Enumerable.Range(0, 20).Select(i => Node("Concat", [.. Enumerable.Repeat(i == 0 ? "x" : "v" + (i - 1), 4)], i == 19 ? "y" : "v" + i, Int("axis", 0))).ToArray();
        Should.Throw<OnnxException>(() => Run(17, Graph(["x"], joins), Tensor.From([true, false]))).Message.ShouldContain("at most 268435456");
    }

    [Fact]
    public void A_loop_without_end_is_stopped()
    {
        var body = new GraphProto
        {
            Input = { new ValueInfoProto { Name = "i" }, new ValueInfoProto { Name = "go" }, new ValueInfoProto { Name = "v" } },
            Node = { Node("Identity", ["go"], "on"), Node("Identity", ["v"], "w") },
            Output = { new ValueInfoProto { Name = "on" }, new ValueInfoProto { Name = "w" } },
        };
        var graph = Graph(["x"], Node("Loop", ["", "yes", "x"], "y", Body("body", body))).With("yes", Tensor.From([true], Shape.Scalar));
        Should.Throw<OnnxException>(() => Run(17, graph, Tensor.Ones([1]))).Message.ShouldContain("has not ended after 100000 rounds");
    }

    [Fact]
    public void Damaged_bytes_never_end_in_anything_but_a_sentence()
    {
        byte[] whole = Model(17, Graph(["x"], Node("Reshape", ["x", "s"], "a"), Node("Gemm", ["a", "w"], "b", Int("transB", 1)), Node("Softmax", ["b"], "y", Int("axis", -1)))
            .With("s", Tensor.From([-1L, 4])).With("w", Tensor.Ones([3, 4]))).ToByteArray();
        var rng = new Rng(11);
        for (int trial = 0; trial < 3000; trial++)
        {
            byte[] broken = (byte[])whole.Clone();
            for (int i = 0; i <= rng.NextInt(3); i++) broken[rng.NextInt(broken.Length)] = (byte)rng.NextInt(256);
            using var folder = new Data.TestFolder();
            try
            {
                OnnxModule.Load(folder.Write("m.onnx", broken)).Run(Tensor.Ones([2, 4]));
            }
            catch (Exception error) when (error is OnnxException or ShapeException)
            {
                error.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static GraphProto WithExternal(string location, string offset, string length)
    {
        var graph = Graph(["x"], Node("Add", ["x", "w"]));
        var tensor = new TensorProto { Name = "w", DataType = 1, Dims = { 4 }, DataLocation = TensorProto.Types.DataLocation.External };
        foreach (var (key, value) in new[] { ("location", location), ("offset", offset), ("length", length) })
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        graph.Initializer.Add(tensor);
        return graph;
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var memory = new MemoryStream();
        using var stream = new CodedOutputStream(memory);
        stream.WriteTag(number, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(content));
        stream.Flush();
        return memory.ToArray();
    }

    private static void Refused(byte[] file, string words)
    {
        string said = Sentence(file) ?? "nothing";
        said.ShouldContain(words);
        said.ShouldEndWith(".");
        said.ShouldNotContain("\n");
    }

    private static string? Sentence(byte[] file)
    {
        using var folder = new Data.TestFolder();
        try
        {
            OnnxModule.Load(folder.Write("m.onnx", file)).Run(Tensor.Ones([64]));
            return null;
        }
        catch (OnnxException error)
        {
            return error.Message;
        }
    }
}
