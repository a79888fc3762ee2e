using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

[Collection("alone")]
public class RunTests
{
    private static readonly Recipe Small = new()
    {
        Data = "moons",
        DataOptions = new DatasetOptions { Count = 80 },
        Layers = "6",
        Dropout = 0.2,
        Batch = "16",
        Epochs = 4,
        Seed = 7,
    };

    [Fact]
    public void A_saved_run_gives_the_same_figures_after_loading()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(Small with { Epochs = 60, L2 = 1e-4, DataOptions = new DatasetOptions { Count = 200 } }, folder["run"]);
        run.Outcome!.Reason.ShouldBe(StopReason.Completed);
        var again = Run.Load(folder["run"]);
        again.Notice.ShouldBeNull();
        again.Recipe.Reasons!.Keys.ShouldBe(run.Recipe.Reasons!.Keys);
        var (first, second) = (run.Evaluate(), again.Evaluate());
        second.Figures.Metrics.ShouldBe(first.Figures.Metrics);
        second.Figures.Loss.ShouldBe(first.Figures.Loss);
        second.Confusion!.ToString().ShouldBe(first.Confusion!.ToString());
        second.Data.ShouldBe("moons, test part");
        first.Figures["accuracy"].ShouldBeGreaterThan(0.8);
        again.Result!.Figures.Metrics.ShouldBe(run.Result!.Figures.Metrics);
        again.Result.Baselines.Select(b => b.Name).ShouldBe(run.Result.Baselines.Select(b => b.Name));
        SafeTensors.Read(folder["run/model/weights.safetensors"]).Tensors.Keys.ShouldBe(["0.bias", "0.weight", "3.bias", "3.weight"]);
        MetricsTable.Read(folder["run/metrics.csv"]).Columns.ShouldBe(
            ["epoch", "step", "loss", "data_loss", "l2", "validation_loss", "validation_accuracy", "learning_rate", "examples_per_second",
                "seconds"]);
        Directory.GetFileSystemEntries(folder["run"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
            ["checkpoints", "events.out.tfevents.cajal", "metrics.csv", "model", "monitors.jsonl", "preprocessing.json", "recipe.json", "result.json"]);
    }

    [Fact]
    public void A_model_folder_alone_or_its_weights_file_can_answer()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(Small, folder["run"]);
        Directory.Move(folder["run/model"], folder["elsewhere"]);
        foreach (string path in new[] { folder["elsewhere"], folder["elsewhere/weights.safetensors"] })
        {
            var model = TrainedModel.Load(path);
            var (mine, theirs) = (run.Predict("moons", new DatasetOptions { Count = 20 }), model.Predict(Datasets.LoadToPredict("moons",
                model.Preprocessing, new DatasetOptions { Count = 20 })));
            mine.Count.ShouldBe(20);
            for (int i = 0; i < 20; i++)
            {
                theirs.Score(i, 1).ShouldBe(mine.Score(i, 1));
                theirs.ClassName(i).ShouldBe(mine.ClassName(i));
                (theirs.Score(i, 0) + theirs.Score(i, 1)).ShouldBe(1, 1e-6);
                theirs.Label(i).ShouldBe(theirs.Score(i, 1) > 0.5 ? 1 : 0);
            }
            Should.Throw<InvalidOperationException>(() => theirs.Value(0));
        }
        Should.Throw<RunException>(() => TrainedModel.Load(folder.Path)).Message.ShouldContain("model.json");
    }

    [Fact]
    public void Cancelled_and_resumed_equals_undisturbed()
    {
        using var folder = new TemporaryFolder();
        var undisturbed = Run.Train(Small, folder["undisturbed"]);
        using var cancel = new CancellationTokenSource();
        var cancelled = Run.Train(Small, folder["run"], progress: new CancelAtEpoch(2, cancel), cancellation: cancel.Token);
        cancelled.Outcome!.Reason.ShouldBe(StopReason.Cancelled);
        File.Exists(folder["run/result.json"]).ShouldBeFalse();

        var unfinished = Run.Load(folder["run"]);
        unfinished.Notice!.ShouldContain("not finished");
        Weights(unfinished).ShouldBe(Weights(cancelled));
        Weights(unfinished).ShouldNotBe(Weights(undisturbed));

        Weights(Run.Resume(folder["run"])).ShouldBe(Weights(undisturbed));
        File.ReadAllBytes(folder["run/model/weights.safetensors"]).ShouldBe(File.ReadAllBytes(folder["undisturbed/model/weights.safetensors"]));
        Run.Load(folder["run"]).Notice.ShouldBeNull();
        // Resumed once more there is nothing left to do, and nothing changes.
        Run.Resume(folder["run"]).Outcome!.History.ShouldBeEmpty();
        File.ReadAllBytes(folder["run/model/weights.safetensors"]).ShouldBe(File.ReadAllBytes(folder["undisturbed/model/weights.safetensors"]));
    }

    [Fact]
    public void Training_with_resume_begins_where_there_is_nothing_and_goes_on_where_there_is()
    {
        using var folder = new TemporaryFolder();
        var first = Run.Train(Small, folder["run"], ExistingRun.Resume);
        var second = Run.Train(Small, folder["run"], ExistingRun.Resume);
        second.Outcome!.History.ShouldBeEmpty();
        Weights(second).ShouldBe(Weights(first));
        Should.Throw<RunException>(() => Run.Train(Small with { Layers = "7" }, folder["run"], ExistingRun.Resume)).Message.ShouldContain(
            "layers = \"6\"");
        Run.Resume(folder["run"], epochs: 6).Outcome!.Epochs.ShouldBe(6);
        Recipe.Load(folder["run/recipe.json"]).Epochs.ShouldBe(6);
        Should.Throw<RunException>(() => Run.Resume(folder["none"])).Message.ShouldContain("no run");
    }

    [Fact]
    public void What_exists_is_not_overwritten_unless_asked()
    {
        using var folder = new TemporaryFolder();
        Run.Train(Small, folder["run"]);
        byte[] before = File.ReadAllBytes(folder["run/model/weights.safetensors"]);
        Should.Throw<RunException>(() => Run.Train(Small with { Seed = 8 }, folder["run"])).Message.ShouldContain("holds a run already");
        File.ReadAllBytes(folder["run/model/weights.safetensors"]).ShouldBe(before);
        Run.Train(Small with { Seed = 8 }, folder["run"], ExistingRun.Replace);
        File.ReadAllBytes(folder["run/model/weights.safetensors"]).ShouldNotBe(before);

        Directory.CreateDirectory(folder["mine"]);
        File.WriteAllText(folder["mine/thesis.txt"], "years of work");
        foreach (var existing in Enum.GetValues<ExistingRun>())
            Should.Throw<RunException>(() => Run.Train(Small, folder["mine"], existing)).Message.ShouldContain("thesis.txt");
        File.ReadAllText(folder["mine/thesis.txt"]).ShouldBe("years of work");
        Should.Throw<RunException>(() => Run.Train(Small, folder["mine/thesis.txt"])).Message.ShouldContain("is a file");
    }

    [Fact]
    public void A_recipe_that_cannot_be_trained_leaves_no_run()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Optimizer = "adan" }, folder["run"])).Message.ShouldContain("adam");
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Activation = "rellu" }, folder["run"])).Message.ShouldContain("relu");
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Epochs = 0 }, folder["run"])).Message.ShouldContain("at least 1");
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Batch = "0" }, folder["run"])).Message.ShouldContain("at least 1");
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Schedule = "cosin" }, folder["run"])).Message.ShouldContain("cosine");
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Metrics = ["acuracy"] }, folder["run"])).Message.ShouldContain(
            "accuracy");
        Should.Throw<ArgumentException>(() => Run.Train(Small with { EarlyStopping = 3, StopBy = "acuracy" },
            folder["run"])).Message.ShouldContain("accuracy");
        Should.Throw<RunException>(() => Run.Load(folder["run"]));
        // And the folder is still good for a run.
        Run.Train(Small, folder["run"]).Outcome!.Epochs.ShouldBe(4);
    }

    [Fact]
    public void Two_cannot_train_in_one_folder()
    {
        using var folder = new TemporaryFolder();
        var inside = new Inside(() => Should.Throw<RunException>(() => Run.Resume(folder["run"])).Message.ShouldContain("Another process"));
        Run.Train(Small, folder["run"], progress: inside);
        inside.Ran.ShouldBeTrue();
        File.Exists(folder["run/run.lock"]).ShouldBeFalse();
    }

    [Fact]
    public void The_weights_do_not_depend_on_the_number_of_threads()
    {
        int before = Workers.Count;
        try
        {
            // Large enough that the product is cut into chunks.
            var recipe = new Recipe { Data = "digits", DataOptions = new DatasetOptions { Count = 600 }, Epochs = 2, Layers = "128" };
            Workers.Count = 1;
            byte[] one = Weights(Run.Train(recipe));
            Workers.Count = 2;
            Weights(Run.Train(recipe)).ShouldBe(one);
            Workers.Count = 3;
            Weights(Run.Train(recipe)).ShouldBe(one);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void Changed_data_are_noticed()
    {
        using var folder = new TemporaryFolder();
        string csv = folder["data.csv"];
        File.WriteAllLines(csv, Enumerable.Range(0, 60).Select(i =>
            FormattableString.Invariant($"{i * 0.1},{i % 7},{(i % 3 == 0 ? "a" : "b")}")));
        Run.Train(new Recipe { Data = csv, Epochs = 2 }, folder["run"]);
        Run.Load(folder["run"]).Evaluate().ClassNames.ShouldBe(["a", "b"]);
        File.AppendAllText(csv, "1,2,a\n");
        Should.Throw<DatasetException>(() => Run.Load(folder["run"]).Evaluate()).Message.ShouldContain("not the data that were split");
        Should.Throw<DatasetException>(() => Run.Resume(folder["run"]));
        Run.Load(folder["run"]).Evaluate(csv).Figures.Examples.ShouldBe(61);
    }

    internal static byte[] Weights(Run run)
    {
        var bytes = new MemoryStream();
        SafeTensors.Write(bytes, ModelWeights.Of(run.Model.Network));
        return bytes.ToArray();
    }

    private sealed class CancelAtEpoch(int epoch, CancellationTokenSource cancel) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            if (value is EpochEnded { Result: var result } && result.Epoch == epoch) cancel.Cancel();
        }
    }

    private sealed class Inside(Action action) : IProgress<TrainingEvent>
    {
        public bool Ran { get; private set; }

        public void Report(TrainingEvent value)
        {
            if (value is not EpochEnded || Ran) return;
            Ran = true;
            action();
        }
    }
}
