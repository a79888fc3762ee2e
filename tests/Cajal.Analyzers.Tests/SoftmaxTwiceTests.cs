namespace Cajal.Analyzers.Tests;

public class SoftmaxTwiceTests
{
    [Theory]
    [InlineData("_ = x.Softmax(-1).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("_ = SoftmaxOnTensor.Softmax(x).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("_ = CrossEntropyOnTensor.CrossEntropy(x.Softmax(), labels);", "CrossEntropy")]
    [InlineData("_ = x.LogSoftmax(-1).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("_ = x.Sigmoid().BinaryCrossEntropyWithLogits(x);", "BinaryCrossEntropyWithLogits")]
    [InlineData("var p = x.Softmax(); var loss = p.CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var h = x.Relu(); h = h.Softmax(); h = h.Reshape(4, 2); _ = h.CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var (p, q) = (x.Softmax(), x); _ = p.CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Softmax); _ = m.Forward(x).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var m = new Sequential([new Linear(2, 3, rng), Activation.LogSoftmax]); var y = m.Forward(x); _ = y.CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("Layer m = new Sequential(new Linear(2, 3, rng), new Sequential(Activation.Relu, new Linear(3, 3, rng), Activation.Parse(\"softmax\"))); _ = m.Forward(x).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var last = new Activation(\"soft\", v => v.Softmax(-1)); var m = new Sequential(new Linear(2, 3, rng), last); _ = m.Forward(x).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var m = Mlp.Build([2, 8, 3], rng, output: \"softmax\"); _ = m.Forward(x).CrossEntropy(labels);", "CrossEntropy")]
    [InlineData("var m = new Sequential(new Linear(2, 1, rng), Activation.Sigmoid); var t = new Trainer(m, (y, target) => y.BinaryCrossEntropyWithLogits(target), new Adam(m.Parameters));", "BinaryCrossEntropyWithLogits")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Softmax); var loss = Loss.Parse(\"cross-entropy\"); var t = new Trainer(m, loss.Of, new Adam(m.Parameters));", "loss.Of")]
    [InlineData("_ = Loss.Parse(\"cross-entropy(smoothing=0.1)\").Of(x.Softmax(), labels);", "Of")]
    [InlineData("foreach (var b in new[] { x }) { using var tape = Tape.Start(); var y = b.Softmax(); tape.Gradients(y.CrossEntropy(labels)); }", "CrossEntropy")]
    [InlineData("var n = new Net(rng); _ = n.Forward(x).CrossEntropy(labels); class Net : Layer { readonly Linear a; public Net(Rng r) => a = RegisterModule(\"a\", new Linear(2, 3, r)); protected override Tensor Compute(Tensor x) { var y = a.Forward(x); return y.Softmax(); } }", "CrossEntropy")]
    [InlineData("_ = new Net(rng).Loss(x, labels); class Net : Module { private readonly Sequential body; public Net(Rng r) { body = RegisterModule(\"body\", new Sequential(new Linear(2, 3, r), Activation.Softmax)); } public Tensor Loss(Tensor x, Tensor t) => body.Forward(x).CrossEntropy(t); }", "CrossEntropy")]
    public Task A_second_softmax_is_found(string lines, string at) => lines.ShouldFind(SoftmaxTwice.Id, at);

    [Theory]
    [InlineData("_ = x.CrossEntropy(labels); Console.WriteLine(x.Softmax());")]
    [InlineData("_ = x.LogSoftmax(-1).NegativeLogLikelihood(labels);")]
    [InlineData("_ = x.Sigmoid().BinaryCrossEntropy(x.Sigmoid());")]
    [InlineData("_ = (x.Softmax() * 5).CrossEntropy(labels);")]
    [InlineData("_ = x.CrossEntropy(x.Softmax());")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Relu, new Linear(3, 3, rng)); _ = m.Forward(x).CrossEntropy(labels); _ = m.Forward(x).Softmax();")]
    [InlineData("var m = new Sequential(Activation.Softmax, new Linear(2, 3, rng)); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var y = x.Softmax(); y = x; _ = y.CrossEntropy(labels);")]
    [InlineData("var y = x; if (Environment.TickCount > 3) y = x.Softmax(); _ = y.CrossEntropy(labels);")]
    [InlineData("var y = x; for (int i = 0; i < 2; i++) { _ = y.CrossEntropy(labels); y = y.Softmax(); }")]
    [InlineData("List<Layer> layers = [Activation.Softmax]; var m = new Sequential([.. layers]); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("Tensor Mine(Tensor v) => v; _ = Mine(x.Softmax()).CrossEntropy(labels);")]
    public Task Right_code_is_left_alone(string lines) => lines.ShouldBeHealthy();

    [Theory]
    [InlineData("_ = x.Softmax(-1).CrossEntropy(labels);", "_ = x.CrossEntropy(labels);")]
    [InlineData("_ = SoftmaxOnTensor.Softmax(x + 1).CrossEntropy(labels);", "_ = (x + 1).CrossEntropy(labels);")]
    [InlineData("_ = (x + 1).Sigmoid().BinaryCrossEntropyWithLogits(x);", "_ = (x + 1).BinaryCrossEntropyWithLogits(x);")]
    [InlineData("var p = x.Softmax();\n_ = p.CrossEntropy(labels);", "var p = x;\n_ = p.CrossEntropy(labels);")]
    [InlineData("_ = Activation.Softmax.Forward(x).CrossEntropy(labels);", "_ = x.CrossEntropy(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Softmax);\n_ = m.Forward(x).CrossEntropy(labels);", "var m = new Sequential(new Linear(2, 3, rng));\n_ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = new Sequential([\n    new Linear(2, 3, rng),\n    Activation.Softmax\n]);\n_ = m.Forward(x).CrossEntropy(labels);", "var m = new Sequential([\n    new Linear(2, 3, rng)\n]);\n_ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = Mlp.Build([2, 8, 3], rng, output: \"softmax\");\n_ = m.Forward(x).CrossEntropy(labels);", "var m = Mlp.Build([2, 8, 3], rng);\n_ = m.Forward(x).CrossEntropy(labels);")]
    public Task The_fix_leaves_it_out(string wrong, string right) => wrong.ShouldBecome(right);

    [Fact]
    public async Task There_is_no_fix_where_something_else_reads_the_probabilities() =>
        (await Program.Fixed("var p = x.Softmax(); _ = p.CrossEntropy(labels); Console.WriteLine(p);")).ShouldBeNull();
}
