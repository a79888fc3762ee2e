using System.Text.Json;
using Cajal.Cli;

namespace Cajal.Tests.Cli;

public class TrainVerbTests
{
    [Fact]
    public void Tells_choices_with_reasons_figures_baselines_curve_and_what_comes_next()
    {
        using var shell = new Shell();
        shell.Write("flowers.csv", Tables.Flowers());
        var answer = shell.Run("train", "flowers.csv", "--epochs", "6", "--l2", "0.001").ShouldBeDone();
        foreach (string words in (string[])
        [
            "39 training, 6 validation, 15 test", "one hidden layer near the square root of inputs times outputs",
            "softmax with cross-entropy", "as asked", "data loss", "l2 penalty", "on the validation part", "this network", "linear model",
            "always '", "best simple answer", "⠒ training  ∘ validation",
            "The run is kept in " + Path.Combine("runs", "flowers"), "cajal evaluate", "cajal predict", "cajal summary",
        ])
            answer.Out.ShouldContain(words);
        answer.Out.ShouldNotContain("examples/s");
        answer.Error.Split('\n').Count(l => l.StartsWith("epoch ", StringComparison.Ordinal)).ShouldBe(6);
        answer.Error.ShouldContain("validation accuracy");
    }

    [Fact]
    public void A_warm_up_stands_before_another_schedule_or_alone_and_in_the_help()
    {
        using var shell = new Shell();
        shell.Run("train", "--help").ShouldBeDone().Out.ShouldContain("warmup");
        foreach (string schedule in new[] { "warmup(2)+cosine", "warmup" })
            shell.Run("train", "xor", "--examples", "40", "--epochs", "2",
                "--schedule", schedule, "--run", "r" + schedule.Length).ShouldBeDone();
    }

    [Fact]
    public void As_JSON_says_all_of_it_on_standard_output_and_progress_on_the_other()
    {
        using var shell = new Shell();
        shell.Write("line.csv", Tables.Line());
        var answer = shell.Run("train", "line.csv", "--epochs", "5", "--json", "--run", "r").ShouldBeDone();
        answer.Error.Split('\n').Count(l => l.StartsWith("epoch ", StringComparison.Ordinal)).ShouldBe(5);
        using var json = JsonDocument.Parse(answer.Out);
        var root = json.RootElement;
        root.GetProperty("metrics").GetProperty("r2").GetDouble().ShouldBeLessThanOrEqualTo(1);
        root.GetProperty("result").GetProperty("baselines").GetArrayLength().ShouldBe(2);
        root.GetProperty("recipe").GetProperty("loss").GetString().ShouldBe("mse");
        root.GetProperty("run").GetString().ShouldBe(shell["r"]);
    }

    [Fact]
    public void Every_option_reaches_the_recipe()
    {
        using var shell = new Shell();
        shell.Write("f.csv", Tables.Flowers());
        string line = "train f.csv --layers 8,4 --activation tanh --loss multi-margin --optimizer sgd(momentum=0.9) --learning-rate 0.05 "
            + "--schedule step --average ema(0.9) --batch all --epochs 3 --l1 1e-4 --l2 2e-4 --dropout 0.1 --early-stopping 2 --validation 0.2 --test 0.3 "
            + $"--target kind --ignore id --header yes --task classes --threads {CpuThreads.Count} --seed 7 --run r --json";
        var answer = shell.Run(line.Split(' ')).ShouldBeDone();
        using var json = JsonDocument.Parse(answer.Out);
        var recipe = json.RootElement.GetProperty("recipe");
        string Text(string name) => recipe.GetProperty(name).ToString();
        (Text("layers"), Text("activation"), Text("loss")).ShouldBe(("8,4", "tanh", "multi-margin"));
        Text("optimizer").ShouldBe("sgd(momentum=0.9)");
        (Text("learningRate"), Text("schedule"), Text("batch"), Text("epochs")).ShouldBe(("0.05", "step", "all", "3"));
        (Text("l1"), Text("l2"), Text("dropout"), Text("earlyStopping")).ShouldBe(("0.0001", "0.0002", "0.1", "2"));
        (Text("validation"), Text("test"), Text("seed")).ShouldBe(("0.2", "0.3", "7"));
        json.RootElement.GetProperty("sizes").EnumerateArray().Select(e => e.GetInt32()).ShouldBe([2, 8, 4, 3], "id is ignored");
        recipe.GetProperty("dataOptions").GetProperty("target").GetString().ShouldBe("kind");
    }

    [Fact]
    public void A_recipe_file_repeats_a_run_byte_for_byte_and_options_override_it()
    {
        using var shell = new Shell();
        shell.Run("train", "xor", "--examples", "100", "--epochs", "4", "--seed", "3", "--run", "a").ShouldBeDone();
        shell.Run("train", Path.Combine("a", "recipe.json"), "--run", "b").ShouldBeDone();
        Weights(shell, "b").ShouldBe(Weights(shell, "a"));
        var other = shell.Run("train", Path.Combine("a", "recipe.json"), "--layers", "5", "--run", "c").ShouldBeDone();
        other.Out.ShouldContain("2-5-1");
        Weights(shell, "c").ShouldNotBe(Weights(shell, "a"));
    }

    [Fact]
    public void The_seed_decides_the_bytes()
    {
        using var shell = new Shell();
        foreach (var (run, seed) in (ReadOnlySpan<(string, string)>)[("a", "1"), ("b", "1"), ("c", "2")])
            shell.Run("train", "moons", "--examples", "100", "--epochs", "3", "--seed", seed, "--run", run).ShouldBeDone();
        Weights(shell, "b").ShouldBe(Weights(shell, "a"));
        Weights(shell, "c").ShouldNotBe(Weights(shell, "a"));
    }

    [Fact]
    public void Runs_without_a_name_are_numbered_and_none_is_overwritten()
    {
        using var shell = new Shell();
        for (int i = 0; i < 3; i++) shell.Run("train", "AND", "--epochs", "2").ShouldBeDone();
        Directory.EnumerateDirectories(shell["runs"]).Select(Path.GetFileName).Order().ShouldBe(["AND", "AND-2", "AND-3"]);
        byte[] before = Weights(shell, Path.Combine("runs", "AND"));
        shell.Run("train", "OR", "--epochs", "2", "--run", Path.Combine("runs", "AND")).ShouldFail(ExitCode.Failed, "holds a run already");
        Weights(shell, Path.Combine("runs", "AND")).ShouldBe(before);
        shell.Run("train", "OR", "--epochs", "2", "--run", Path.Combine("runs", "AND"), "--replace").ShouldBeDone();
        Weights(shell, Path.Combine("runs", "AND")).ShouldNotBe(before);
    }

    [Fact]
    public void Early_stopping_says_when_why_and_what_it_restored()
    {
        using var shell = new Shell();
        string line = "train moons --examples 60 --noise 0.4 --layers 64 --learning-rate 0.05 --epochs 500 --early-stopping 3";
        shell.Run(line.Split(' ')).ShouldBeDone().Out
            .ShouldMatch("Stopped early after epoch [0-9]+: .*Restored the weights of epoch [0-9]+");
    }

    [Fact]
    public void A_batch_larger_than_the_data_takes_all_and_says_so()
    {
        using var shell = new Shell();
        var answer = shell.Run("train", "moons", "--examples", "60", "--epochs", "2", "--batch", "5000").ShouldBeDone();
        answer.Out.ShouldContain("5000 is larger than the");
    }

    internal static byte[] Weights(Shell shell, string run) => File.ReadAllBytes(shell[Path.Combine(run, "model", "weights.safetensors")]);
}
