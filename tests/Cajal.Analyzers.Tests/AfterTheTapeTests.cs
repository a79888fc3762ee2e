namespace Cajal.Analyzers.Tests;

public class AfterTheTapeTests
{
    [Theory]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Exp(); } Console.WriteLine(y);", "y")]
    [InlineData("Tensor? y = null; using (Tape.Start()) { var h = x * 2; y = h; } Console.WriteLine(y.Item());", "y")]
    [InlineData("Tensor y = x; for (int i = 0; i < 3; i++) { using var tape = Tape.Start(); y = x.Exp().Sum(); } Console.WriteLine(y.Item());", "y")]
    [InlineData("Tensor y; using (var tape = Tape.Start(Mode.Inference)) { y = x.Exp().T.Reshape(8); } _ = y + 1;", "y")]
    [InlineData("Tensor Loss() { using var tape = Tape.Start(); var loss = x.Exp().Sum(); return loss; } _ = Loss();", "loss")]
    [InlineData("Tensor Loss(Layer m) { using var tape = Tape.Start(); return m.Forward(x); } _ = Loss(Activation.Relu);", "m.Forward(x)")]
    [InlineData("(Tensor, int) Loss() { using (var tape = Tape.Start()) { return (x.Exp(), 3); } } _ = Loss();", "x.Exp()")]
    [InlineData("Tensor[] Both() { using var tape = Tape.Start(); var y = x.Exp(); return [x, -y]; } _ = Both();", "-y")]
    [InlineData("Func<Tensor, Tensor> f = v => { using var tape = Tape.Start(); return v + 1; };", "v + 1")]
    [InlineData("var w = new Parameter(x); Tensor g; using (var tape = Tape.Start()) { g = tape.Gradients((w * w).Sum())[w]; } Console.WriteLine(g);", "g")]
    [InlineData("var w = new Parameter(x); var sgd = new Sgd([w], 0.1); Gradients g; using (var tape = Tape.Start()) { g = tape.Gradients((w * w).Sum()); } sgd.Step(g);", "g")]
    [InlineData("var all = new List<Tensor>(); for (int i = 0; i < 3; i++) { using var tape = Tape.Start(); all.Add(x.Exp().Sum()); } Console.WriteLine(all[0]);", "x.Exp().Sum()")]
    public Task A_tensor_that_outlives_its_tape_is_found(string lines, string at) => lines.ShouldFind(AfterTheTape.Id, at);

    [Theory]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Exp().Keep(); } Console.WriteLine(y);")]
    [InlineData("float y; using (var tape = Tape.Start()) { y = x.Exp().Sum().ToArray<float>()[0]; } Console.WriteLine(y);")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Exp(); Console.WriteLine(y); }")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Exp(); } y = x; Console.WriteLine(y);")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Exp(); } Console.WriteLine(y.Shape);")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.T; } Console.WriteLine(y);")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Reshape(8); } Console.WriteLine(y);")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = Tensor.Ones([3]); } Console.WriteLine(y);")]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { using var pause = Tape.Pause(); y = x.Exp(); } Console.WriteLine(y);")]
    [InlineData("Tensor y = x.Exp(); using (var tape = Tape.Start()) { _ = y.Sum(); } Console.WriteLine(y);")]
    [InlineData("double Loss() { using var tape = Tape.Start(); var loss = x.Exp().Sum(); return loss.Item(); } _ = Loss();")]
    [InlineData("Parameter Made() { using var tape = Tape.Start(); return new Parameter(x.Exp()); } _ = Made();")]
    [InlineData("Tensor Loss() { using var tape = Tape.Start(); return Mine(x.Exp()); } Tensor Mine(Tensor v) => v.Keep(); _ = Loss();")]
    [InlineData("using var tape = Tape.Start(); Func<Tensor, Tensor> f = v => { return v.Exp(); }; Console.WriteLine(f(x));")]
    [InlineData("var step = new PlannedStep(inputs => { var y = inputs[0].Exp(); return [y]; }); using (var tape = Tape.Start()) { _ = x.Exp(); } _ = step;")]
    [InlineData("IEnumerable<Tensor> Each() { using var tape = Tape.Start(); yield return x.Exp(); } _ = Each();")]
    public Task Right_code_is_left_alone(string lines) => lines.ShouldBeHealthy();

    [Theory]
    [InlineData("Tensor y; using (var tape = Tape.Start()) { y = x.Exp(); } Console.WriteLine(y);", "Tensor y; using (var tape = Tape.Start()) { y = x.Exp().Keep(); } Console.WriteLine(y);")]
    [InlineData("Tensor F() { using var tape = Tape.Start(); return x * 2; } _ = F();", "Tensor F() { using var tape = Tape.Start(); return (x * 2).Keep(); } _ = F();")]
    [InlineData("var all = new List<Tensor>(); using (Tape.Start()) { all.Add(x.Exp()); } Console.WriteLine(all[0]);", "var all = new List<Tensor>(); using (Tape.Start()) { all.Add(x.Exp().Keep()); } Console.WriteLine(all[0]);")]
    public Task The_fix_keeps_it(string wrong, string right) => wrong.ShouldBecome(right);
}
