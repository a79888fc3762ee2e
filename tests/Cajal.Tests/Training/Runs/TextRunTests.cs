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
    public void ATextThatWasChangedIsNoticed()
    {
        using var folder = new TemporaryFolder();
        var recipe = Small(folder) with { Epochs = 1 };
        var run = TextRun.Train(recipe, folder["run"]);
        run.Recipe.Split!.Data.Length.ShouldBe(16);
        run.Recipe.Split.Training.ShouldBe(3240);
        TextRun.Load(folder["run"]).Evaluate().Loss.ShouldBe(run.ValidationLoss!.Value);
        File.AppendAllText(recipe.Data, "abc");
        foreach (Action use in new Action[] { () => TextRun.Load(folder["run"]).Evaluate(), () => TextRun.Resume(folder["run"], epochs: 2) })
            Should.Throw<DatasetException>(use).Message.ShouldContain("not the text");
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

    [Fact]
    public void ALoadedRunIsJudgedOnTheTextThatWasSetAside()
    {
        using var folder = new TemporaryFolder();
        var recipe = Small(folder) with { Model = "gru(units=12,dropout=0.1)", Epochs = 15, LearningRate = 0.02, Test = 0.2 };
        var trained = TextRun.Train(recipe, folder["run"]);
        var run = TextRun.Load(folder["run"]);
        run.Notice.ShouldBeNull();
        run.Write("abc", 40).ShouldBe(trained.Write("abc", 40));

        // 720 of 3600 characters are set aside: 89 windows of 8.
        var test = run.Evaluate();
        (test.Data, test.Tokens, test.CharactersPerToken).ShouldBe(("text.txt, test part", 712, 1));
        test.LossPerCharacter.ShouldBe(test.Loss);
        test.BitsPerCharacter.ShouldBe(test.Loss / Math.Log(2), 1e-12);
        test.Perplexity.ShouldBe(Math.Exp(test.Loss), 1e-12);
        // Two steps back tell "abc abd." from "abd abc.", one step does not.
        test.Loss.ShouldBeLessThan(test.Baselines[1].Loss);
        test.Notes.ShouldBeEmpty();

        File.WriteAllText(folder["same.txt"], Text()[^720..]);
        run.Evaluate(folder["same.txt"]).Loss.ShouldBe(test.Loss);
        File.WriteAllText(folder["strange.txt"], "xyz");
        Should.Throw<DatasetException>(() => run.Evaluate(folder["strange.txt"])).Message.ShouldContain("'x'");
        RunResult.Load(run.Folder!.Result).Figures.Loss.ShouldBe(trained.ValidationLoss!.Value);
    }

    [Fact]
    public void AnUnfinishedRunIsReadFromItsCheckpointAndCanBeLengthened()
    {
        using var folder = new TemporaryFolder();
        var recipe = Small(folder) with { Epochs = 4 };
        using var stop = new CancellationTokenSource();
        TextRun.Train(recipe, folder["run"], progress: new AfterEpoch(2, stop), cancellation: stop.Token);
        var loaded = TextRun.Load(folder["run"]);
        loaded.Notice!.ShouldContain("not finished");
        double before = loaded.Evaluate().Loss;
        loaded.Evaluate().Notes.Single().ShouldContain("--test");
        Should.Throw<ArgumentException>(() => TextRun.Resume(folder["run"], epochs: 1)).Message.ShouldContain("2 epochs");
        var longer = TextRun.Resume(folder["run"], epochs: 6);
        longer.Outcome!.Epochs.ShouldBe(6);
        longer.ValidationLoss!.Value.ShouldBeLessThan(before);
    }

    [Theory]
    [InlineData("rnn(units=8)")]
    [InlineData("lstm(units=8)")]
    [InlineData("gru(units=8,layers=2)")]
    public void ModelsOfLanguageReadTextAndNothingElse(string model)
    {
        using var folder = new TemporaryFolder();
        TextRun.Train(Small(folder) with { Model = model, Epochs = 2 }).ValidationLoss!.Value.ShouldBeLessThan(Math.Log(6) + 0.2);
        Should.Throw<ArgumentException>(() => Run.Train(new Recipe { Data = "moons", Model = model })).Message.ShouldContain("text");
        Should.Throw<ArgumentException>(() => TextRun.Train(Small(folder) with { Model = "forecaster" }));
        Should.Throw<ArgumentException>(() => TextRun.Train(Small(folder) with { Dropout = 0.1 })).Message.ShouldContain("lstm(dropout=");
        Should.Throw<ArgumentException>(() => TextRun.Train(Small(folder) with { Validation = 0.6, Test = 0.4 })).Message.ShouldContain("0.6");
    }

    private sealed class AfterEpoch(int epoch, CancellationTokenSource stop) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            if (value is EpochEnded { Result.Epoch: var ended } && ended == epoch) stop.Cancel();
        }
    }
}
