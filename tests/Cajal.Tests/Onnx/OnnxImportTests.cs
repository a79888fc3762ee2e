using Cajal.Networks;
using Cajal.Onnx;
using Cajal.Onnx.Format;
using static Cajal.Tests.Onnx.Graphs;

namespace Cajal.Tests.Onnx;

public class OnnxImportTests
{
    private static readonly Tensor Two = Tensor.From(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });

    [Fact]
    public void A_network_that_was_read_learns_on()
    {
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "net.onnx");
        OnnxExport.Save(new Sequential(new Linear(2, 8, new Rng(1)), Activation.Tanh, new Linear(8, 1, new Rng(2))), Tensor.Zeros([1, 2]), file);
        var network = OnnxModule.Load(file);
        Tensor x = Tensor.From(new[,] { { 0f, 0f }, { 0f, 1f }, { 1f, 0f }, { 1f, 1f } }), xor = Tensor.From(new[,] { { 0f }, { 1f }, { 1f }, { 0f } });
        var adam = new Adam(network.Parameters, learningRate: 0.05);
        for (int step = 0; step < 300; step++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(network.Forward(x).BinaryCrossEntropyWithLogits(xor)));
            tape.NotReplayable.ShouldBeNull();
        }
        network.Forward(x).BinaryCrossEntropyWithLogits(xor).Item().ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Gradients_through_an_imported_network_are_those_of_the_network()
    {
        var lenet = LeNet.Build(new Rng(1), size: 16, classes: 3);
        using var folder = new Data.TestFolder();
        string file = Path.Combine(folder.Path, "net.onnx");
        var x = Tensor.Normal([2, 1, 16, 16], new Rng(2));
        OnnxExport.Save(lenet, x, file);
        var back = OnnxModule.Load(file);
        double[] Gradient(Layer network, string name)
        {
            using var tape = Tape.Start(Mode.Inference);
            var parameter = network.Parameters.Single(p => p.Name == name);
            return HostValues.Numbers(tape.Gradients(network.Forward(x).Square().Sum())[parameter]!);
        }
        foreach (string name in lenet.Parameters.Select(p => p.Name))
            Gradient(back, name).Zip(Gradient(lenet, name)).ShouldAllBe(p => Math.Abs(p.First - p.Second) <= 1e-4 * (1 + Math.Abs(p.Second)));
    }

    [Fact]
    public void Shapes_are_worked_out_beside_the_record()
    {
        // x flattened by its own first size: Reshape(x, Concat(Shape(x)[0:1], [-1])).
        var graph = Graph(["x"], Node("Shape", ["x"], "s"), Node("Slice", ["s", "zero", "one"], "n"), Node("Concat", ["n", "rest"], "to", Int("axis", 0)), Node("Reshape", ["x", "to"]))
            .With("zero", Tensor.From([0L])).With("one", Tensor.From([1L])).With("rest", Tensor.From([-1L]));
        var module = Load(Model(17, graph));
        using var tape = Tape.Start();
        module.Forward(Two.Reshape(2, 3, 1)).Shape.ShouldBe([2, 3]);
        tape.Nodes.Select(n => n.Op.Name).ShouldBe(["Reshape", "Reshape"]);
        tape.NotReplayable.ShouldBeNull();
    }

    [Fact]
    public void Editions_are_read_by_their_own_rules()
    {
        // Up to edition 12 softmax takes all axes from one on as a row; from 13 on one axis.
        var x = Two.Reshape(1, 2, 3);
        var softmax = Graph(["x"], Node("Softmax", ["x"], "y", Int("axis", 1)));
        Run(11, softmax.Clone(), x).Sum().Item().ShouldBe(1, 1e-6);
        Run(13, softmax, x).Sum().Item().ShouldBe(3, 1e-6);
        // Up to edition 12 the axes of Squeeze are an attribute, then an input.
        Run(11, Graph(["x"], Node("Squeeze", ["x"], "y", Ints("axes", 0))), x).Shape.ShouldBe([2, 3]);
        Run(13, Graph(["x"], Node("Squeeze", ["x", "a"])).With("a", Tensor.From([0L])), x).Shape.ShouldBe([2, 3]);
        // Before edition 9 files of PyTorch fill shapes by an operator that the standard never had.
        Run(8, Graph([], Node("ConstantFill", ["s"], "y", Int("input_as_shape", 1), new AttributeProto { Name = "value", F = 2.5f })).With("s", Tensor.From([2L]))).ToArray<float>().ShouldBe([2.5f, 2.5f]);
        // Edition 6 lays a shorter operand along an axis.
        Run(6, Graph(["a", "b"], Node("Add", ["a", "b"], "y", Int("broadcast", 1), Int("axis", 0))), Two, Tensor.From([10f, 20f])).ToArray<float>()
            .ShouldBe([11, 12, 13, 24, 25, 26]);
        // Edition 9 slices by attributes, 10 by inputs.
        Run(9, Graph(["x"], Node("Slice", ["x"], "y", Ints("starts", 1), Ints("ends", 100), Ints("axes", 1))), Two).ToArray<float>().ShouldBe([2, 3, 5, 6]);
        Run(10, Graph(["x"], Node("Slice", ["x", "s", "e", "a", "t"])).With("s", Tensor.From([-1L])).With("e", Tensor.From([long.MinValue])).With("a", Tensor.From([1L])).With("t", Tensor.From([-2L])), Two)
            .ToArray<float>().ShouldBe([3, 1, 6, 4]);
    }

    [Fact]
    public void A_branch_sees_the_values_around_it_and_a_loop_stacks_what_each_round_leaves()
    {
        GraphProto Branch(string op) => new() { Node = { Node(op, ["x"], "b") }, Output = { new ValueInfoProto { Name = "b" } } };
        var choice = Node("If", ["c"], "y", Body("then_branch", Branch("Neg")), Body("else_branch", Branch("Abs")));
        Run(13, Graph(["x"], choice.Clone()).With("c", Tensor.From([true], Shape.Scalar)), Two).Sum().Item().ShouldBe(-21);
        Run(13, Graph(["x"], choice).With("c", Tensor.From([false], Shape.Scalar)), Two).Sum().Item().ShouldBe(21);
        var body = new GraphProto
        {
            Input = { new ValueInfoProto { Name = "i" }, new ValueInfoProto { Name = "go" }, new ValueInfoProto { Name = "v" } },
            Node = { Node("Add", ["v", "x"], "sum"), Node("Identity", ["go"], "on"), Node("Identity", ["sum"], "left") },
            Output = { new ValueInfoProto { Name = "on" }, new ValueInfoProto { Name = "sum" }, new ValueInfoProto { Name = "left" } },
        };
        var loop = Node("Loop", ["three", "", "x"], "last", Body("body", body));
        loop.Output.Add("y");
        Run(13, Graph(["x"], loop).With("three", Tensor.From([3L], Shape.Scalar)), Tensor.From([1f])).ToArray<float>().ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void ScatterND_has_the_derivative_of_what_it_writes()
    {
        var module = Load(Model(16, Graph(["x", "u"], Node("ScatterND", ["x", "i", "u"])).With("i", Tensor.From(new[,] { { 2L }, { 0L } }))));
        Parameter x = new(Tensor.From([1f, 2f, 3f, 4f])), u = new(Tensor.From([10f, 20f]));
        using var tape = Tape.Start();
        var y = module.Run(x, u)[0];
        var gradients = tape.Gradients((y * Tensor.From([1f, 2f, 3f, 4f])).Sum());
        y.ToArray<float>().ShouldBe([20, 2, 10, 4]);
        gradients[x]!.ToArray<float>().ShouldBe([0, 2, 0, 4]);
        gradients[u]!.ToArray<float>().ShouldBe([3, 1]);
    }

    [Fact]
    public void Names_with_dots_become_modules_and_others_stay_as_they_are()
    {
        var graph = Graph(["x"], Node("Add", ["x", "enc.0.w"], "a"), Node("Add", ["a", "enc"], "b"), Node("Add", ["b", "..odd"]))
            .With("enc.0.w", Tensor.From([1f])).With("enc", Tensor.From([2f])).With("..odd", Tensor.From([3f]));
        var module = Load(Model(17, graph));
        module.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(["__odd", "enc.0.w", "enc_"]);
        module.Run(Tensor.From([0f]))[0].Item().ShouldBe(6);
    }

    [Theory]
    [InlineData("NonMaxSuppression")]
    [InlineData("StringNormalizer")]
    public void Unsupported_operators_are_named_with_their_place(string op)
    {
        var node = Node(op, ["x"]);
        node.Name = "boxes/last";
        var error = Should.Throw<OnnxUnsupportedException>(() => Load(Model(17, Graph(["x"], node))));
        error.Operator.ShouldBe(op);
        error.Message.ShouldBe($"Node 0 'boxes/last' ({op}): the operator {op} is not supported.");
    }
}
