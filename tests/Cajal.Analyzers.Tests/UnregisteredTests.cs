namespace Cajal.Analyzers.Tests;

public class UnregisteredTests
{
    [Theory]
    [InlineData("class N : Layer { readonly Parameter w = new(Tensor.Ones([2])); protected override Tensor Compute(Tensor x) => x * w; }", "w = new(Tensor.Ones([2]))")]
    [InlineData("class N : Layer { readonly Linear a; public N(Rng r) => a = new Linear(2, 2, r); protected override Tensor Compute(Tensor x) => a.Forward(x); }", "a")]
    [InlineData("class N : Module { public N(Rng r) { Inner = RegisterModule(\"inner\", new Linear(2, 2, r)); Head = new Linear(2, 2, r); } Linear Inner { get; } Linear Head { get; } }", "Head")]
    [InlineData("class N : Module { State s; public N() { s = new State(Tensor.Ones([1])); } }", "s")]
    [InlineData("class N(Layer inner) : Layer { protected override Tensor Compute(Tensor x) => inner.Forward(x) + x; }", "inner")]
    [InlineData("class N : Layer { readonly Layer inner; public N(Layer inner) => this.inner = inner; protected override Tensor Compute(Tensor x) => inner.Forward(x); }", "inner")]
    [InlineData("class N : Layer { readonly Linear[] all; public N(Rng r) => all = [new Linear(2, 2, r)]; protected override Tensor Compute(Tensor x) => all[0].Forward(x); }", "all")]
    [InlineData("class N : Layer { readonly List<Layer> all = []; public N(Rng r) { all.Add(new Linear(2, 2, r)); } protected override Tensor Compute(Tensor x) => all[0].Forward(x); }", "all = []")]
    [InlineData("class N : Module { Parameter a, b; public N() { (a, b) = (Register(\"a\", new Parameter(Tensor.Ones([1]))), new Parameter(Tensor.Ones([1]))); } }", "b")]
    public async Task A_forgotten_part_is_found(string type, string at)
    {
        var finding = (await Program.FindingsIn(type)).ShouldHaveSingleItem();
        (finding.Id, finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan)).ShouldBe((Unregistered.Id, at.Split(' ')[0]));
    }

    [Theory]
    [InlineData("class N : Layer { readonly Parameter w; public N() => w = Register(\"w\", new Parameter(Tensor.Ones([2]))); protected override Tensor Compute(Tensor x) => x * w; }")]
    [InlineData("class N : Layer { readonly Linear a; public N(Rng r) { a = new Linear(2, 2, r); RegisterModule(\"a\", a); } protected override Tensor Compute(Tensor x) => a.Forward(x); }")]
    [InlineData("class N : Layer { readonly Linear a; public N(Rng r) { var made = new Linear(2, 2, r); RegisterModule(\"a\", made); a = made; } protected override Tensor Compute(Tensor x) => a.Forward(x); }")]
    [InlineData("class N : Layer { readonly Layer[] all; public N(params Layer[] all) { this.all = all; for (int i = 0; i < all.Length; i++) RegisterModule($\"{i}\", all[i]); } protected override Tensor Compute(Tensor x) => all[0].Forward(x); }")]
    [InlineData("class N : Layer { readonly Layer[] all; public N(params ReadOnlySpan<Layer> all) { this.all = all.ToArray(); foreach (var one in this.all) RegisterModule(one.Name, one); } protected override Tensor Compute(Tensor x) => all[0].Forward(x); }")]
    [InlineData("class N : Layer { readonly Linear[] all; public N(Rng r) => all = [.. Enumerable.Range(0, 2).Select(i => RegisterModule($\"{i}\", new Linear(2, 2, r)))]; protected override Tensor Compute(Tensor x) => all[0].Forward(x); }")]
    [InlineData("class N : Layer { readonly List<Layer> all = []; public N(Rng r) { all.Add(RegisterModule(\"0\", new Linear(2, 2, r))); } protected override Tensor Compute(Tensor x) => all[0].Forward(x); }")]
    [InlineData("class N : Layer { readonly Linear first; readonly Sequential body; public N(Rng r) { first = new Linear(2, 2, r); body = RegisterModule(\"body\", new Sequential(first, Activation.Relu)); } protected override Tensor Compute(Tensor x) => body.Forward(x) + first.Weight; }")]
    [InlineData("class N : Layer { readonly Activation f = Activation.Relu; protected override Tensor Compute(Tensor x) => f.Forward(x); }")]
    [InlineData("class N : Layer { readonly MaxPool2d pool = new(2); protected override Tensor Compute(Tensor x) => pool.Forward(x); }")]
    [InlineData("class N : Layer { readonly Linear a; public N(Rng r) => a = Own(new Linear(2, 2, r)); T Own<T>(T part) where T : Module => RegisterModule(\"a\", part); protected override Tensor Compute(Tensor x) => a.Forward(x); }")]
    [InlineData("class B : Module { protected B(Layer inner) => RegisterModule(\"inner\", inner); } class N : B { readonly Layer inner; public N(Layer inner) : base(inner) => this.inner = inner; public Tensor F(Tensor x) => inner.Forward(x); }")]
    [InlineData("class N(Rng r) : Layer { protected override Tensor Compute(Tensor x) => x + Tensor.Normal([1], r); }")]
    [InlineData("class N : Layer { static readonly Linear shared = new(2, 2, new Rng(1)); protected override Tensor Compute(Tensor x) => shared.Forward(x); }")]
    [InlineData("class Owner { readonly Linear a; public Owner(Rng r) => a = new Linear(2, 2, r); public Tensor F(Tensor x) => a.Forward(x); }")]
    public Task Right_code_is_left_alone(string type) => type.ShouldBeHealthy();

    [Theory]
    [InlineData("class N : Layer { readonly Linear a; public N(Rng r) => a = new Linear(2, 2, r); protected override Tensor Compute(Tensor x) => a.Forward(x); }",
        "class N : Layer { readonly Linear a; public N(Rng r) => a = RegisterModule(\"a\", new Linear(2, 2, r)); protected override Tensor Compute(Tensor x) => a.Forward(x); }")]
    [InlineData("class N : Module { public Parameter Gain { get; } public N() { Gain = new(Tensor.Ones([1])); } }",
        "class N : Module { public Parameter Gain { get; } public N() { Gain = Register(\"gain\", new Parameter(Tensor.Ones([1]))); } }")]
    [InlineData("class N : Module { Parameter _a, _b; public N() { (_a, _b) = (Register(\"a\", new Parameter(Tensor.Ones([1]))), new Parameter(Tensor.Ones([1]))); } }",
        "class N : Module { Parameter _a, _b; public N() { (_a, _b) = (Register(\"a\", new Parameter(Tensor.Ones([1]))), Register(\"b\", new Parameter(Tensor.Ones([1])))); } }")]
    public Task The_fix_registers_it(string wrong, string right) => wrong.ShouldBecome(right);

    [Fact]
    public async Task There_is_no_fix_without_a_constructor_that_makes_it() =>
        (await Program.Fixed("class N : Layer { readonly Parameter w = new(Tensor.Ones([2])); protected override Tensor Compute(Tensor x) => x * w; }")).ShouldBeNull();
}
