using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

/// <summary>What stands in a folder before a run begins there, and what a process killed at the worst moment leaves.</summary>
[Collection("alone")]
public class RunFolderTests
{
    private static readonly Recipe Small = new()
    {
        Data = "moons",
        DataOptions = new DatasetOptions { Count = 60 },
        Layers = "4",
        Epochs = 2,
        Batch = "16",
    };

    [Theory]
    [InlineData("metrics.csv")]
    [InlineData("model")]
    [InlineData("checkpoints")]
    [InlineData("result.json")]
    public void A_folder_of_somebody_else_is_left_alone_although_its_names_are_usual(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["r"]);
        if (name.Contains('.')) File.WriteAllText(folder[$"r/{name}"], "mine");
        else Directory.CreateDirectory(folder[$"r/{name}/mine"]);
        foreach (var existing in Enum.GetValues<ExistingRun>())
            Should.Throw<RunException>(() => Run.Train(Small, folder["r"], existing)).Message.ShouldContain(name);
        Directory.GetFileSystemEntries(folder["r"]).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_process_killed_while_it_read_its_data_leaves_a_run_that_is_resumed()
    {
        using var folder = new TemporaryFolder();
        var whole = Run.Train(Small, folder["whole"]);
        Directory.CreateDirectory(folder["r"]);
        File.WriteAllText(folder["r/run.lock"], "");
        Small.Save(folder["r/recipe.json"]);
        Should.Throw<RunException>(() => Run.Load(folder["r"])).Message.ShouldContain("Resume it");
        RunTests.Weights(Run.Resume(folder["r"])).ShouldBe(RunTests.Weights(whole));
        Recipe.Load(folder["r/recipe.json"]).Split.ShouldNotBeNull();
        Run.Load(folder["r"]).Evaluate().Figures.Loss.ShouldBe(whole.Evaluate().Figures.Loss);
    }

    [Fact]
    public void A_killed_replacement_can_be_begun_again()
    {
        using var folder = new TemporaryFolder();
        Run.Train(Small, folder["r"]);
        // The recipe was moved aside, and then the process died.
        string aside = AtomicFile.Aside(folder["r/replaced"]);
        Directory.CreateDirectory(aside);
        File.Move(folder["r/recipe.json"], Path.Combine(aside, "recipe.json"));
        Should.Throw<RunException>(() => Run.Resume(folder["r"])).Message.ShouldContain("no run");
        Run.Train(Small with { Seed = 8 }, folder["r"]).Recipe.Seed.ShouldBe(8ul);
        Run.Resume(folder["r"]);
        Directory.GetDirectories(folder["r"], "replaced*").ShouldBeEmpty();
    }

    [Fact]
    public void A_replacement_that_cannot_begin_puts_the_old_run_back()
    {
        using var folder = new TemporaryFolder();
        var old = Run.Train(Small, folder["r"]);
        Should.Throw<ArgumentException>(() => Run.Train(Small with { Optimizer = "adan" }, folder["r"], ExistingRun.Replace));
        var place = new RunFolder(folder["r"]);
        Should.Throw<RunException>(() => place.Replace(() =>
        {
            File.WriteAllText(place.Preprocessing, "half");
            throw new IOException("No space left on device", OperatingSystem.IsWindows() ? 112 : 28);
        })).Message.ShouldContain("disk is full");
        RunTests.Weights(Run.Load(folder["r"])).ShouldBe(RunTests.Weights(old));
        Run.Load(folder["r"]).Evaluate().Figures.Loss.ShouldBe(old.Evaluate().Figures.Loss);
        Directory.GetDirectories(folder["r"], "replaced*").ShouldBeEmpty();
    }

    [Fact]
    public void More_epochs_that_were_killed_are_not_taken_for_finished()
    {
        using var folder = new TemporaryFolder();
        Run.Train(Small, folder["r"]);
        (Recipe.Load(folder["r/recipe.json"]) with { Epochs = 5 }).Save(folder["r/recipe.json"]);
        Run.Load(folder["r"]).Notice!.ShouldContain("goes on to 5 epochs");
        Run.Resume(folder["r"]).Outcome!.Epochs.ShouldBe(5);
        Run.Load(folder["r"]).Notice.ShouldBeNull();
        Should.Throw<ArgumentException>(() => Run.Resume(folder["r"], epochs: 3)).Message.ShouldContain("5 epochs already");
        Recipe.Load(folder["r/recipe.json"]).Epochs.ShouldBe(5);
        Run.Resume(folder["r"], epochs: 6);
        Recipe.Load(folder["r/recipe.json"]).Reasons!["epochs"].ShouldContain("after 5 epochs");
    }

    [Theory]
    [InlineData("model/model.json")]
    [InlineData("model/preprocessing.json")]
    [InlineData("result.json")]
    [InlineData("recipe.json")]
    public void A_file_of_a_later_version_asks_for_a_newer_Cajal(string name)
    {
        using var folder = new TemporaryFolder();
        Run.Train(Small, folder["r"]);
        string path = folder[$"r/{name}"];
        string later = File.ReadAllText(path).Replace("\"formatVersion\": 1", "\"formatVersion\": 2, \"quantum\": true", StringComparison.Ordinal);
        later.ShouldContain("quantum");
        File.WriteAllText(path, later);
        Should.Throw<Exception>(() => Run.Load(folder["r"])).Message.ShouldContain("Use a newer Cajal");
    }

    [Theory]
    [InlineData("f1")]
    [InlineData("auc")]
    [InlineData("zero-one")]
    public void Baselines_are_judged_by_the_figures_that_were_asked_for(string metric)
    {
        var result = Run.Train(Small with { Metrics = [metric] }).Result!;
        foreach (var baseline in result.Baselines) baseline.Metrics.Single().Name.ShouldBe(metric);
        result.Baselines[0].Name.ShouldStartWith("always '");
    }

    [Theory]
    [InlineData("moons", "hinge", "accuracy", 0.5)]
    [InlineData("rings", null, "accuracy", 0.34)]
    [InlineData("sine", null, "r2", 0)]
    [InlineData("multi-gauss", null, "r2", 0)]
    public void The_simplest_answer_says_the_same_to_everything(string data, string? loss, string metric, double about)
    {
        var result = Run.Train(new Recipe { Data = data, DataOptions = new DatasetOptions { Count = 300 }, Loss = loss, Epochs = 1 }).Result!;
        result.Baselines[0].Metrics.Single(m => m.Name == metric).Value.ShouldBe(about, 0.06);
    }
}
