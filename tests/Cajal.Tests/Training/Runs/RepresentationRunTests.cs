using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

/// <summary>Codes that are learned without labels, and the probe beside them.</summary>
public class RepresentationRunTests
{
    private static Recipe Small(string model) => new()
    {
        Data = "digits",
        DataOptions = new DatasetOptions { Count = 700 },
        Model = model,
        Epochs = 12,
        Batch = "50",
        Seed = 1,
    };

    [Theory]
    [InlineData("autoencoder(code=32)")]
    [InlineData("contrastive(code=32)")]
    public void CodesAreLearnedAndARunThatStopsGoesOnToTheSameWeights(string model)
    {
        using var folder = new TemporaryFolder();
        var whole = Run.Train(Small(model), folder["whole"]);
        whole.Recipe.Augment!.ShouldContain("rotate");
        whole.Recipe.Reasons!["augment"].ShouldContain("code");
        whole.Outcome!.WhyEager.ShouldBeNull();
        string name = model.Split('(')[0];
        var losses = whole.Outcome.History.Select(e => e.OtherLosses.Single(l => l.Name == name).Value).ToArray();
        losses[^1].ShouldBeLessThan(losses[0]);
        File.ReadLines(whole.Folder!.Metrics).First().ShouldContain($"data_loss,{name},");
        whole.Evaluate().Figures["accuracy"].ShouldBeGreaterThan(0.3);

        using var stop = new CancellationTokenSource();
        Run.Train(Small(model), folder["run"], progress: new AfterEpoch(2, stop), cancellation: stop.Token).Result.ShouldBeNull();
        Run.Load(folder["run"]).Notice!.ShouldContain("not finished");
        var resumed = Run.Resume(folder["run"]);
        Weights(resumed.Model.Network).ShouldBe(Weights(whole.Model.Network));
        Run.Load(folder["run"]).Evaluate().Figures.Loss.ShouldBe(whole.Evaluate().Figures.Loss);
    }

    /// <summary>With other labels the codes are the same to the last bit, and the probe is not.</summary>
    [Fact]
    public void NothingOfTheLabelsReachesTheCodes()
    {
        var codes = (Representation)ModelCatalog.Parse("contrastive(code=8)")([6], 3, new Rng(1));
        var twin = (Representation)ModelCatalog.Parse("contrastive(code=8)")([6], 3, new Rng(1));
        var x = Tensor.Normal([40, 3, 6], new Rng(2));
        foreach (var (model, shift) in new[] { (codes, 0), (twin, 1) })
        {
            Tensor Loss(Tensor y, Tensor t) => y.CrossEntropy(t);
            var objective = Objective.Of(model, Loss);
            var labels = Tensor.From(Enumerable.Range(0, 40).Select(i => (i + shift) % 3).ToArray());
            new Trainer(objective, [.. objective.Turns.Select(t => new Adam(t.Moved.Parameters, 0.01))]).Fit(new TensorBatches(x, labels, 20), 3);
        }
        Weights(codes.Learned).ShouldBe(Weights(twin.Learned));
        Weights(codes.Probe).ShouldNotBe(Weights(twin.Probe));
    }

    [Fact]
    public void RowsOfNumbersHaveCodesTooAndWhatDoesNotFitIsSaid()
    {
        var run = Run.Train(new Recipe { Data = "moons", Model = "autoencoder(code=4)", Epochs = 3 });
        run.Recipe.Augment.ShouldBe("noise(0.4)");
        Run.Train(new Recipe { Data = "sine", Model = "contrastive(code=4)", Epochs = 2 }).Result!.Figures.Metrics.Count.ShouldBe(2);
        // A last batch of one example is left out: nothing could be compared in it.
        Run.Train(Small("contrastive(code=8)") with { Share = 51 / 455.0, Epochs = 1 }).Outcome!.Steps.ShouldBe(1);
        Should.Throw<ArgumentException>(() => Run.Train(Small("autoencoder") with { Augment = "mixup" })).Message.ShouldContain("mixup");
        Should.Throw<ArgumentException>(() => Run.Train(Small("autoencoder") with { Loss = "nll" })).Message.ShouldContain("probe");
        Should.Throw<ArgumentException>(() => Run.Train(Small("autoencoder(code=0)"))).Message.ShouldContain("code");
    }

    [Fact]
    public void ChangedPicturesAreToldLessOften()
    {
        var run = Run.Train(new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 1000 }, Epochs = 10, Seed = 1 });
        var changes = run.Robustness();
        changes.Select(c => c.Step).ShouldBe(["noise", "shift", "rotate"]);
        changes.ShouldAllBe(c => c.AtLevels.Count == 6 && c.AtLevels[0] == 0);
        double still = run.Evaluate().Figures["accuracy"];
        changes.ShouldAllBe(c => Math.Abs(c.Accuracies[0] - still) < 1e-12);
        changes.ShouldAllBe(c => c.Accuracies[5] < still);
        Should.Throw<ArgumentException>(() => Run.Train(new Recipe { Data = "moons", Epochs = 1 }).Robustness()).Message.ShouldContain("pictures");
    }

    private static float[] Weights(Module module) => [.. module.Parameters.SelectMany(p => p.ToArray<float>())];
}
