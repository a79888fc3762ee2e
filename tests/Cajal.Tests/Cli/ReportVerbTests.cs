namespace Cajal.Tests.Cli;

public class ReportVerbTests
{
    [Fact]
    public void Train_writes_a_report_and_says_where_and_report_writes_it_anew()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--examples", "300", "--epochs", "2", "--run", "one").ShouldBeDone().Out.ShouldContain("its report in one/report.html");
        string page = Path.Combine(shell.Folder, "one", "report.html");
        File.Delete(page);
        shell.Run("report", "one", "--watts", "100", "--price", "0.5").ShouldBeDone().Out.ShouldContain("written to one/report.html");
        File.ReadAllText(page).ShouldContain("estimated: that time at 100 W");
        File.ReadAllText(page).ShouldContain("estimated, at 0.5 € per kWh");
    }

    [Fact]
    public void Monitors_can_look_in_every_step_or_not_at_all()
    {
        using var shell = new Shell();
        shell.Run("train", "moons", "--examples", "300", "--epochs", "1", "--batch", "32", "--monitor", "1", "--run", "all").ShouldBeDone();
        File.ReadAllLines(Path.Combine(shell.Folder, "all", "monitors.jsonl")).Length.ShouldBe(7);
        shell.Run("train", "moons", "--examples", "300", "--epochs", "1", "--monitor", "none", "--run", "none").ShouldBeDone();
        File.Exists(Path.Combine(shell.Folder, "none", "monitors.jsonl")).ShouldBeFalse();
        shell.Run("train", "moons", "--monitor", "often").Code.ShouldBe(2);
    }

    [Fact]
    public void Several_runs_make_a_comparison_and_none_is_said_to_be_missing()
    {
        using var shell = new Shell();
        shell.Run("report").Code.ShouldBe(2);
        foreach (string name in new[] { "one", "two" }) shell.Run("train", "moons", "--examples", "200", "--epochs", "1", "--run", name, "--activation", name == "one" ? "relu" : "tanh").ShouldBeDone();
        shell.Run("report", "one", "two", "--out", "both.html").ShouldBeDone();
        File.ReadAllText(Path.Combine(shell.Folder, "both.html")).ShouldContain(">activation</td>");
        shell.Run("report", "three").Error.ShouldContain("There is no run 'three'");
    }
}
