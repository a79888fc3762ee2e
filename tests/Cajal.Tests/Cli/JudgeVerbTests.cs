using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cajal.Cli;
using Cajal.Tests.Data;

namespace Cajal.Tests.Cli;

/// <summary>What <c>evaluate</c> and <c>predict</c> say about runs.</summary>
public sealed class JudgeVerbTests : IDisposable
{
    private readonly Shell shell = new();

    public JudgeVerbTests()
    {
        shell.Write("flowers.csv", Tables.Flowers());
        shell.Run("train", "flowers.csv", "--ignore", "id", "--epochs", "60", "--run", "flowers").ShouldBeDone();
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Evaluate_prints_the_accuracy_on_the_test_part_in_a_line_of_its_own()
    {
        string text = shell.Run("evaluate", "flowers").ShouldBeDone().Out;
        Regex.IsMatch(text, @"^accuracy (9[0-9]|100)\.[0-9]{2} %$", RegexOptions.Multiline).ShouldBeTrue(text);
        text.ShouldContain("test part: 15 examples");
        text.ShouldContain("is, taken for");
        shell.Run("evaluate", "flowers").Out.ShouldBe(text, "a second look gives the same figures");
    }

    [Fact]
    public void Evaluate_prints_r2_for_numbers()
    {
        shell.Write("line.csv", Tables.Line());
        shell.Run("train", "line.csv", "--epochs", "300", "--run", "line").ShouldBeDone();
        string text = shell.Run("evaluate", "line").ShouldBeDone().Out;
        Regex.IsMatch(text, @"^r2 0\.9[0-9]{2}$", RegexOptions.Multiline).ShouldBeTrue(text);
        string[] lines = shell.Run("predict", "line", "line.csv").ShouldBeDone().Out.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("prediction");
        double.Parse(lines[1], CultureInfo.InvariantCulture).ShouldBeInRange(-3, 4);
    }

    [Fact]
    public void Numbers_within_bounds_are_answered_within_them()
    {
        shell.Write("share.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 120).Select(i =>
            FormattableString.Invariant($"{i * 0.1},{100 / (1 + Math.Exp(6 - i * 0.1))}\n"))));
        var trained = shell.Run("train", "share.csv", "--bounds", "0,100", "--epochs", "300", "--run", "share").ShouldBeDone();
        trained.Out.ShouldContain("tanh at the output");
        Regex.IsMatch(shell.Run("evaluate", "share").ShouldBeDone().Out, @"^r2 (0\.9|1\.0)", RegexOptions.Multiline).ShouldBeTrue();
        shell.Write("far.csv", "x\n-1000\n1000\n");
        double[] answers = [.. shell.Run("predict", "share", "far.csv").ShouldBeDone().Out.Split('\n')[1..3]
            .Select(a => double.Parse(a, CultureInfo.InvariantCulture))];
        answers.ShouldAllBe(a => a >= 0 && a <= 100);
        shell.Run("train", "share.csv", "--bounds", "0,50").ShouldFail(ExitCode.Failed, "from 0 to 50");
        shell.Run("train", "share.csv", "--bounds", "9,1").ShouldFail(ExitCode.WrongUse, "two numbers");
        shell.Run("train", "flowers.csv", "--bounds", "0,1").ShouldFail(ExitCode.WrongUse, "holds classes");
        shell.Run("train", "moons", "--bounds", "0,1").ShouldFail(ExitCode.WrongUse, "CSV files");
    }

    [Fact]
    public void Evaluate_on_other_data_judges_those_and_warns_of_data_it_was_trained_on()
    {
        shell.Write("other.csv", Tables.Flowers(30, seed: 9));
        var other = shell.Run("evaluate", "flowers", "other.csv", "--json").ShouldBeDone();
        using var json = JsonDocument.Parse(other.Out);
        json.RootElement.GetProperty("examples").GetInt32().ShouldBe(30);
        json.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0.8);
        json.RootElement.GetProperty("confusion").GetArrayLength().ShouldBe(3);
        shell.Run("evaluate", "flowers", "flowers.csv").ShouldBeDone().Error.ShouldContain("trained on");
    }

    [Fact]
    public void Predict_answers_each_row_with_class_and_probabilities()
    {
        shell.Write("new.csv", "length,width\n2.0,1.0\n4.0,3.0\n6.0,1.0\n");
        var answer = shell.Run("predict", "flowers", "new.csv").ShouldBeDone();
        string[] lines = answer.Out.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("prediction,probability of aster,\"probability of lily, white\",probability of rose");
        lines.Length.ShouldBe(4);
        lines[1].ShouldStartWith("aster,");
        lines[2].ShouldStartWith("\"lily, white\",");
        lines[3].ShouldStartWith("rose,");
        lines[1].Split(',')[1..].Sum(p => double.Parse(p, CultureInfo.InvariantCulture)).ShouldBe(1, 1e-5);

        using var json = JsonDocument.Parse(shell.Run("predict", "flowers", "new.csv", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("predictions").EnumerateArray().Select(p => p.GetProperty("class").GetString()).ShouldBe(Tables.Names);
    }

    [Fact]
    public void Predict_and_evaluate_agree()
    {
        using var answers = JsonDocument.Parse(shell.Run("predict", "flowers", "flowers.csv", "--json").ShouldBeDone().Out);
        var predicted = answers.RootElement.GetProperty("predictions").EnumerateArray().Select(p => p.GetProperty("class").GetString()!);
        double right = predicted.Where((name, i) => name == Tables.Names[i % 3]).Count() / 60.0;
        using var json = JsonDocument.Parse(shell.Run("evaluate", "flowers", "flowers.csv", "--json").ShouldBeDone().Out);
        json.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble().ShouldBe(right, 1e-9);
    }

    [Fact]
    public void Summary_of_a_run_and_of_its_model_folder()
    {
        string text = shell.Run("summary", "flowers").ShouldBeDone().Out;
        text.ShouldContain("[1, 2]");
        shell.Run("summary", Path.Combine("flowers", "model")).ShouldBeDone().Out.ShouldBe(text);
        shell.Run("summary", "flowers", "--layers", "2-3").ShouldFail(ExitCode.WrongUse, "either RUN");
    }

    [Fact]
    public void A_run_is_named_first_or_by_an_option_or_is_the_latest()
    {
        string text = shell.Run("evaluate", "flowers").ShouldBeDone().Out;
        shell.Run("evaluate", "--run", "flowers").ShouldBeDone().Out.ShouldBe(text);
        shell.Run("evaluate", "flowers.csv", "--run", "flowers").ShouldBeDone().Out.ShouldContain("60 examples");
        shell.Run("predict", "flowers.csv", "--run", "flowers").ShouldBeDone().Out.ShouldStartWith("prediction,");
        shell.Run("summary", "--run", "flowers").ShouldBeDone().Out.ShouldContain("[1, 2]");
        shell.Run("summary", "flowers", "--run", "flowers").ShouldFail(ExitCode.WrongUse, "named twice");
        shell.Run("evaluate", "flowers", "flowers.csv", "--run", "flowers").ShouldFail(ExitCode.WrongUse, "named twice");

        shell.Run("train", "plane", "--examples", "60", "--epochs", "2").ShouldBeDone();
        shell.Run("evaluate", "plane").ShouldBeDone().Out.ShouldContain("plane");
        var latest = shell.Run("evaluate").ShouldBeDone();
        latest.Error.ShouldContain(Path.Combine("runs", "plane"));
        latest.Out.ShouldContain("plane");
    }

    [Fact]
    public void Data_that_moved_are_found_where_the_option_says()
    {
        shell.Run("evaluate", "flowers", "--target", "1").ShouldFail(ExitCode.WrongUse, "other data");
        Directory.CreateDirectory(shell["pictures"]);
        foreach (var (part, count) in new[] { ("train", 40), ("t10k", 20) })
        {
            byte[] pixels = [.. Enumerable.Range(0, count * 784).Select(i => (byte)(i / 784 % 10 * 25))];
            byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
            shell.Write(Path.Combine("pictures", $"{part}-images-idx3-ubyte"), TestFolder.Idx(8, [count, 28, 28], pixels));
            shell.Write(Path.Combine("pictures", $"{part}-labels-idx1-ubyte"), TestFolder.Idx(8, [count], labels));
        }
        shell.Run("train", "mnist", "--data", "pictures", "--layers", "0", "--epochs", "1").ShouldBeDone();
        string text = shell.Run("evaluate", "mnist").ShouldBeDone().Out;
        Directory.Move(shell["pictures"], shell["elsewhere"]);
        shell.Run("evaluate", "mnist").ShouldFail(ExitCode.Failed, "pictures");
        shell.Run("evaluate", "mnist", "--data", "elsewhere").ShouldBeDone().Out.ShouldBe(text);
    }

    [Theory]
    [InlineData("evaluate", "no run here yet")]
    [InlineData("predict", "predict needs FILE")]
    [InlineData("predict flowers", "predict needs FILE")]
    public void What_is_missing_is_named(string line, string words) => shell.Run(line.Split(' ')).ShouldFail(ExitCode.WrongUse, words);

    [Theory]
    [InlineData("evaluate flower", "no run 'flower'", "Did you mean 'flowers'?")]
    [InlineData("predict flowers nowhere.csv", "nowhere.csv")]
    [InlineData("predict flowers digits", "table of 2 columns")]
    [InlineData("evaluate flowers short.csv", "kind")]
    [InlineData("evaluate empty", "recipe.json|model")]
    public void What_cannot_be_judged_says_why(string line, params string[] words)
    {
        Directory.CreateDirectory(shell["empty"]);
        shell.Write("short.csv", "length,width\n2.0,1.0\n4.0,3.0\n");
        shell.Run(line.Split(' ')).ShouldFail(ExitCode.Failed, [.. words.Where(w => !w.Contains('|'))]);
    }

    [Fact]
    public void A_full_disk_behind_standard_output_is_said()
    {
        var error = new StringWriter();
        int code = CommandLine.Run(["predict", "flowers", "flowers.csv"], new Terminal(new FullDisk(), error, shell.Folder));
        code.ShouldBe(ExitCode.Failed);
        error.ToString().ShouldContain("disk is full");
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Flush() => throw new IOException("No space left on device", OperatingSystem.IsWindows() ? 112 : 28);
    }
}
