namespace Cajal.Analyzers.Tests;

public class LinearOnLinearTests
{
    [Theory]
    [InlineData("_ = new Sequential(new Linear(2, 8, rng), new Linear(8, 1, rng));", "new Linear(8, 1, rng)")]
    [InlineData("Sequential m = new([new Linear(2, 8, rng), Activation.Tanh, new Linear(8, 8, rng), new Linear(8, 1, rng)]);", "new Linear(8, 1, rng)")]
    [InlineData("Linear a = new(2, 8, rng), b = new(8, 1, rng); _ = new Sequential(a, b);", "b")]
    [InlineData("_ = new Sequential(new Layer[] { new Linear(2, 8, rng), new Dropout(0.5, rng), new Linear(8, 1, rng) });", "new Linear(8, 1, rng)")]
    [InlineData("_ = new Sequential(new Linear(2, 8, rng), Activation.Identity, new Linear(8, 1, rng));", "new Linear(8, 1, rng)")]
    [InlineData("_ = new Sequential(new Conv2d(1, 4, 3, rng), new Conv2d(4, 4, 3, rng));", "new Conv2d(4, 4, 3, rng)")]
    [InlineData("_ = new Sequential(new Conv1d(1, 4, 3, rng), new Flatten(), new Linear(40, 2, rng));", "new Linear(40, 2, rng)")]
    [InlineData("Linear a = new(2, 8, rng), b = new(8, 1, rng); _ = b.Forward(a.Forward(x));", "b.Forward(a.Forward(x))")]
    [InlineData("Linear a = new(2, 8, rng), b = new(8, 1, rng); var h = a.Forward(x); h = h.Reshape(4, 8); var y = b.Forward(h);", "b.Forward(h)")]
    [InlineData("_ = new Net(rng); class Net : Layer { readonly Linear a, b; public Net(Rng r) { a = RegisterModule(\"a\", new Linear(2, 3, r)); b = RegisterModule(\"b\", new Linear(3, 3, r)); } protected override Tensor Compute(Tensor x) => b.Forward(a.Forward(x)); }", "b.Forward(a.Forward(x))")]
    public Task A_stack_that_collapses_is_found(string lines, string at) => lines.ShouldFind(LinearOnLinear.Id, at);

    [Theory]
    [InlineData("_ = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Linear(8, 1, rng));")]
    [InlineData("_ = new Sequential(new Linear(2, 8, rng), new LayerNorm([8]), new Linear(8, 1, rng));")]
    [InlineData("_ = new Sequential(new Conv2d(1, 4, 3, rng), new MaxPool2d(2), new Conv2d(4, 4, 3, rng));")]
    [InlineData("_ = new Sequential(new Conv2d(4, 4, 3, rng, groups: 4), new Conv2d(4, 8, 1, rng));")]
    [InlineData("Sequential coder = new(new Linear(9, 2, rng)), decoder = new(new Linear(2, 9, rng), Activation.Tanh); _ = new Sequential(coder, decoder);")]
    [InlineData("Linear a = new(2, 8, rng), b = new(8, 1, rng); _ = b.Forward(a.Forward(x).Relu());")]
    [InlineData("Linear a = new(2, 8, rng), b = new(8, 1, rng); _ = b.Forward(a.Forward(x).StopGradient());")]
    [InlineData("Linear a = new(2, 2, rng), b = new(2, 1, rng); _ = b.Forward(a.Forward(x) * x);")]
    [InlineData("Linear a = new(2, 8, rng), b = new(2, 8, rng); _ = a.Forward(x) + b.Forward(x);")]
    [InlineData("List<Layer> more = []; _ = new Sequential([new Linear(2, 8, rng), .. more, new Linear(8, 1, rng)]);")]
    [InlineData("_ = new ModuleList<Linear>(new Linear(2, 8, rng), new Linear(2, 8, rng));")]
    public Task Right_code_is_left_alone(string lines) => lines.ShouldBeHealthy();

    [Theory]
    [InlineData("_ = new Sequential(new Linear(2, 8, rng), new Linear(8, 1, rng));", "_ = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Linear(8, 1, rng));")]
    [InlineData("_ = new Sequential(\n    new Linear(2, 8, rng),\n    new Linear(8, 1, rng));", "_ = new Sequential(\n    new Linear(2, 8, rng),\n    Activation.Relu,\n    new Linear(8, 1, rng));")]
    [InlineData("Sequential m = new([new Conv2d(1, 4, 3, rng), new Conv2d(4, 4, 3, rng)]);", "Sequential m = new([new Conv2d(1, 4, 3, rng), Activation.Relu, new Conv2d(4, 4, 3, rng)]);")]
    [InlineData("Linear a = new(2, 8, rng), b = new(8, 1, rng);\nvar h = a.Forward(x);\n_ = b.Forward(h);", "Linear a = new(2, 8, rng), b = new(8, 1, rng);\nvar h = a.Forward(x).Relu();\n_ = b.Forward(h);")]
    public Task The_fix_puts_a_relu_between(string wrong, string right) => wrong.ShouldBecome(right);

    [Fact]
    public Task What_is_meant_so_is_said_the_usual_way() =>
        "#pragma warning disable CAJ002 // factored on purpose\n_ = new Sequential(new Linear(512, 8, rng), new Linear(8, 512, rng));\n#pragma warning restore CAJ002\n".ShouldBeHealthy();
}
