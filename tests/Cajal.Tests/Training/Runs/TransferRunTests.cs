using Cajal.Data;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

/// <summary>Runs that go on from the layers of another.</summary>
public class TransferRunTests
{
    private static Recipe First => new()
    {
        Data = "digits",
        DataOptions = new DatasetOptions { Count = 600, Classes = ["0-4"] },
        Model = "lenet",
        Epochs = 6,
        Seed = 1,
    };

    private static Recipe Second(TemporaryFolder folder) => First with
    {
        DataOptions = new DatasetOptions { Count = 600, Classes = ["5-9"] },
        Model = null,
        From = folder["first"],
        Labels = 10,
        Epochs = 20,
    };

    [Fact]
    public void FrozenLayersStayAndTheNewOneLearns()
    {
        using var folder = new TemporaryFolder();
        var first = Run.Train(First, folder["first"]);
        var second = Run.Train(Second(folder), folder["second"]);
        second.Recipe.Cut.ShouldBe(3);
        second.Recipe.Reasons!["cut"].ShouldContain("linear");
        second.Model.ClassNames.ShouldBe(["5", "6", "7", "8", "9"]);
        second.Result!.Figures["accuracy"].ShouldBeGreaterThan(0.6);
        second.Outcome!.WhyEager.ShouldBeNull();
        float[] Features(Layer network, int cut) => [.. Transferred.FeaturesOf(network, cut).Parameters.SelectMany(p => p.ToArray<float>())];
        Features(second.Model.Network, 1).ShouldBe(Features(first.Model.Network, 3));
        ((PictureScaling)second.Model.Preprocessing.Inputs).Shift.ShouldBe(((PictureScaling)first.Model.Preprocessing.Inputs).Shift);

        var tuned = Run.Train(Second(folder) with { Tune = true });
        Features(tuned.Model.Network, 1).ShouldNotBe(Features(first.Model.Network, 3));
        // The model stands alone: the run it came from may go.
        double accuracy = second.Evaluate().Figures["accuracy"];
        Directory.Delete(folder["first"], recursive: true);
        Run.Load(folder["second"]).Evaluate().Figures["accuracy"].ShouldBe(accuracy);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, "shift(1)")]
    [InlineData(true, null)]
    public void ARunThatStopsGoesOnToTheSameWeights(bool tune, string? augment)
    {
        using var folder = new TemporaryFolder();
        Run.Train(First with { Epochs = 1 }, folder["first"]);
        var recipe = Second(folder) with { Tune = tune ? true : null, Augment = augment, Epochs = 4 };
        var whole = Run.Train(recipe);
        using var stop = new CancellationTokenSource();
        Run.Train(recipe, folder["run"], progress: new AfterEpoch(2, stop), cancellation: stop.Token).Result.ShouldBeNull();
        Run.Load(folder["run"]).Notice!.ShouldContain("not finished");
        var resumed = Run.Resume(folder["run"]);
        resumed.Result!.Figures.Loss.ShouldBe(whole.Result!.Figures.Loss);
        Weights(resumed).ShouldBe(Weights(whole));
    }

    [Fact]
    public void TablesAreGoneOnFromToo()
    {
        using var folder = new TemporaryFolder();
        var first = new Recipe { Data = "moons", Epochs = 30, Layers = "16,16" };
        Run.Train(first, folder["first"]);
        var second = Run.Train(new Recipe { Data = "moons", From = folder["first"], Labels = 5, Epochs = 40, DataOptions = new() { Noise = 0.15 } });
        second.Recipe.Cut.ShouldBe(1);
        second.Evaluate().Figures["accuracy"].ShouldBeGreaterThan(0.9);
        // Bounds put an activation after the new layer.
        using var other = new TemporaryFolder();
        string file = other["line.csv"];
        File.WriteAllLines(file, ["x1,x2,y", .. Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"{i % 7},{i % 5},{i % 7 / 10.0}"))]);
        var bounded = Run.Train(new Recipe { Data = file, From = folder["first"], Epochs = 3, DataOptions = new() { Bounds = [0, 1] } });
        bounded.Result!.Figures["r2"].ShouldBeLessThan(1.0001);
    }

    [Fact]
    public void WhatCannotBeGoneOnFromIsSaid()
    {
        using var folder = new TemporaryFolder();
        Run.Train(First with { Epochs = 1 }, folder["first"]);
        var second = Second(folder);
        Should.Throw<ArgumentException>(() => Run.Train(second with { Layers = "8" })).Message.ShouldContain("'layers'");
        Should.Throw<ArgumentException>(() => Run.Train(second with { Share = 0.5 })).Message.ShouldContain("leave one out");
        Should.Throw<ArgumentException>(() => Run.Train(second with { From = null, Tune = true })).Message.ShouldContain("'tune'");
        Should.Throw<ArgumentException>(() => Run.Train(second with { Cut = 4 })).Message.ShouldContain("linear layer");
        Should.Throw<DatasetException>(() => Run.Train(second with { Data = "moons", DataOptions = null })).Message.ShouldContain("[28, 28]");
        Should.Throw<RunException>(() => Run.Train(second with { From = folder["nothing"] })).Message.ShouldContain("no model");
        Should.Throw<ArgumentException>(() => Run.Train(new Recipe { Data = "sine", Labels = 3 })).Message.ShouldContain("'share'");
        Run.Train(second with { Labels = 1, Epochs = 2 }).Outcome!.Epochs.ShouldBe(2);
    }

    private static float[] Weights(Run run) => [.. run.Model.Network.Parameters.SelectMany(p => p.ToArray<float>())];
}

/// <summary>Stops a training when an epoch has ended.</summary>
internal sealed class AfterEpoch(int epoch, CancellationTokenSource stop) : IProgress<TrainingEvent>
{
    public void Report(TrainingEvent value)
    {
        if (value is EpochEnded { Result.Epoch: var ended } && ended == epoch) stop.Cancel();
    }
}
