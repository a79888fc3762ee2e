using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Losses with their options, against central differences; and in plans, against the eager run.</summary>
public class LossVariantsTests
{
    private static readonly Rng Source = new(21);
    private static readonly Tensor X = Tensor.Normal([4, 3], Source, dtype: DType.Float64),
        Other = Tensor.Normal([4, 3], Source, dtype: DType.Float64);
    private static readonly Tensor Labels = Tensor.From([2L, 0, 1, 2]), Weight = Tensor.From([0.5, 2, 1.5]);

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Variants = new()
    {
        ["cross entropy, smoothed"] = x => x.CrossEntropy(Labels, labelSmoothing: 0.2),
        ["cross entropy, weighted"] = x => x.CrossEntropy(Labels, Weight),
        ["cross entropy, ignored"] = x => x.CrossEntropy(Labels, ignored: 2),
        ["cross entropy, smoothed and weighted"] = x => x.CrossEntropy(Labels, Weight, 0.2),
        ["cross entropy, smoothed and ignored"] = x => x.CrossEntropy(Labels, null, 0.2, ignored: 0),
        ["cross entropy, weighted and ignored"] = x => x.CrossEntropy(Labels, Weight, ignored: 0),
        ["cross entropy, all three"] = x => x.CrossEntropy(Labels, Weight, 0.2, ignored: 2),
        ["cross entropy, all three, summed"] = x => x.CrossEntropy(Labels, Weight, 0.2, ignored: 2, reduction: LossReduction.Sum),
        ["cross entropy, probabilities smoothed and weighted"] = x => x.CrossEntropy(Other.Softmax(), Weight, 0.2),
        ["likelihood, weighted and ignored"] = x => x.LogSoftmax().NegativeLogLikelihood(Labels, Weight, ignored: 0),
        ["multi-margin, squared"] = x => x.MultiMargin(Labels, p: 2, margin: 0.7),
        ["multi-margin, weighted"] = x => x.MultiMargin(Labels, weight: Weight),
        ["multi-margin, squared and weighted"] = x => x.MultiMargin(Labels, p: 2, weight: Weight, reduction: LossReduction.Sum),
        ["gaussian, mean"] = x => x.GaussianNegativeLogLikelihood(Other, Other.Square() + 0.1),
        ["gaussian, variance"] = x => Other.GaussianNegativeLogLikelihood(Other * 2, x.Square() + 0.1, full: true),
        ["gaussian, one variance for each example"] = x => Other.GaussianNegativeLogLikelihood(Other * 2, x.Square().Sum(1) + 0.1),
        ["poisson, counts"] = x => (x.Square() + 0.1).PoissonNegativeLogLikelihood(Other.Abs() * 3, logInput: false, full: true),
        ["kullback-leibler, logarithms"] = x => x.LogSoftmax().KullbackLeibler(Other.LogSoftmax(), logTarget: true),
        ["binary, weighted"] = x => x.Sigmoid().BinaryCrossEntropy(Other.Sigmoid(), Weight),
        ["binary logits, weighted"] = x => x.BinaryCrossEntropyWithLogits(Other.Sigmoid(), Weight, positiveWeight: Weight),
        ["huber"] = x => x.Huber(Other, 0.3),
        ["smooth absolute"] = x => x.SmoothL1(Other, 0.3),
        ["hinge embedding"] = x => x.HingeEmbedding(Other.Sign(), 0.4),
    };

    public static TheoryData<string> Names => [.. Variants.Keys];

    public static TheoryData<string> Losses => [.. Loss.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Options_and_their_combinations_have_the_gradient_of_central_differences(string name)
    {
        var error = GradientCheck.Run(a => Variants[name](a[0]), [X]);
        error.Worst.ShouldBeLessThan(1e-7, $"{name}: {error}");
    }

    [Fact]
    public void Smoothing_weights_and_an_ignored_label_together_by_hand()
    {
        double sum = 0, divisor = 0;
        double[] logs = X.LogSoftmax().ToArray<double>(), w = Weight.ToArray<double>();
        long[] labels = Labels.ToArray<long>();
        for (int n = 0; n < 4; n++)
        {
            if (labels[n] == 2) continue;
            for (int c = 0; c < 3; c++) sum -= w[c] * ((c == labels[n] ? 0.8 : 0) + 0.2 / 3) * logs[3 * n + c];
            divisor += w[labels[n]];
        }
        X.CrossEntropy(Labels, Weight, 0.2, ignored: 2).Item().ShouldBe(sum / divisor, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Replayed_steps_are_the_eager_ones_bit_for_bit_with_a_smaller_last_batch(string name)
    {
        var loss = Loss.Parse(name);
        Twin eager = new(loss), planned = new(loss);
        var step = new PlannedStep(planned.Step) { IsDebugged = () => false };
        int replayed = 0;
        for (int i = 0; i < 18; i++)
        {
            Tensor[] batch = Batch(loss, (ulong)i, rows: i % 3 == 2 ? 5 : 8);
            double expected;
            using (Tape.Start()) expected = eager.Step(batch)[0].Item();
            step.Run(batch)[0].Item().ShouldBe(expected, $"step {i}");
            if (step.WhyEager is null) replayed++;
        }
        replayed.ShouldBeGreaterThan(8);
        step.PlanCount.ShouldBe(2);
        planned.Weights().ShouldBe(eager.Weights());
    }

    private static Tensor[] Batch(Loss loss, ulong seed, int rows)
    {
        var rng = new Rng(seed);
        Tensor x = Tensor.Normal([rows, 4], rng), t = Tensor.Normal([rows, 3], rng);
        return [x, loss.Target switch
        {
            LossTarget.Labels => Tensor.From([.. Enumerable.Range(0, rows).Select(_ => (long)rng.NextInt(3))]),
            LossTarget.ZeroOne => t.Step(),
            LossTarget.PlusMinusOne => t.Sign(),
            LossTarget.Probabilities => t.Softmax(),
            _ => t.Abs(),
        }];
    }

    private sealed class Twin
    {
        private readonly Loss loss;
        private readonly Sequential model;
        private readonly Adam adam;

        public Twin(Loss loss)
        {
            string? output = loss.Name switch { "bce" => "sigmoid", "nll" or "kl" => "log-softmax", _ => null };
            (this.loss, model) = (loss, Mlp.Build([4, 6, 3], new Rng(3), "tanh", output: output));
            adam = new Adam(model.Parameters, 0.01);
        }

        public Tensor[] Step(Tensor[] batch)
        {
            var value = loss.Of(model.Forward(batch[0]), batch[1]);
            adam.Step(Tape.Recording!.Gradients(value));
            return [value];
        }

        public float[] Weights() => [.. model.Parameters.SelectMany(p => p.ToArray<float>())];
    }
}
