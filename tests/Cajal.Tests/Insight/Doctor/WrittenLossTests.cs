using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

// What the analysers look for is planted here on purpose.
#pragma warning disable CAJ001, CAJ002, CAJ003, CAJ004

namespace Cajal.Tests.Insight.Doctors;

/// <summary>Losses that are written out, and weights that no module knows.</summary>
public class WrittenLossTests
{
    private static readonly Tensor X = Tensor.Normal([120, 4], new Rng(1));
    private static readonly Tensor Yes = X.Sum(1, keepAxis: true).Step(), Kinds = Tensor.From(Array.ConvertAll(X.Sum(1).ToArray<float>(), s => s > 1 ? 2 : s < -1 ? 0 : 1), [120]).OneHot(3);

    [Fact]
    public void A_softmax_over_one_output_is_named_whatever_the_loss()
    {
        Look(1, "softmax", (p, t) => p.Clamp(1e-7, 1 - 1e-7).BinaryCrossEntropy(t), Yes)["S1"].Symptom.ShouldContain("over one output");
        Look(1, "sigmoid", (p, t) => p.Clamp(1e-7, 1 - 1e-7).BinaryCrossEntropy(t), Yes).ShouldNotContainKey("S1");
    }

    [Fact]
    public void Several_classes_at_once_are_beyond_a_softmax()
    {
        var several = (X.Slice(1, 0..3) > 0).To(DType.Float32);
        Look(3, "softmax", (p, t) => p.MeanSquaredError(t), several)["S1"].Symptom.ShouldContain("add up to 1");
        Look(3, "softmax", (p, t) => -(t * p.Clamp(1e-7, 1).Log()).Sum(-1).Mean(), several)["S1"].Symptom.ShouldContain("add up to 1");
        Look(3, "sigmoid", (p, t) => p.MeanSquaredError(t), several).ShouldNotContainKey("S1");
        Look(3, "softmax", (p, t) => p.MeanSquaredError(t), Kinds).ShouldNotContainKey("S1");
    }

    [Fact]
    public void Logarithms_want_probabilities()
    {
        Look(3, "relu", ByHand, Kinds)["S1"].Symptom.ShouldContain("divided by their sum");
        Look(3, "softmax", ByHand, Kinds).ShouldNotContainKey("S1");
        // The logarithm of a number that is not compared with shares: mean squared logarithmic error.
        Look(1, "relu", (y, t) => ((y + 1).Log() - (t + 1).Log()).Square().Mean(), X.Sum(1, keepAxis: true).Abs()).ShouldNotContainKey("S1");
        // Without a guard it is a note until answers are so sure that they round to 1.
        Look(1, "sigmoid", Bare, Yes)["S1"].Severity.ShouldBe(Severity.Note);
        Look(1, "sigmoid", (p, t) => Bare(p.Clamp(1e-7, 1 - 1e-7), t), Yes).ShouldNotContainKey("S1");

        static Tensor ByHand(Tensor p, Tensor t) => -(t * (p / p.Sum(-1, keepAxis: true)).Clamp(1e-7, 1 - 1e-7).Log()).Sum(-1).Mean();

        static Tensor Bare(Tensor p, Tensor t) => -(t * p.Log() + (1 - t) * (1 - p).Log()).Mean();
    }

    [Fact]
    public void T9_sees_layers_that_the_module_does_not_know()
    {
        var found = (new SickRun { Network = rng => new Listed(rng, isKnown: false) }).Verdict().Found["T9"];
        found.Severity.ShouldBe(Severity.Warning);
        found.Causes[0].Name.ShouldContain("not registered");
        found.Evidence[0].Value.ShouldBe(2);
        (new SickRun { Network = rng => new Listed(rng, isKnown: true) }).Verdict().Found.ShouldNotContainKey("T9");
    }

    private static Dictionary<string, Finding> Look(int outputs, string output, Func<Tensor, Tensor, Tensor> loss, Tensor targets)
    {
        var model = new Sequential(new Linear(4, 8, new Rng(2)), Activation.Tanh, new Linear(8, outputs, new Rng(3)), Activation.Parse(output));
        return new Trainer(model, loss, new Adam(model.Parameters)).Diagnose(new TensorBatches(X, targets, 30, 1)).All.ToDictionary(f => f.Code);
    }

    private sealed class Listed : Layer
    {
        private readonly Linear first, last;
        private readonly List<Linear> inner = [];

        public Listed(Rng rng, bool isKnown)
        {
            first = RegisterModule("first", new Linear(2, 12, rng));
            inner.Add(new Linear(12, 12, rng));
            if (isKnown) RegisterModule("inner", inner[0]);
            last = RegisterModule("last", new Linear(12, 4, rng));
        }

        protected override Tensor Compute(Tensor x) => last.Forward(inner[0].Forward(first.Forward(x).Relu()).Relu());
    }
}
