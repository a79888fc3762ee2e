using System.Text.Json.Nodes;

namespace Cajal.Tests.Cli;

public class TrustVerbTests
{
    [Fact]
    public void Evaluate_asks_all_signals_and_single_ones_as_text_and_as_json()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--epochs", "8", "--run", "r").ShouldBeDone();
        shell.Run("evaluate", "r", "--trust").ShouldBeDone().Out.ShouldContain("Do all signals agree?");
        shell.Run("evaluate", "r", "--trust", "--out", "trust.html").ShouldBeDone().Out.ShouldBe("written to trust.html\n");
        File.ReadAllText(shell["trust.html"]).ShouldContain("Do all signals agree?");
        var signals = JsonNode.Parse(shell.Run("evaluate", "r", "--trust", "--json").ShouldBeDone().Out)!;
        signals["signals"]!.AsArray().Count.ShouldBe(9);
        shell.Run("evaluate", "r", "--group", "label").ShouldBeDone().Out.ShouldContain("Errors by label");
        JsonNode.Parse(shell.Run("evaluate", "r", "--group", "x1", "--json").ShouldBeDone().Out)!["groups"]!.AsArray().Count.ShouldBe(4);
        shell.Run("evaluate", "r", "--importance").ShouldBeDone().Out.ShouldContain("x2");
        JsonNode.Parse(shell.Run("evaluate", "r", "--importance", "--json").ShouldBeDone().Out)!["inputs"]!.AsArray().Count.ShouldBe(2);
        shell.Run("evaluate", "r", "--curvature").ShouldBeDone().Out.ShouldContain("largest eigenvalue");
        JsonNode.Parse(shell.Run("evaluate", "r", "--curvature", "--json").ShouldBeDone().Out)!["topEigenvalue"]!.GetValue<double>().ShouldNotBe(0);
        shell.Run("evaluate", "r", "--importance", "--curvature").ShouldFail(2, "one at a time");
        shell.Run("evaluate", "r", "moons", "--trust").ShouldFail(2, "leave other data out");
        shell.Run("evaluate", "r", "--group", "nothing").ShouldFail(2, "x1, x2, label");
        shell.Run("evaluate", "r", "--out", "x.html").ShouldFail(2, "--trust");
    }

    [Fact]
    public void Data_that_have_drifted_are_told_and_others_are_not()
    {
        using var shell = new Shell();
        var rng = new Rng(3);
        string Rows(double shift, int count) => string.Concat(Enumerable.Range(0, count).Select(_ =>
        {
            double age = 40 + 10 * rng.NextNormal(), height = 170 + 8 * rng.NextNormal();
            return FormattableString.Invariant($"{age + shift:0.0},{height:0.0},{(age + 0.5 * height > 125 ? "yes" : "no")}\n");
        }));
        shell.Write("old.csv", "age,height,answer\n" + Rows(0, 500));
        shell.Write("same.csv", "age,height,answer\n" + Rows(0, 300));
        shell.Write("new.csv", "age,height,answer\n" + Rows(10, 300));
        shell.Run("train", "old.csv", "--epochs", "10", "--run", "r").ShouldBeDone();
        shell.Run("evaluate", "r", "same.csv").ShouldBeDone().Error.ShouldNotContain("Drift");
        string told = shell.Run("evaluate", "r", "new.csv").ShouldBeDone().Error;
        told.ShouldContain("warning: Drift: the input 'age' is not as in training");
        shell.Run("evaluate", "r", "--data", "new.csv").ShouldBeDone().Error.ShouldBe(shell.Run("evaluate", "r", "new.csv").Error);
        told.ShouldNotContain("'height' is not");
        var columns = JsonNode.Parse(shell.Run("evaluate", "r", "new.csv", "--json").ShouldBeDone().Out)!["drift"]!.AsArray();
        columns.Single(c => (string?)c!["column"] == "age")!["hasDrifted"]!.GetValue<bool>().ShouldBeTrue();
        File.Delete(shell[Path.Combine("r", "model", "summary.json")]);
        shell.Run("evaluate", "r", "new.csv").ShouldBeDone().Error.ShouldContain("whether these data have drifted is not known");
    }

    [Fact]
    public void Numbers_come_with_intervals_and_evaluate_says_how_often_they_held()
    {
        using var shell = new Shell();
        shell.Run("train", "sine", "--epochs", "5", "--run", "r").ShouldBeDone();
        shell.Run("evaluate", "r").ShouldBeDone().Out.ShouldContain("The 90 % interval holds");
        JsonNode.Parse(shell.Run("evaluate", "r", "--json").ShouldBeDone().Out)!["interval"]!["level"]!.GetValue<double>().ShouldBe(0.9);
        string[] lines = shell.Run("predict", "r", "sine", "--interval", "0.9").ShouldBeDone().Out.Split('\n');
        lines[0].ShouldBe("prediction,lower,upper");
        double[] first = [.. lines[1].Split(',').Select(f => double.Parse(f, System.Globalization.CultureInfo.InvariantCulture))];
        (first[1] < first[0] && first[0] < first[2]).ShouldBeTrue();
        JsonNode.Parse(shell.Run("predict", "r", "sine", "--interval", "0.9", "--json").ShouldBeDone().Out)!["predictions"]![0]!["lower"]!.GetValue<double>().ShouldBe(first[1]);
        shell.Run("predict", "r", "sine", "--interval", "1").ShouldFail(2, "--interval");
        shell.Run("train", "xor", "--epochs", "1", "--run", "c").ShouldBeDone();
        shell.Run("predict", "c", "xor", "--interval", "0.9").ShouldFail(2, "names classes");
    }
}
