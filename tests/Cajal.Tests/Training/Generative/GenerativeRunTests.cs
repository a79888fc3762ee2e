using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Generative;

public class GenerativeRunTests
{
    private static Recipe Small(string model) => new()
    {
        Data = "moons",
        DataOptions = new DatasetOptions { Count = 2500 },
        Model = model,
        Epochs = 4,
        Batch = "64",
        Seed = 3,
    };

    [Theory]
    [InlineData("vae(units=16)")]
    [InlineData("diffusion(units=16,layers=1,steps=20)")]
    [InlineData("gan(units=16,layers=1)")]
    public void ARunThatStopsGoesOnToTheSameModelAndIsReadAgain(string model)
    {
        using var folder = new TemporaryFolder();
        var whole = GenerativeRun.Train(Small(model));
        using var stop = new CancellationTokenSource();
        var stopped = GenerativeRun.Train(Small(model), folder["run"], progress: new AfterEpoch(2, stop), cancellation: stop.Token);
        stopped.Figures.ShouldBeNull();
        GenerativeRun.Load(folder["run"]).Notice!.ShouldContain("not finished");
        var resumed = GenerativeRun.Resume(folder["run"]);
        resumed.Figures!.Loss.ShouldBe(whole.Figures!.Loss);
        resumed.Figures["distance"].ShouldBe(whole.Figures["distance"]);
        var loaded = GenerativeRun.Load(folder["run"]);
        loaded.Notice.ShouldBeNull();
        loaded.Sample(20).ShouldBe(whole.Sample(20));
        loaded.Sample(20, seed: 1).ShouldNotBe(whole.Sample(20));
        loaded.Columns.ShouldBe(["x1", "x2"]);
        loaded.Evaluate().Data.ShouldBe("moons, test part");
        RunResult.Load(loaded.Folder!.Result).Figures.Loss.ShouldBe(whole.Figures.Loss);
        Should.Throw<RunException>(() => GenerativeRun.Train(Small(model), folder["run"]));
        GenerativeRun.Resume(folder["run"], epochs: 6).Outcome!.Epochs.ShouldBe(6);
    }

    [Fact]
    public void MadePointsComeInTheUnitsOfTheDataAndNearThem()
    {
        var recipe = Small("vae(units=32)") with { DataOptions = new DatasetOptions { Count = 6000 }, Epochs = 25, LearningRate = 0.005 };
        var run = GenerativeRun.Train(recipe);
        var untrained = GenerativeRun.Train(recipe with { Epochs = 1, LearningRate = 1e-7 });
        run.Figures!["distance"].ShouldBeLessThan(0.33 * untrained.Figures!["distance"]);
        float[,] made = run.Sample(500);
        // The moons lie around (0.5, 0.25), from −1 to 2 and from −0.5 to 1.
        double[] means = [.. Enumerable.Range(0, 2).Select(c => Enumerable.Range(0, 500).Average(i => made[i, c]))];
        means[0].ShouldBe(0.5, 0.2);
        means[1].ShouldBe(0.25, 0.2);
        Enumerable.Range(0, 500).Max(i => made[i, 0]).ShouldBeGreaterThan(1.4f);
    }

    [Theory]
    [InlineData("vae(units=16,labels=true)")]
    [InlineData("diffusion(units=16,layers=1,steps=10,labels=true)")]
    [InlineData("gan(units=16,layers=1)")]
    public void PicturesKeepTheirRangeAndClassesTheirTurn(string model)
    {
        var recipe = new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 300 }, Model = model, Epochs = 1 };
        var run = GenerativeRun.Train(recipe);
        run.Model.Classes.ShouldBe(10);
        run.ExampleShape.ShouldBe([28, 28]);
        float[,] made = run.Sample(10);
        made.Cast<float>().ShouldAllBe(pixel => pixel >= 0 && pixel <= 255);
        made.Cast<float>().Max().ShouldBeGreaterThan(60);
        run.Figures!.Metrics.ShouldBeEmpty();
        var judged = run.Evaluate().Figures;
        judged.Metrics.Select(m => m.Name).ShouldBe(["sure", "as-asked", "rarest-class"]);
        judged.Metrics.ShouldAllBe(m => m.Value >= 0 && m.Value <= 1);
    }

    [Fact]
    public void WhatMakesNothingOrFitsNoRunIsSaid()
    {
        Should.Throw<ArgumentException>(() => GenerativeRun.Train(Small("gan") with { EarlyStopping = 3 })).Message.ShouldContain("earlyStopping");
        Should.Throw<ArgumentException>(() => GenerativeRun.Train(Small("gan") with { Optimizer = "schedule-free-adamw" })).Message.ShouldContain("turn");
        Should.Throw<ArgumentException>(() => GenerativeRun.Train(Small("vae") with { Loss = "mse" })).Message.ShouldContain("'loss'");
        Should.Throw<ArgumentException>(() => GenerativeRun.Train(Small("vae") with { Layers = "8" })).Message.ShouldContain("layers");
        Should.Throw<DatasetException>(() => GenerativeRun.Train(new Recipe { Data = "parity", Model = "vae" })).Message.ShouldContain("parity");
        Should.Throw<ArgumentException>(() => Run.Train(Small("vae"))).Message.ShouldContain("GenerativeRun");
        GenerativeRun.IsGenerative(new Recipe { Model = "lenet" }).ShouldBeFalse();
        GenerativeRun.IsGenerative(new Recipe { Model = "VAE(latent=3)" }).ShouldBeTrue();
    }

    private sealed class AfterEpoch(int epoch, CancellationTokenSource stop) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            if (value is EpochEnded { Result.Epoch: var ended } && ended == epoch) stop.Cancel();
        }
    }
}
