namespace Cajal.Analyzers.Tests;

public class LossMisfitTests
{
    [Theory]
    [InlineData("_ = new Linear(2, 1, rng).Forward(x).BinaryCrossEntropy(truth);")]
    [InlineData("var m = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Linear(8, 1, rng)); _ = m.Forward(x).BinaryCrossEntropy(truth);")]
    [InlineData("var m = new Sequential(new Linear(2, 1, rng), Activation.Tanh); _ = m.Forward(x).BinaryCrossEntropy(truth);")]
    [InlineData("var m = new Sequential(new Linear(2, 1, rng), Activation.Tanh); _ = new Trainer(m, (y, t) => y.BinaryCrossEntropy(t), new Adam(m.Parameters));")]
    [InlineData("_ = x.LogSoftmax().BinaryCrossEntropy(x.Sigmoid());")]
    [InlineData("_ = new Linear(2, 3, rng).Forward(x).NegativeLogLikelihood(labels);")]
    [InlineData("_ = x.Softmax(-1).NegativeLogLikelihood(labels);")]
    [InlineData("_ = x.Sigmoid().NegativeLogLikelihood(labels);")]
    [InlineData("_ = x.Softmax(-1).KullbackLeibler(x.Softmax(-1));")]
    [InlineData("_ = x.Relu().CrossEntropy(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Relu); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Sigmoid); _ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 1, rng), Activation.Parse(\"relu6\")); _ = m.Forward(x).BinaryCrossEntropyWithLogits(truth);")]
    [InlineData("_ = Loss.Parse(\"bce\").Of(new Linear(2, 1, rng).Forward(x), truth);")]
    [InlineData("_ = x.MeanSquaredError(labels);")]
    [InlineData("_ = x.MeanSquaredError(target: Tensor.From(new[] { 1L, 2L }));")]
    [InlineData("_ = x.Huber(x.To(DType.Int64));")]
    [InlineData("var t = Tensor.Zeros([4, 2], DType.Int32); _ = x.MeanAbsoluteError(t);")]
    public Task A_misfit_is_found(string lines) => lines.ShouldFind(LossMisfit.Id);

    [Theory]
    [InlineData("_ = new Linear(2, 1, rng).Forward(x).Sigmoid().BinaryCrossEntropy(truth);")]
    [InlineData("_ = new Linear(2, 1, rng).Forward(x).BinaryCrossEntropyWithLogits(truth);")]
    [InlineData("var p = new Linear(2, 1, rng).Forward(x); _ = p.Clamp(0.01, 0.99).BinaryCrossEntropy(truth);")]
    [InlineData("_ = ((x.Tanh() + 1) / 2).BinaryCrossEntropy(x.Sigmoid());")]
    [InlineData("_ = x.Softmax().Log().NegativeLogLikelihood(labels);")]
    [InlineData("_ = x.LogSoftmax().KullbackLeibler(x.Softmax());")]
    [InlineData("_ = (x.Tanh() * 10).CrossEntropy(labels);")]
    [InlineData("_ = x.LeakyRelu().CrossEntropy(labels);")]
    [InlineData("_ = x.Sigmoid().MeanSquaredError(x);")]
    [InlineData("_ = x.Relu().MeanSquaredError(x);")]
    [InlineData("_ = x.MeanSquaredError(labels.To(DType.Float32));")]
    [InlineData("_ = x.MeanSquaredError(Tensor.From([1f, 2f]));")]
    [InlineData("Tensor Score(Layer m) => m.Forward(x).BinaryCrossEntropy(truth); _ = Score(Activation.Sigmoid);")]
    [InlineData("var m = new Sequential(new Linear(2, 8, rng), Activation.Relu, new Linear(8, 3, rng)); _ = m.Forward(x).CrossEntropy(labels);")]
    public Task Right_code_is_left_alone(string lines) => lines.ShouldBeHealthy();

    [Theory]
    [InlineData("_ = new Linear(2, 1, rng).Forward(x).BinaryCrossEntropy(truth);", "_ = new Linear(2, 1, rng).Forward(x).BinaryCrossEntropyWithLogits(truth);")]
    [InlineData("_ = new Linear(2, 3, rng).Forward(x).NegativeLogLikelihood(labels, ignored: 2);", "_ = new Linear(2, 3, rng).Forward(x).CrossEntropy(labels, ignored: 2);")]
    [InlineData("_ = x.Softmax(-1).NegativeLogLikelihood(labels);", "_ = x.LogSoftmax(-1).NegativeLogLikelihood(labels);")]
    [InlineData("var m = new Sequential(new Linear(2, 1, rng), Activation.Tanh);\n_ = m.Forward(x).BinaryCrossEntropy(truth);", "var m = new Sequential(new Linear(2, 1, rng), Activation.Sigmoid);\n_ = m.Forward(x).BinaryCrossEntropy(truth);")]
    [InlineData("var m = new Sequential(new Linear(2, 3, rng), Activation.Relu);\n_ = m.Forward(x).CrossEntropy(labels);", "var m = new Sequential(new Linear(2, 3, rng));\n_ = m.Forward(x).CrossEntropy(labels);")]
    [InlineData("_ = x.Tanh().BinaryCrossEntropyWithLogits(x);", "_ = x.BinaryCrossEntropyWithLogits(x);")]
    public Task The_fix_makes_them_match(string wrong, string right) => wrong.ShouldBecome(right);

    [Theory]
    [InlineData("_ = new Linear(2, 3, rng).Forward(x).NegativeLogLikelihood(labels, null, 2);")]
    [InlineData("_ = x.MeanSquaredError(labels);")]
    public async Task There_is_no_fix_where_the_right_one_is_not_certain(string wrong) => (await Program.Fixed(wrong)).ShouldBeNull();
}
