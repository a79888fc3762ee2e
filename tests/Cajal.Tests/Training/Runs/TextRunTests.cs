using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class TextRunTests
{
    private static string Text() => string.Concat(Enumerable.Range(0, 400).Select(i => i % 3 == 0 ? "abc abd. " : "abd abc. "));

    private static Recipe Small(TemporaryFolder folder)
    {
        string file = folder["text.txt"];
        File.WriteAllText(file, Text());
        return new Recipe { Data = file, Model = "bigram", Context = 8, Batch = "16", Epochs = 40, LearningRate = 0.1, Seed = 3 };
    }

    [Fact]
    public void ABigramModelComesNearToTheCounts()
    {
        using var folder = new TemporaryFolder();
        var run = TextRun.Train(Small(folder), folder["run"]);
        double counts = run.Baselines[1].Loss;
        counts.ShouldBeLessThan(run.Baselines[0].Loss);
        run.ValidationLoss!.Value.ShouldBe(counts, 0.03);
        run.CharactersPerToken.ShouldBe(1);
        string written = run.Write("abc", 60);
        written.ShouldStartWith("abc");
        written.ShouldBe(run.Write("abc", 60));
        written.All(c => "abcd .".Contains(c)).ShouldBeTrue();
        Tokenizer.Load(Path.Combine(run.Folder!.Model, "vocabulary.json")).Count.ShouldBe(6);
        File.Exists(run.Folder.Metrics).ShouldBeTrue();
    }

    [Fact]
    public void ARunThatStopsGoesOnToTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        var recipe = Small(folder) with { Epochs = 4 };
        var whole = TextRun.Train(recipe);
        using var stop = new CancellationTokenSource();
        TextRun.Train(recipe, folder["run"], progress: new AfterEpoch(2, stop), cancellation: stop.Token).ValidationLoss.ShouldBeNull();
        var resumed = TextRun.Resume(folder["run"]);
        resumed.ValidationLoss.ShouldBe(whole.ValidationLoss);
        Should.Throw<RunException>(() => TextRun.Train(recipe, folder["run"]));
    }

    [Fact]
    public void BytePairsAndWrongTextsAreHandled()
    {
        using var folder = new TemporaryFolder();
        var recipe = Small(folder) with { Epochs = 1 };
        TextRun.Train(recipe with { Tokens = "byte-pairs(260)" }).CharactersPerToken.ShouldBeGreaterThan(1.5);
        Should.Throw<ArgumentException>(() => TextRun.Train(recipe with { Tokens = "charakters" })).Message.ShouldContain("characters");
        Should.Throw<ArgumentException>(() => TextRun.Train(recipe with { Layers = "8" })).Message.ShouldContain("layers");
        Should.Throw<ArgumentException>(() => TextRun.Train(recipe with { Context = 0 }));
        Should.Throw<DatasetException>(() => TextRun.Train(recipe with { Context = 5000 })).Message.ShouldContain("too few");
        Should.Throw<FileNotFoundException>(() => TextRun.Train(recipe with { Data = folder["none.txt"] }));
        File.WriteAllText(folder["empty.txt"], "");
        Should.Throw<DatasetException>(() => TextRun.Train(recipe with { Data = folder["empty.txt"] })).Message.ShouldContain("empty");
        Should.Throw<ArgumentException>(() => Run.Train(new Recipe { Data = "moons", Context = 3 })).Message.ShouldContain("text");
    }

    private sealed class AfterEpoch(int epoch, CancellationTokenSource stop) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            if (value is EpochEnded { Result.Epoch: var ended } && ended == epoch) stop.Cancel();
        }
    }
}
