namespace Cajal.Analyzers.Tests;

public class OptimizerOfAnotherTests
{
    private const string Two = "var a = new Linear(2, 1, rng); var b = new Linear(2, 1, rng);\n";

    [Theory]
    [InlineData("var t = new Trainer(b, (y, target) => y.MeanSquaredError(target), new Adam(a.Parameters));")]
    [InlineData("var adam = new Adam(a.Parameters, 0.1); var t = new Trainer(b, (y, target) => y.MeanSquaredError(target), adam);")]
    [InlineData("var adam = new Adam(a.Parameters); using var tape = Tape.Start(); adam.Step(tape.Gradients(b.Forward(x).MeanSquaredError(truth)));")]
    [InlineData("var sgd = new Sgd(a.Parameters, 0.1); for (int i = 0; i < 3; i++) { using var tape = Tape.Start(); var y = b.Forward(x); var loss = y.MeanSquaredError(truth); var g = tape.Gradients(loss); sgd.Step(g); }")]
    [InlineData("var adam = new Adam(a.Parameters); foreach (var (u, v) in new[] { (x, truth) }) { using var tape = Tape.Start(); adam.Step(tape.Gradients(b.Forward(u).MeanSquaredError(v))); }")]
    public Task It_is_found(string lines) => (Two + lines).ShouldFind(OptimizerOfAnother.Id, "a.Parameters");

    [Theory]
    [InlineData("var t = new Trainer(b, (y, target) => y.MeanSquaredError(target), new Adam(b.Parameters));")]
    [InlineData("var both = new Sequential(a, Activation.Relu, new Linear(1, 1, rng)); var t = new Trainer(both, (y, target) => y.MeanSquaredError(target), new Adam(a.Parameters));")]
    [InlineData("var adam = new Adam([.. a.Parameters, .. b.Parameters]); using var tape = Tape.Start(); adam.Step(tape.Gradients(b.Forward(x).MeanSquaredError(truth)));")]
    [InlineData("var adam = new Adam(a.Parameters); using var tape = Tape.Start(); adam.Step(tape.Gradients((a.Forward(x) + b.Forward(x)).MeanSquaredError(truth)));")]
    [InlineData("Tensor Loss(Tensor v) => a.Forward(v).MeanSquaredError(truth); var adam = new Adam(a.Parameters); using var tape = Tape.Start(); adam.Step(tape.Gradients(Loss(b.Forward(x))));")]
    [InlineData("var c = a; var adam = new Adam(c.Parameters); using var tape = Tape.Start(); adam.Step(tape.Gradients(a.Forward(x).MeanSquaredError(truth)));")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng)); var adam = new Adam(m[0].Parameters); using var tape = Tape.Start(); adam.Step(tape.Gradients(m.Forward(x).Sum()));")]
    [InlineData("void Fit(Layer one, Layer other) { var t = new Trainer(one, (y, target) => y.MeanSquaredError(target), new Adam(other.Parameters)); } Fit(a, b);")]
    [InlineData("var y = b.Forward(x); y = y + a.Forward(x); var adam = new Adam(a.Parameters); using var tape = Tape.Start(); adam.Step(tape.Gradients(y.Sum()));")]
    public Task Right_code_is_left_alone(string lines) => (Two + lines).ShouldBeHealthy();

    [Theory]
    [InlineData("var t = new Trainer(b, (y, target) => y.MeanSquaredError(target), new Adam(a.Parameters));", "var t = new Trainer(b, (y, target) => y.MeanSquaredError(target), new Adam(b.Parameters));")]
    [InlineData("var adam = new Adam(a.Parameters);\nusing var tape = Tape.Start();\nadam.Step(tape.Gradients(b.Forward(x).Sum()));", "var adam = new Adam(b.Parameters);\nusing var tape = Tape.Start();\nadam.Step(tape.Gradients(b.Forward(x).Sum()));")]
    public Task The_fix_takes_the_trained_model(string wrong, string right) => (Two + wrong).ShouldBecome(Two + right);
}
