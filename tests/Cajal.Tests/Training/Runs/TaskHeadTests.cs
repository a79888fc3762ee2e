using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class TaskHeadTests
{
    [Theory]
    [InlineData("bce-logits", 1, null)]
    [InlineData("bce", 1, "sigmoid")]
    [InlineData("mse", 1, "sigmoid")]
    [InlineData("half-squared", 1, "sigmoid")]
    [InlineData("hinge", 1, null)]
    [InlineData("squared-hinge", 1, null)]
    [InlineData("cross-entropy", 2, null)]
    [InlineData("cross-entropy(0.1)", 2, null)]
    [InlineData("nll", 2, "log-softmax")]
    [InlineData("multi-margin", 2, null)]
    [InlineData("kl", 2, "log-softmax")]
    public void Two_classes_are_learned_with_any_loss_that_suits(string loss, int outputs, string? output) =>
        Learns("moons", loss, outputs, output);

    [Theory]
    [InlineData("cross-entropy", 4, null)]
    [InlineData("nll", 4, "log-softmax")]
    [InlineData("multi-margin", 4, null)]
    [InlineData("mse", 4, "softmax")]
    [InlineData("huber(0.5)", 4, "softmax")]
    [InlineData("bce", 4, "sigmoid")]
    [InlineData("bce-logits", 4, null)]
    [InlineData("squared-hinge", 4, null)]
    [InlineData("kl", 4, "log-softmax")]
    public void Several_classes_are_learned_with_any_loss_that_suits(string loss, int outputs, string? output) =>
        Learns("blobs", loss, outputs, output);

    [Theory]
    [InlineData("mae")]
    [InlineData("huber")]
    [InlineData("smooth-l1")]
    [InlineData("half-squared")]
    public void Numbers_are_learned_with_any_loss_that_suits(string loss)
    {
        var run = Run.Train(new Recipe { Data = "sine", DataOptions = new DatasetOptions { Count = 120 }, Loss = loss, Epochs = 60 });
        var evaluation = run.Evaluate();
        evaluation.Confusion.ShouldBeNull();
        evaluation.Figures["r2"].ShouldBeGreaterThan(run.Result!.Baselines[0].Metrics[0].Value + 0.2, loss);
    }

    [Theory]
    [InlineData("sine", "cross-entropy", "for classes")]
    [InlineData("sine", "hinge", "for classes")]
    [InlineData("sine", "poisson", "counts")]
    [InlineData("moons", "poisson", "counts")]
    public void A_loss_that_does_not_suit_says_what_does(string data, string loss, string why) =>
        Should.Throw<ArgumentException>(() => PreparedRun.Of(new Recipe { Data = data, Loss = loss })).Message.ShouldContain(why);

    [Fact]
    public void Numbers_are_reported_and_predicted_in_their_own_units()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["d.csv"], Enumerable.Range(0, 200).Select(i => FormattableString.Invariant(
            $"{i % 20},{1000 + 50.5 * (i % 20)}")));
        var run = Run.Train(new Recipe { Data = folder["d.csv"], Layers = "0", L2 = 0, Epochs = 200 });
        var evaluation = run.Evaluate();
        evaluation.Figures["r2"].ShouldBeGreaterThan(0.999);
        evaluation.Figures["mae"].ShouldBeInRange(0, 20);
        evaluation.Figures["mse"].ShouldBeInRange(0, 400);
        File.WriteAllText(folder["new.csv"], "0\n10\n");
        var answers = run.Predict(folder["new.csv"]);
        answers.Value(0).ShouldBe(1000, 20);
        answers.Value(1).ShouldBe(1505, 20);
        Should.Throw<InvalidOperationException>(() => answers.Label(0));
    }

    private static void Learns(string data, string loss, int outputs, string? output)
    {
        var run = Run.Train(new Recipe
        {
            Data = data,
            DataOptions = new DatasetOptions { Count = 150 },
            Loss = loss,
            Epochs = 60,
            Seed = 3
        });
        run.Model.Spec.Outputs.ShouldBe(outputs);
        run.Model.Spec.Output.ShouldBe(output);
        var evaluation = run.Evaluate();
        evaluation.Figures["accuracy"].ShouldBeGreaterThan(0.8, loss);
        // What predict says is what evaluate counts.
        var set = Datasets.Load(data, run.Recipe.DataOptions);
        var answers = run.Model.Predict(set);
        var labels = ((ClassTargets)set.Targets!).Labels.ToArray();
        double right = Enumerable.Range(0, answers.Count).Count(i => answers.Label(i) == labels[i]);
        run.Model.Evaluate(run.Model.Preprocessing.Apply(set))["accuracy"].ShouldBe(right / answers.Count, 1e-12);
        if (!answers.HasProbabilities || loss.StartsWith("bce", StringComparison.Ordinal)) return;
        Enumerable.Range(0, answers.ClassNames.Count).Sum(c => answers.Score(5, c)).ShouldBe(1, 1e-5);
    }
}
