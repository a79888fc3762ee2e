using Cajal.Training;

namespace Cajal.Tests.Training.Practice;

public class ComparisonTests
{
    private static readonly Recipe Moons = new() { Data = "moons", Layers = "8", Epochs = 3, Batch = "32" };

    private static ComparisonPlan Vary(string text, int seeds = 2, int folds = 1) => ComparisonPlan.Of(Moons,
        [RecipeSettings.Parse(text)], seeds, folds);

    [Fact]
    public void TextsBecomeSettings()
    {
        RecipeSettings.Parse("optimizer=sgd(momentum=0.9, nesterov=true),adam").Values.ShouldBe(["sgd(momentum=0.9, nesterov=true)",
            "adam"]);
        RecipeSettings.Parse("learning-rate=0.1").Key.ShouldBe("learningRate");
        RecipeSettings.With(Moons, "layers", "32-16").Layers.ShouldBe("32,16");
        RecipeSettings.With(Moons, "dropout", "0.5").Dropout.ShouldBe(0.5);
        RecipeSettings.With(Moons, "epochs", "7").Epochs.ShouldBe(7);
        RecipeSettings.With(Moons, "balanced", "true").Balanced.ShouldBe(true);
        RecipeSettings.With(Moons, "batch", "none").Batch.ShouldBeNull();
        foreach (string wrong in new[] { "dropout", "=1", "dropuot=1", "seed=1,2", "dropout=0.1,0.1", "dropout=0.1,,0.2", "data=a,b" })
            Should.Throw<ArgumentException>(() => RecipeSettings.Parse(wrong), wrong);
        foreach (var (key, value) in new[] { ("epochs", "x"), ("epochs", "0"), ("dropout", "1.5"), ("balanced", "maybe"), ("learningRate",
            "fast") })
            Should.Throw<ArgumentException>(() => RecipeSettings.With(Moons, key, value), value);
    }

    [Fact]
    public void SettingsShareAllButWhatIsVaried()
    {
        var plan = ComparisonPlan.Of(Moons, [RecipeSettings.Parse("dropout=0,0.2"), RecipeSettings.Parse("activation=relu,tanh")]);
        plan.Settings.Select(s => s.Name).ShouldBe(
            ["dropout=0 activation=relu", "dropout=0 activation=tanh", "dropout=0.2 activation=relu", "dropout=0.2 activation=tanh"]);
        plan.Settings.Select(s => s.Recipe.LearningRate).Distinct().Count().ShouldBe(1);
        ComparisonPlan.Of(new Recipe { Data = "moons" }, [RecipeSettings.Parse("optimizer=adam,sgd")]).Settings
            .ShouldAllBe(s => s.Recipe.LearningRate == null);
        Should.Throw<ArgumentException>(() => Vary("dropout=0,0.2", seeds: 0));
        Should.Throw<ArgumentException>(() => Vary("dropout=0,0.2", seeds: 100_000)).Message.ShouldContain("trainings");
        Should.Throw<ArgumentException>(() => ComparisonPlan.Of(Moons, []));
    }

    [Fact]
    public void MeansAndSpreadsAreThoseOfTheTrainings()
    {
        var comparison = Comparison.In(null, Vary("layers=0,8", seeds: 3));
        comparison.Run().ShouldBeTrue();
        comparison.Cells.Count.ShouldBe(6);
        double[] figures = [.. comparison.Of(1).Select(c => c["accuracy"])];
        var spread = comparison.SpreadOf(1, "accuracy");
        spread.Mean.ShouldBe(figures.Average(), 1e-12);
        spread.Deviation.ShouldBe(Math.Sqrt(figures.Sum(f => Math.Pow(f - figures.Average(), 2)) / 2), 1e-12);
        // A cell is the run of its recipe and seed.
        var run = Run.Train(comparison.Plan.Settings[1].Recipe with { Seed = 43 });
        comparison.Of(1).Single(c => c.Seed == 43)["loss"].ShouldBe(run.Result!.Figures.Loss);
        comparison.Best().ShouldBeInRange(0, 1);
        comparison.Difference(0, 0).Mean.ShouldBe(0);
        comparison.Of(1).ShouldAllBe(c => c.Parameters == 33 && c.StepBytes > 32 * 8 * 4);
        Spread.Of([1, double.NaN, 3]).ShouldBe(new Spread(2, Math.Sqrt(2), 2));
    }

    [Fact]
    public void FoldsCoverEveryExampleOnce()
    {
        var data = Cajal.Data.Datasets.Load("moons");
        var splits = Enumerable.Range(1, 5).Select(fold => data.SplitFold(fold, 5, seed: 3)).ToArray();
        int[] test = splits[0].Test.Open().Rows.ToArray();
        foreach (var split in splits) split.Test.Open().Rows.ToArray().ShouldBe(test);
        splits.SelectMany(s => s.Validation.Rows.ToArray()).Concat(test).Order().ShouldBe(Enumerable.Range(0, data.Count));
        splits.ShouldAllBe(s => s.Validation.Count == 75 && s.Train.Count == 300);
        Should.Throw<ArgumentException>(() => data.SplitFold(6, 5));
        Should.Throw<ArgumentException>(() => Run.Train(Moons with { Fold = "3/2" })).Message.ShouldContain("3/2");
        var comparison = Comparison.In(null, Vary("dropout=0,0.1", seeds: 1, folds: 3));
        comparison.Run().ShouldBeTrue();
        comparison.Of(0).Select(c => c.Fold).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void AComparisonGoesOnWhereItWas()
    {
        using var folder = new TemporaryFolder();
        var plan = Vary("dropout=0,0.2");
        using var stop = new CancellationTokenSource();
        var first = Comparison.In(folder.Path, plan);
        first.Run(new Calls(() => stop.Cancel()), null, stop.Token).ShouldBeFalse();
        first.Cells.Count.ShouldBe(1);
        var second = Comparison.In(folder.Path, plan);
        second.Cells.Count.ShouldBe(1);
        int done = 0;
        second.Run(new Calls(() => done++)).ShouldBeTrue();
        done.ShouldBe(3);
        var whole = Comparison.In(null, plan);
        whole.Run();
        Comparison.Load(folder.Path).Cells.Select(c => c["loss"]).ShouldBe(whole.Cells.Select(c => c["loss"]));
        Should.Throw<RunException>(() => Comparison.In(folder.Path, Vary("dropout=0,0.3"))).Message.ShouldContain("other settings");
    }

    [Fact]
    public void ATrainingThatFailsIsCountedAndNoMore()
    {
        var comparison = Comparison.In(null, ComparisonPlan.Of(new Recipe { Data = "sine", Optimizer = "sgd", Epochs = 5, Layers = "8" },
            [RecipeSettings.Parse("learningRate=0.01,1e6")], seeds: 2));
        comparison.Run().ShouldBeTrue();
        comparison.Of(1).ShouldAllBe(c => c.Trouble != null);
        comparison.SpreadOf(1, "r2").Count.ShouldBe(0);
        comparison.Best().ShouldBe(0);
    }

    [Theory]
    [InlineData("regularisation", 5)]
    [InlineData("optimizers", 8)]
    [InlineData("initialisers", 9)]
    [InlineData("depth", 5)]
    [InlineData("batch", 4)]
    [InlineData("share", 5)]
    public void ReadySetsAreReady(string name, int settings)
    {
        var plan = ReadySets.Of(name, Moons with { Layers = "32", Epochs = 1 }, seeds: 1);
        plan.Settings.Count.ShouldBe(settings);
        plan.Settings.Select(s => s.Name).Distinct().Count().ShouldBe(settings);
        var comparison = Comparison.In(null, plan);
        comparison.Run().ShouldBeTrue();
        comparison.Cells.ShouldAllBe(c => c.Trouble == null);
        if (name == "depth") comparison.Cells.ShouldAllBe(c => Math.Abs(c.Parameters - 129) < 30);
        if (name == "batch")
        {
            double[] noise = [.. comparison.Cells.Select(c => c.GradientNoise!.Value)];
            noise[0].ShouldBeGreaterThan(noise[1], "larger batches are less noisy");
            noise[^1].ShouldBe(0, "all examples at once are not noisy at all");
        }
    }

    [Fact]
    public void ThirtyLayersLearnWithResidualConnectionsOnly()
    {
        var recipe = new Recipe { Data = "digits", DataOptions = new Cajal.Data.DatasetOptions { Count = 2000 }, Epochs = 4 };
        var plan = ReadySets.Of("residual", recipe, seeds: 1);
        var comparison = Comparison.In(null, plan);
        comparison.Run().ShouldBeTrue();
        var (residual, plain) = (comparison.Cells[0], comparison.Cells[1]);
        residual["accuracy"].ShouldBeGreaterThan(plain["accuracy"] + 0.3);
        residual.Parameters.ShouldBe(plain.Parameters);
        residual.FirstGradients!.Count.ShouldBe(5);
        residual.FirstGradients.ShouldAllBe(norm => norm > 1e-2);
        plain.FirstGradients!.ShouldAllBe(norm => norm > 0 && norm < 1e-12);
        // Measuring changes nothing.
        var unmeasured = Comparison.In(null, plan with { MeasuresFirstGradient = false });
        unmeasured.Run().ShouldBeTrue();
        unmeasured.Cells[0].FirstGradients.ShouldBeNull();
        unmeasured.Cells[0]["loss"].ShouldBe(residual["loss"]);
        Should.Throw<ArgumentException>(() => ReadySets.Of("residual", recipe with { Layers = "8" })).Message.ShouldContain("leave model");
    }

    [Fact]
    public void AnUnknownSetIsToldWithTheNearest() =>
        Should.Throw<ArgumentException>(() => ReadySets.Of("optimisers", Moons)).Message.ShouldContain("optimizers");

    private sealed class Calls(Action action) : IProgress<ComparisonCell>
    {
        public void Report(ComparisonCell value) => action();
    }
}
