using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training.Games;

public class GameRunTests
{
    private static Recipe Small => new() { Data = "catch", Model = "reinforce(units=16,blocks=1)", Epochs = 4, Batch = "16", Seed = 3 };

    [Fact]
    public void CatchIsSolvedByItsUsualSettings()
    {
        var run = GameRun.Train(new Recipe { Data = "catch", Seed = 1 });
        run.IsSolved.ShouldBeTrue();
        run.Outcome!.Reason.ShouldBe(StopReason.StoppedEarly);
        run.Outcome.Sentence.ShouldContain("Solved after epoch");
        run.Outcome.WhyEager.ShouldBeNull();
        run.Evaluate().Figures["won"].ShouldBeGreaterThan(0.99);
        run.Evaluate().Figures.Examples.ShouldBe(1000);
        var pictures = run.Watch(seed: 7);
        pictures.Count.ShouldBe(5);
        pictures[^1].ShouldContain('◉');
        GameRun.Train(new Recipe { Data = "catch", Seed = 1, Epochs = 1 }).IsSolved.ShouldBeFalse();
    }

    /// <summary>What is played depends on the weights, so a run that goes on must have them all, and the same chance.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void ARunThatStopsGoesOnToTheSameWeights(int step)
    {
        using var folder = new TemporaryFolder();
        var whole = GameRun.Train(Small);
        var stop = new StopAfter(step);
        var stopped = GameRun.Train(Small, folder["run"], progress: stop, cancellation: stop.Token);
        stopped.Figures.ShouldBeNull();
        GameRun.Load(folder["run"]).Notice!.ShouldContain("not finished");
        var resumed = GameRun.Resume(folder["run"]);
        Weights(resumed).ShouldBe(Weights(whole));
        resumed.Figures!.Metrics.ShouldBe(whole.Figures!.Metrics);
        var loaded = GameRun.Load(folder["run"]);
        loaded.Notice.ShouldBeNull();
        Weights(loaded).ShouldBe(Weights(whole));
        loaded.Evaluate().Figures.Metrics.ShouldBe(whole.Evaluate().Figures.Metrics);
        GameRun.Resume(folder["run"], epochs: 5).Outcome!.Epochs.ShouldBe(5);
    }

    [Fact]
    public void ASolvedRunStaysSolved()
    {
        using var folder = new TemporaryFolder();
        var recipe = new Recipe { Data = "catch(height=3,width=1)", Model = "reinforce(units=8,blocks=0)" };
        int epochs = GameRun.Train(recipe, folder["run"]).Outcome!.Epochs;
        var again = GameRun.Resume(folder["run"]);
        again.Outcome!.Epochs.ShouldBe(epochs);
        again.IsSolved.ShouldBeTrue();
    }

    /// <summary>A ball that falls too far away cannot be caught: solved is what the best player reaches.</summary>
    [Fact]
    public void SolvedIsWhatCanBeReached()
    {
        IGame wide = new CatchGame(2, 9);
        wide.BestReward.ShouldBe(2 * 3 / 9.0 - 1, 1e-12);
        var run = GameRun.Train(new Recipe { Data = "catch(height=2,width=9)", Seed = 2 });
        run.IsSolved.ShouldBeTrue();
        run.Figures!["won"].ShouldBe(1 / 3.0, 0.05);
    }

    [Fact]
    public void WhatDoesNotApplyIsSaid()
    {
        Should.Throw<ArgumentException>(() => GameRun.Train(Small with { Layers = "8" })).Message.ShouldContain("'layers'");
        Should.Throw<ArgumentException>(() => GameRun.Train(Small with { Validation = 0.2 })).Message.ShouldContain("no data set");
        Should.Throw<ArgumentException>(() => GameRun.Train(Small with { Model = "reinforce(discount=2)" })).Message.ShouldContain("discount");
        Should.Throw<ArgumentException>(() => GameRun.Train(Small with { Data = "catch(height=1)" })).Message.ShouldContain("height");
        Should.Throw<ArgumentException>(() => Run.Train(Small)).Message.ShouldContain("game");
        GameRun.IsGame(new Recipe { Data = "moons" }).ShouldBeFalse();
        GameRun.IsGame(new Recipe { Data = "Catch(width=3)" }).ShouldBeTrue();
    }

    private static float[] Weights(GameRun run) => [.. run.Model.Parameters.SelectMany(p => p.ToArray<float>())];

    private sealed class StopAfter(int step) : IProgress<TrainingEvent>
    {
        private readonly CancellationTokenSource source = new();

        public CancellationToken Token => source.Token;

        public void Report(TrainingEvent value)
        {
            if (value is TrainingStarted && step == 1) source.Cancel();
            if (value is EpochEnded ended && ended.Result.Step >= step) source.Cancel();
        }
    }
}
