using Cajal.Networks;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Runs;

public class RecipeTests
{
    [Fact]
    public void What_is_saved_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var recipe = new Recipe
        {
            Data = "data/wine.csv",
            DataOptions = new DatasetOptions { Target = "-1", Ignore = ["id"], Task = TaskKind.Classes },
            Layers = "16,8",
            LearningRate = 0.1 + 0.2,
            Optimizer = "sgd(momentum=0.9)",
            Schedule = "warmup(2)+cosine",
            Batch = "all",
            Epochs = 3,
            L1 = 1e-5,
            ProximalL1 = true,
            EarlyStopping = 4,
            Metrics = ["accuracy", "f1"],
        };
        recipe.Save(folder["r.json"]);
        var read = Recipe.Load(folder["r.json"]);
        read.Save(folder["again.json"]);
        File.ReadAllText(folder["again.json"]).ShouldBe(File.ReadAllText(folder["r.json"]));
        (read with { DataOptions = null, Metrics = null }).ShouldBe(recipe with { DataOptions = null, Metrics = null });
        read.DataOptions!.Ignore.ShouldBe(["id"]);
        read.DataOptions.Task.ShouldBe(TaskKind.Classes);
    }

    [Fact]
    public void Numbers_and_lists_are_read_where_texts_are_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.json"], "\uFEFF{ \"batch\": 32, \"layers\": [128, 64] }");
        var recipe = Recipe.Load(folder["r.json"]);
        (recipe.Batch, recipe.Layers).ShouldBe(("32", "128,64"));
        File.WriteAllText(folder["r.json"], "{ \"layers\": 16 }");
        Recipe.Load(folder["r.json"]).Layers.ShouldBe("16");
        File.WriteAllText(folder["r.json"], "{ \"layers\": [[1]] }");
        Should.Throw<RunException>(() => Recipe.Load(folder["r.json"])).Message.ShouldContain("'layers' is of the wrong kind");
    }

    [Theory]
    [InlineData("""{ "data": "iris.csv", "epochs": 5, } // mine""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""{ "epochs": 5, "epochs": 6 }""", "twice")]
    [InlineData("""{ "lerningRate": 0.1 }""", "Did you mean 'learningRate'?")]
    [InlineData("""{ "LearningRate": 0.1 }""", "Did you mean 'learningRate'?")]
    [InlineData("""{ "dataOptions": { "tagret": "y" } }""", "Did you mean 'dataOptions.target'?")]
    [InlineData("""{ "epochs": "five" }""", "'epochs' is of the wrong kind")]
    [InlineData("""{ "dataOptions": { "task": "sorting" } }""", "'dataOptions.task' is of the wrong kind")]
    [InlineData("""{ "data": null }""", "'data' is of the wrong kind")]
    [InlineData("{\n\"epochs\": 5\n\"batch\": 3 }", "line 3 is not JSON")]
    [InlineData("""[1, 2]""", "holds a JSON array")]
    [InlineData("""{ "formatVersion": 2, "quantum": true }""", "Use a newer Cajal")]
    [InlineData("""{ "formatVersion": 0 }""", "never existed")]
    [InlineData("", "not JSON")]
    public void What_people_write_is_read_or_told_what_is_wrong(string json, string? trouble)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.json"], json);
        if (trouble is null)
        {
            var read = Recipe.Load(folder["r.json"]);
            (read.Seed, read.FormatVersion).ShouldBe((42ul, Recipe.CurrentVersion));
            read.Data.ShouldBe(json == "{}" ? "digits" : "iris.csv");
            return;
        }
        string message = Should.Throw<RunException>(() => Recipe.Load(folder["r.json"])).Message;
        message.ShouldContain(trouble);
        message.ShouldNotContain("System.");
    }

    [Fact]
    public void The_recipe_of_a_run_repeats_it()
    {
        using var folder = new TemporaryFolder();
        var run = Run.Train(new Recipe { Data = "rings", DataOptions = new DatasetOptions { Count = 60 }, Epochs = 3 }, folder["run"]);
        var again = Run.Train(Recipe.Load(folder["run/recipe.json"]));
        RunTests.Weights(again).ShouldBe(RunTests.Weights(run));
    }

    [Theory]
    [InlineData("moons", "bce-logits", null, 1, "one output through a sigmoid")]
    [InlineData("rings", "cross-entropy", null, 3, "softmax")]
    [InlineData("sine", "mse", null, 1, "linear output")]
    [InlineData("multi-gauss", "mse", "tanh", 1, "tanh")]
    public void Open_choices_follow_from_the_task_and_give_their_reason(string data, string loss, string? output, int outputs,
        string reason)
    {
        var prepared = PreparedRun.Of(new Recipe { Data = data });
        prepared.Recipe.Loss.ShouldBe(loss);
        prepared.Model.Spec.Output.ShouldBe(output);
        prepared.Model.Spec.Outputs.ShouldBe(outputs);
        prepared.Recipe.Reasons!["loss"].ShouldContain(reason);
        foreach (string choice in new[] { "loss", "layers", "activation", "optimizer", "learningRate", "schedule", "batch", "epochs" })
            prepared.Recipe.Reasons!.ContainsKey(choice).ShouldBeTrue(choice);
    }

    [Fact]
    public void One_hidden_layer_near_the_root_of_inputs_times_outputs()
    {
        var prepared = PreparedRun.Of(new Recipe { DataOptions = new DatasetOptions { Count = 200 } });
        prepared.Recipe.Layers.ShouldBe("89");
        prepared.Recipe.Reasons!["layers"].ShouldContain("√(784 · 10) ≈ 88.5");
        PreparedRun.Of(new Recipe { Data = "moons", Layers = "0" }).Model.Network.ShouldBeOfType<Sequential>().Count.ShouldBe(1);
        PreparedRun.Of(new Recipe { Data = "moons", Layers = "128,64,10" }).Model.Spec.Sizes.ShouldBe([2, 128, 64, 10, 1]);
    }

    [Fact]
    public void What_was_given_needs_no_reason()
    {
        var recipe = PreparedRun.Of(new Recipe { Data = "moons", Loss = "hinge", Optimizer = "sgd", Epochs = 3, Batch = "all" }).Recipe;
        recipe.LearningRate.ShouldBe(0.01, "an optimizer that was named takes its own usual rate");
        recipe.Reasons!["learningRate"].ShouldContain("this optimizer");
        PreparedRun.Of(new Recipe { Data = "moons", Optimizer = "sgd(learning-rate=0.2)", Epochs = 3 }).Recipe.LearningRate.ShouldBeNull();
        foreach (string given in new[] { "loss", "optimizer", "epochs", "batch" })
            recipe.Reasons!.ContainsKey(given).ShouldBeFalse(given);
    }
}
