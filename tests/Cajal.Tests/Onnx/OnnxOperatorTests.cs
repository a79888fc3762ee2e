using Cajal.Onnx;
using Cajal.Onnx.Format;
using static Cajal.Tests.Onnx.Graphs;

namespace Cajal.Tests.Onnx;

/// <summary>Operators whose corners ONNX's cases of a later day look into: small graphs with answers worked out by hand.</summary>
public class OnnxOperatorTests
{
    private static readonly Tensor Row = Tensor.From([1f, 2f, 3f, 4f]);

    [Theory]
    [InlineData("Asin")]
    [InlineData("Acos")]
    [InlineData("Atan")]
    public void Angles_and_their_derivatives(string op)
    {
        double[] at = op == "Atan" ? [-1e30, -1e6, -2, -1, -0.3, -1e-9, 0, 0.2, 0.999, 1, 1.001, 50, 1e20] : [-1, -0.999, -0.5, -1e-8, 0, 0.1, 0.7, 0.999999, 1];
        Func<double, double> value = op switch { "Asin" => Math.Asin, "Acos" => Math.Acos, _ => Math.Atan };
        var module = Load(Model(13, Graph(["x"], Node(op, ["x"]))));
        var received = HostValues.Numbers(module.Run(Tensor.From(at))[0]);
        received.Zip(at).ShouldAllBe(p => Math.Abs(p.First - value(p.Second)) <= 1e-14 * (1 + Math.Abs(value(p.Second))));
        double[] inside = [-0.8, -0.2, 0.1, 0.5, 0.9];
        Parameter x = new(Tensor.From(inside));
        using var tape = Tape.Start();
        var slopes = tape.Gradients(module.Run(x)[0].Sum())[x]!.ToArray<double>();
        Func<double, double> slope = v => op == "Asin" ? 1 / Math.Sqrt(1 - v * v) : op == "Acos" ? -1 / Math.Sqrt(1 - v * v) : 1 / (1 + v * v);
        slopes.Zip(inside).ShouldAllBe(p => Math.Abs(p.First - slope(p.Second)) <= 1e-10);
    }

    [Theory]
    [InlineData("Floor")]
    [InlineData("Ceil")]
    [InlineData("Round")]
    [InlineData("Sign")]
    [InlineData("Asinh")]
    public void What_lies_beside_a_step_learns_on(string op)
    {
        var module = Load(Model(13, Graph(["x"], Node("Mul", ["x", "w"], "a"), Node(op, ["a"], "b"), Node("Add", ["a", "b"])).With("w", Tensor.From([2f]))));
        using var tape = Tape.Start();
        double slope = op == "Asinh" ? 3 + 3 / Math.Sqrt(37) : 3;
        tape.Gradients(module.Run(Tensor.From([3f]))[0].Sum())[module.Parameters.Single()]!.Item().ShouldBe(slope, 1e-5);
    }

    [Theory]
    [InlineData("mul", new float[] { 1, 2 * 10 * 20 * 30, 3, 4 * 5 })]
    [InlineData("max", new float[] { 1, 30, 3, 5 })]
    [InlineData("min", new float[] { 1, 2, 3, 4 })]
    public void A_place_that_is_named_several_times_takes_all_its_updates(string reduction, float[] expected)
    {
        var how = new AttributeProto { Name = "reduction", S = Google.Protobuf.ByteString.CopyFromUtf8(reduction) };
        var updates = Tensor.From([10f, 20f, 5f, 30f]);
        var points = Graph(["x", "u"], Node("ScatterND", ["x", "i", "u"], "y", how)).With("i", Tensor.From(new[,] { { 1L }, { 1L }, { 3L }, { -3L } }));
        Run(18, points, Row, updates).ToArray<float>().ShouldBe(expected);
        var elements = Graph(["x", "u"], Node("ScatterElements", ["x", "i", "u"], "y", how.Clone())).With("i", Tensor.From([1L, 1L, 3L, 1L]));
        Run(18, elements, Row, updates).ToArray<float>().ShouldBe(expected);
    }

    [Fact]
    public void Nothing_at_all_gives_the_number_that_changes_no_other()
    {
        var empty = Tensor.Zeros([2, 0]);
        Run(20, Graph(["x"], Node("ReduceMax", ["x", "a"])).With("a", Tensor.From([1L])), empty).ToArray<float>().ShouldBe([float.NegativeInfinity, float.NegativeInfinity]);
        Run(20, Graph(["x"], Node("ReduceMin", ["x", "a"])).With("a", Tensor.From([1L])), empty).ToArray<float>().ShouldBe([float.PositiveInfinity, float.PositiveInfinity]);
        Run(20, Graph(["x"], Node("ReduceLogSumExp", ["x", "a"], "y", Int("keepdims", 0))).With("a", Tensor.From([1L])), empty).Shape.ShouldBe([2]);
        Run(17, Graph(["x"], Node("LpNormalization", ["x"])), Tensor.From(new[,] { { 3f, 4f }, { 0f, 0f } })).ToArray<float>().ShouldBe([0.6f, 0.8f, 0, 0]);
    }

    [Fact]
    public void An_average_that_counts_padding_counts_a_dilated_window_by_its_numbers()
    {
        // Windows at 0, 2, 4 and 3, 5, 7; the third hangs over the end and holds two numbers, at 6 and 8.
        var x = Tensor.From([1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f]).Reshape(1, 1, 9);
        var pool = Node("AveragePool", ["x"], "y", Ints("kernel_shape", 3), Ints("strides", 3), Ints("dilations", 2), Int("ceil_mode", 1), Int("count_include_pad", 1));
        Run(19, Graph(["x"], pool), x).ToArray<float>().ShouldBe([3, 6, 8]);
    }

    [Fact]
    public void A_transposed_convolution_may_be_longer_than_its_kernels_reach()
    {
        var node = Node("ConvTranspose", ["x", "w"], "y", Ints("strides", 2), Ints("output_shape", 4));
        Run(17, Graph(["x"], node).With("w", Tensor.From([3f]).Reshape(1, 1, 1)), Tensor.From([1f, 2f]).Reshape(1, 1, 2)).ToArray<float>().ShouldBe([3, 0, 6, 0]);
    }

    [Fact]
    public void A_picture_shrinks_smoothly_where_the_file_asks_for_it()
    {
        var node = Node("Resize", ["x", "", "s"], "y", Int("antialias", 1), new AttributeProto { Name = "mode", S = Google.Protobuf.ByteString.CopyFromUtf8("linear") });
        // The middle of the first result lies at 0.5, and weights fall to 0 at a distance of 2: ¼, ¾, ¾, ¼ of −1, 0, 1, 2, the ends repeated.
        float[] y = Run(18, Graph(["x"], node).With("s", Tensor.From([1f, 0.5f])), Tensor.From(new[,] { { 1f, 2f, 3f, 4f } })).ToArray<float>();
        y[0].ShouldBe((0.25f + 0.75f + 1.5f + 0.75f) / 2, 1e-6f);
        y[1].ShouldBe((0.5f + 2.25f + 3 + 1) / 2, 1e-6f);
    }

    [Fact]
    public void Whole_numbers_wrap_around_in_a_narrow_type()
    {
        var x = Tensor.From([-1L, 200, 300, -129]);
        Run(13, Graph(["x"], Node("Cast", ["x"], "y", Int("to", (long)TensorProto.Types.DataType.Uint8))), x).ToArray<int>().ShouldBe([255, 200, 44, 127]);
        Run(13, Graph(["x"], Node("Cast", ["x"], "y", Int("to", (long)TensorProto.Types.DataType.Int8))), x).ToArray<int>().ShouldBe([-1, -56, 44, 127]);
        Run(13, Graph(["x"], Node("Cast", ["x"], "y", Int("to", (long)TensorProto.Types.DataType.Uint32))), x).ToArray<long>().ShouldBe([4294967295, 200, 300, 4294967167]);
    }

    [Fact]
    public void Attention_caps_its_scores_before_the_mask_and_answers_nothing_with_zeros()
    {
        Tensor q = Tensor.Normal([1, 2, 3, 4], new Rng(1)), k = Tensor.Normal([1, 2, 3, 4], new Rng(2)), v = Tensor.Normal([1, 2, 3, 4], new Rng(3));
        var mask = Tensor.From(new[,] { { false, false, false }, { true, false, true }, { true, true, true } });
        var node = Node("Attention", ["q", "k", "v", "m"], "y", new AttributeProto { Name = "softcap", F = 0.5f }, Int("qk_matmul_output_mode", 3));
        node.Output.Add(["", "", "shares"]);
        var graph = Graph(["q", "k", "v"], node).With("m", mask);
        graph.Output.Add(new ValueInfoProto { Name = "shares" });
        var answers = Load(Model(23, graph)).Run(q, k, v);
        var scores = ((q.MatMul(k.T) * 0.5) / 0.5).Tanh() * 0.5;
        var shares = Tensor.Where(mask, scores, -1e9).Softmax(-1) * Tensor.From([0f, 1f, 1f], [3, 1]);
        OnnxCases.Difference(answers[1], shares, 1e-5, 1e-6).ShouldBeNull();
        OnnxCases.Difference(answers[0], shares.MatMul(v), 1e-5, 1e-6).ShouldBeNull();
    }

    [Fact]
    public void Attention_looks_at_the_keys_that_count_and_inside_its_window()
    {
        // Keys without a say and values 1, 2, 4, 8: an answer tells the mean of the values that were looked at.
        Tensor q = Tensor.Zeros([1, 1, 2, 1]), k = Tensor.Zeros([1, 1, 4, 1]), v = Tensor.From([1f, 2f, 4f, 8f], [1, 1, 4, 1]);
        float[] Answers(params AttributeProto[] attributes) =>
            Run(25, Graph(["q", "k", "v"], Node("Attention", ["q", "k", "v", "", "", "", "n"], "y", attributes)).With("n", Tensor.From([3L])), q, k, v).ToArray<float>();
        Answers().ShouldBe([7f / 3, 7f / 3], 1e-6);
        Answers(Int("is_causal", 1)).ShouldBe([1.5f, 7f / 3], 1e-6);
        Answers(Int("is_causal", 1), Int("left_window_size", 1)).ShouldBe([1.5f, 3], 1e-6);
    }
}
