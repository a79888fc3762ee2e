using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

// What the analysers look for is planted here on purpose.
#pragma warning disable CAJ001, CAJ002, CAJ003, CAJ004

namespace Cajal.Tests.Insight.Doctors;

/// <summary>Each check of the set-up speaks on a planted fault and is silent on its twin, before any training.</summary>
public class SetUpCheckTests
{
    private static readonly Tensor X = Tensor.Normal([120, 4], new Rng(1)), Sum = X.Sum(1, keepAxis: true) * 0.5,
        Labels = Tensor.From(Array.ConvertAll(Sum.ToArray<float>(), s => s > 0.4f ? 2 : s < -0.4f ? 0 : 1), [120]);

    [Fact]
    public void S1_names_pairs_that_do_not_fit_and_their_line()
    {
        var found = Look(Mlp.Build([4, 8, 3], new Rng(2)), (a, t) => a.Softmax(-1).CrossEntropy(t))["S1"];
        found.Severity.ShouldBe(Severity.Error);
        found.Symptom.ShouldContain("0.55");
        found.Places[0].ShouldStartWith("SetUpCheckTests.cs:");
        Look(Mlp.Build([4, 8, 3], new Rng(2)), (a, t) => (a.Exp() / a.Exp().Sum(-1, keepAxis: true)).CrossEntropy(t))["S1"].Symptom.ShouldContain("a distribution already");
        Look(Mlp.Build([4, 8, 3], new Rng(2)), (a, t) => a.NegativeLogLikelihood(t))["S1"].Symptom.ShouldContain("no logarithms");
        Look(Mlp.Build([4, 8, 3], new Rng(2)), (a, t) => a.LogSoftmax(-1).NegativeLogLikelihood(t)).ShouldNotContainKey("S1");
        Look(Mlp.Build([4, 8, 3], new Rng(2)), (a, t) => a.CrossEntropy(t, labelSmoothing: 0.1)).ShouldNotContainKey("S1");
    }

    [Fact]
    public void S1_knows_how_far_an_output_can_go()
    {
        Look(Mlp.Build([4, 8, 1], new Rng(2), output: "tanh"), (a, t) => a.MeanSquaredError(t), Sum * 5 + 5)["S1"].Symptom.ShouldContain("Tanh gives -1 to 1");
        Look(Mlp.Build([4, 8, 1], new Rng(2), output: "tanh"), (a, t) => a.MeanSquaredError(t), Sum.Tanh()).ShouldNotContainKey("S1");
        Look(Mlp.Build([4, 8, 1], new Rng(2), output: "sigmoid"), (a, t) => a.BinaryCrossEntropyWithLogits(t), Sum.Step())["S1"].Symptom.ShouldContain("taken twice");
        Look(Mlp.Build([4, 8, 1], new Rng(2), output: "sigmoid"), (a, t) => a.BinaryCrossEntropy(t), Sum.Step()).ShouldNotContainKey("S1");
    }

    [Fact]
    public void S2_sees_layers_without_activation_between_them()
    {
        Look(Mlp.Build([4, 8, 8, 3], new Rng(2), "identity"))["S2"].Severity.ShouldBe(Severity.Error);
        Look(Layers(new Linear(4, 8, new Rng(2)), new Linear(8, 8, new Rng(3)), Activation.Relu, new Linear(8, 3, new Rng(4))))["S2"].Places.ShouldBe(["layer 0 (Linear) and layer 1 (Linear)"]);
        // A narrow code, a linear model, a sum around a branch.
        Look(Layers(new Linear(4, 2, new Rng(2)), new Linear(2, 8, new Rng(3)), Activation.Relu, new Linear(8, 3, new Rng(4))))["S2"].Severity.ShouldBe(Severity.Note);
        Look(Layers(new Linear(4, 3, new Rng(2)))).ShouldNotContainKey("S2");
        Look(Layers(new Linear(4, 8, new Rng(2)), new Residual(new LayerNorm(8), new Linear(8, 8, new Rng(3)), Activation.Relu, new Linear(8, 8, new Rng(5))), new Linear(8, 3, new Rng(4)))).ShouldNotContainKey("S2");

        static Sequential Layers(params Layer[] layers) => new(layers);
    }

    [Fact]
    public void S3_sees_units_that_are_one_and_the_same()
    {
        Look(Mlp.Build([4, 8, 3], new Rng(2), initializer: new Constant(0.1)))["S3"].Places.ShouldBe(["weights 0.weight"]);
        Look(Mlp.Build([4, 8, 3], new Rng(2), initializer: new Zeros())).ShouldContainKey("S3");
        // Zeros in the last layer alone are allowed: its units hear other errors.
        var model = Mlp.Build([4, 8, 3], new Rng(2));
        model.Parameters.Last(p => p.Rank == 2).Assign(Tensor.Zeros([3, 8]));
        Look(model).ShouldNotContainKey("S3");
    }

    [Fact]
    public void S3_sees_matrices_of_one_number_that_only_biases_tell_apart()
    {
        // Before training they are twins; steps part them by their biases, and the fault is still told.
        var (found, _) = new SickRun { Network = rng => Mlp.Build([2, 12, 12, 4], rng, "tanh", initializer: new Constant(0.1)), Changed = Biased }.Verdict();
        found["S3"].Symptom.ShouldContain("one number");
        // A linear model may begin with zeros.
        Look(new Linear(4, 3, new Rng(2), weight: new Zeros())).ShouldNotContainKey("S3");

        static void Biased(Layer model)
        {
            var rng = new Rng(4);
            foreach (var bias in model.Parameters.Where(p => p.Rank == 1)) bias.Assign(Tensor.Normal(bias.Shape, rng));
        }
    }

    [Fact]
    public void S4_sees_an_input_that_is_lost_before_any_weights()
    {
        Look(Behind(1e-6))["S4"].Causes[0].Name.ShouldContain("multiplied away");
        Look(Behind(0)).ShouldContainKey("S4");
        Look(Behind(0.1)).ShouldNotContainKey("S4");

        static Sequential Behind(double factor) => new(new Activation("scaled", x => x * factor), new Linear(4, 8, new Rng(2)), Activation.Relu, new Linear(8, 3, new Rng(3)));
    }

    [Fact]
    public void S4_sees_signals_that_fade_and_grow()
    {
        int[] sizes = [4, 32, 32, 32, 32, 32, 32, 3];
        Look(Mlp.Build(sizes, new Rng(2), initializer: new Normal(0.02)))["S4"].Causes[0].Name.ShouldContain("too small");
        Look(Mlp.Build(sizes, new Rng(2), initializer: new Normal(1)))["S4"].Causes[0].Name.ShouldContain("too large");
        Look(Mlp.Build(sizes, new Rng(2))).ShouldNotContainKey("S4");
        Look(Mlp.Build(sizes, new Rng(2), "tanh")).ShouldNotContainKey("S4");
    }

    [Fact]
    public void S5_sees_a_network_that_is_sure_before_it_has_learned()
    {
        var model = Mlp.Build([4, 8, 3], new Rng(2));
        Look(model).ShouldNotContainKey("S5");
        var last = model.Parameters.Last(p => p.Rank == 2);
        last.Assign(last * 30);
        Look(model)["S5"].Evidence[0].Value.ShouldBeGreaterThan(3);
        Look(Mlp.Build([4, 8, 1], new Rng(2)), (a, t) => a.MeanSquaredError(t), Sum + 100)["S5"].Causes[0].Name.ShouldContain("not centred");
    }

    [Fact]
    public void S5_sees_a_last_layer_that_is_too_wide_for_a_quiet_signal()
    {
        var model = Mlp.Build([4, 8, 3], new Rng(2), "tanh");
        model.Parameters[0].Assign(model.Parameters[0] * 0.02);
        Look(model).ShouldNotContainKey("S5");
        var last = model.Parameters.Last(p => p.Rank == 2);
        last.Assign(last * 30);
        var found = Look(model)["S5"];
        found.Evidence[0].Value.ShouldBeLessThan(3, "the first loss alone would not tell");
        found.Symptom.ShouldContain("times as wide");
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0.9, true)]
    [InlineData(1, false)]
    public void S6_tries_out_operations_that_are_not_of_the_house(double slope, bool isWrong)
    {
        var found = Look(new Sequential(new Linear(4, 8, new Rng(2)), new Activation("kinked", x => Op.Apply(new Kinked(slope), x)), new Linear(8, 3, new Rng(3))));
        found.ContainsKey("S6").ShouldBe(isWrong);
        if (isWrong) found["S6"].Places[1].ShouldStartWith("SetUpCheckTests.cs:");
    }

    [Fact]
    public void S6_holds_the_operations_of_the_house_against_differences_when_asked_to()
    {
        var model = new Sequential(new Linear(4, 8, new Rng(2)), new BatchNorm1d(8), Activation.Gelu, new Dropout(0.2, new Rng(3)), new Linear(8, 3, new Rng(4)));
        var verdict = new Trainer(model, (a, t) => a.CrossEntropy(t), new Adam(model.Parameters)).Diagnose(new TensorBatches(X, Labels, 30, 1), everyDerivative: true);
        verdict.All.ShouldNotContain(f => f.Code == "S6");
        verdict.Notes.ShouldContain(n => n.Contains("held against differences; the largest relative error is "));
    }

    [Fact]
    public void S6_sees_a_loss_that_rewards_wrong_answers()
    {
        Look(Mlp.Build([4, 8, 3], new Rng(2)), (a, t) => -a.CrossEntropy(t))["S6"].Severity.ShouldBe(Severity.Error);
        Look(Mlp.Build([4, 8, 1], new Rng(2)), (a, t) => -(a - t).Abs().Mean(), Sum)["S6"].Causes[0].Name.ShouldContain("sign");
    }

    [Fact]
    public void S7_sees_restraint_that_leaves_nothing_to_learn()
    {
        Look(Mlp.Build([4, 8, 3], new Rng(2), dropout: 0.9))["S7"].Severity.ShouldBe(Severity.Warning);
        Look(Mlp.Build([4, 8, 3], new Rng(2), dropout: 0.5)).ShouldNotContainKey("S7");
        Look(Mlp.Build([4, 8, 3], new Rng(2)), penalty: 10).ShouldContainKey("S7");
        Look(Mlp.Build([4, 8, 3], new Rng(2)), penalty: 1e-3).ShouldNotContainKey("S7");
    }

    [Fact]
    public void S7_leaves_a_usual_decay_alone_where_the_rate_is_what_is_too_high()
    {
        var model = Mlp.Build([4, 8, 3], new Rng(2));
        Look(model, new AdamW(model.Parameters, 50, weightDecay: 0.01)).ShouldNotContainKey("S7");
        Look(model, new AdamW(model.Parameters, 0.01, weightDecay: 5)).ShouldContainKey("S7");

        static Dictionary<string, Finding> Look(Layer model, Optimizer optimizer) =>
            new Trainer(model, (a, t) => a.CrossEntropy(t), optimizer).Diagnose(new TensorBatches(X, Labels, 30, 1)).All.ToDictionary(f => f.Code);
    }

    private static Dictionary<string, Finding> Look(Layer model, Func<Tensor, Tensor, Tensor>? loss = null, Tensor? targets = null, double penalty = 0)
    {
        var trainer = new Trainer(model, loss ?? ((a, t) => a.CrossEntropy(t)), new Adam(model.Parameters)) { Penalties = penalty > 0 ? [new L2Penalty(penalty)] : [] };
        return trainer.Diagnose(new TensorBatches(X, targets ?? Labels, 30, 1)).All.ToDictionary(f => f.Code);
    }

    // y = x above 0, else x/4; its derivative is right when the slope is 1.
    private sealed record Kinked(double Slope) : Op
    {
        public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[0].Shape, SameFloat(x));

        public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
        {
            if (x[0].DType == DType.Float32) Each(x[0].ToArray<float>(), Write<float>(y[0]), 4f);
            else Each(x[0].ToArray<double>(), Write<double>(y[0]), 4.0);
        }

        public override void Backward(BackwardPass pass) => pass[0] = pass.OutputGradient * (pass.Input(0).Step() * 0.75 + 0.25) * Slope;

        private static void Each<T>(T[] from, Span<T> to, T four) where T : System.Numerics.INumber<T>
        {
            for (int i = 0; i < to.Length; i++) to[i] = from[i] > T.Zero ? from[i] : from[i] / four;
        }
    }
}
