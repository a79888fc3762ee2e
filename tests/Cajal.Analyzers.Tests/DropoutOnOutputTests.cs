namespace Cajal.Analyzers.Tests;

public class DropoutOnOutputTests
{
    [Theory]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), new Dropout(0.5, rng)); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = new Sequential([new Linear(2, 1, rng), new AlphaDropout(0.1, rng)]); _ = m.Forward(x).MeanSquaredError(truth);")]
    [InlineData("var drop = new Dropout(0.5, rng); var y = new Linear(2, 3, rng).Forward(x); _ = drop.Forward(y).CrossEntropy(labels);")]
    [InlineData("var drop = new Dropout(0.5, rng); var m = new Sequential(new Linear(2, 1, rng), drop, new Flatten()); _ = new Trainer(m, (y, t) => y.BinaryCrossEntropyWithLogits(t), new Adam(m.Parameters));")]
    public Task It_is_found(string lines) => lines.ShouldFind(DropoutOnOutput.Id);

    [Theory]
    [InlineData("var m = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Dropout(0.5, rng), new Linear(8, 3, rng)); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var body = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Dropout(0.5, rng)); _ = new Linear(8, 3, rng).Forward(body.Forward(x)).CrossEntropy(labels);")]
    [InlineData("var body = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Dropout(0.5, rng)); var m = new Sequential(body, new Linear(8, 3, rng)); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), new Dropout(0.5, rng)); Console.WriteLine(m.Forward(x));")]
    public Task Right_code_is_left_alone(string lines) => lines.ShouldBeHealthy();

    [Theory]
    [InlineData("var m = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Linear(8, 3, rng), new Dropout(0.5, rng));\n_ = m.Forward(x).CrossEntropy(labels);",
        "var m = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Dropout(0.5, rng), new Linear(8, 3, rng));\n_ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), new Dropout(0.5, rng));\n_ = m.Forward(x).CrossEntropy(labels);", "var m = new Sequential(new Linear(2, 3, rng));\n_ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var drop = new Dropout(0.5, rng);\n_ = drop.Forward(x).CrossEntropy(labels);", "var drop = new Dropout(0.5, rng);\n_ = x.CrossEntropy(labels);")]
    public Task The_fix_moves_it_or_leaves_it_out(string wrong, string right) => wrong.ShouldBecome(right);
}
