using Cajal.Insight;

namespace Cajal.Tests.Insight.Doctors;

public class VerdictTests
{
    [Fact]
    public void The_table_of_consequences_leads_nowhere_back()
    {
        var edges = Consequences.Edges.ToArray();
        var waiting = edges.SelectMany(e => new[] { e.Root, e.Consequence }).Distinct().ToHashSet();
        // Take away what nothing leads to, again and again; a circle would remain.
        while (waiting.FirstOrDefault(code => !edges.Any(e => e.Consequence == code && waiting.Contains(e.Root))) is { } free) waiting.Remove(free);
        waiting.ShouldBeEmpty();
        foreach (string code in edges.SelectMany(e => new[] { e.Root, e.Consequence }).Distinct()) Catalogue.All.ShouldContain(c => c.Code == code, $"the table names {code}");
    }

    [Fact]
    public void Consequences_stand_under_their_root_and_the_root_speaks_first()
    {
        var verdict = Verdict.Of([Made("T3", Stage.Optimisation), Made("T4", Stage.Optimisation), Made("T6", Stage.Optimisation), Made("T8", Stage.Optimisation, Severity.Error)]);
        verdict.Findings.Select(f => f.Code).ShouldBe(["T6"]);
        verdict.All.Select(f => f.Code).Order().ShouldBe(["T3", "T4", "T6", "T8"]);
        verdict.Headline.ShouldStartWith("Most likely: name of T6");
    }

    [Fact]
    public void What_is_prescribed_for_a_root_comes_before_what_is_prescribed_for_its_consequences()
    {
        var verdict = Verdict.Of([Made("D3", Stage.Data) with { Prescriptions = [new("Look")] }, Made("T10", Stage.Optimisation) with { Prescriptions = [new("Larger", ("batch", "16"))] },
            Made("S7", Stage.SetUp) with { Prescriptions = [new("Less", ("l2", "0"))] }, Made("D1", Stage.Data, Severity.Note) with { Prescriptions = [new("Never")] }]);
        verdict.Prescriptions.Select(p => p.Text).ShouldBe(["Look", "Less", "Larger"]);
        verdict.Tryable.Select(p => p.Text).ShouldBe(["Less", "Larger"]);
    }

    [Fact]
    public void What_was_there_before_the_first_step_follows_from_no_step()
    {
        var vanished = Made("T3", Stage.Optimisation) with { IsFromTheStart = true };
        var verdict = Verdict.Of([Made("T2", Stage.Optimisation), vanished, Made("T5", Stage.Optimisation), Made("T8", Stage.Optimisation)]);
        verdict.Findings.Select(f => f.Code).ShouldBe(["T3", "T2"]);
        // What stands before training still explains it, and so does what was there as early.
        Verdict.Of([Made("S4", Stage.SetUp), vanished]).Findings.Select(f => f.Code).ShouldBe(["S4"]);
        Verdict.Of([vanished, Made("T5", Stage.Optimisation) with { IsFromTheStart = true }]).Findings.Select(f => f.Code).ShouldBe(["T5"]);
    }

    [Fact]
    public void A_certain_finding_of_an_earlier_stage_makes_later_ones_possible_only()
    {
        var verdict = Verdict.Of([Made("S7", Stage.SetUp, Severity.Error), Made("C3", Stage.Trust)]);
        verdict.Findings.Select(f => (f.Code, f.IsPossible)).ShouldBe([("S7", false), ("C3", true)]);
    }

    [Fact]
    public void Two_causes_of_the_same_weight_are_not_told_apart()
    {
        Verdict.Of([Made("T8", Stage.Optimisation) with { Causes = [new Cause("no signal", 0.5), new Cause("a bug", 0.4)] }]).Headline
            .ShouldContain("I cannot tell which of these two it is: no signal, or a bug");
        Verdict.Of([Made("T8", Stage.Optimisation) with { Causes = [new Cause("no signal", 0.9), new Cause("a bug", 0.4)] }]).Headline.ShouldStartWith("Most likely: no signal");
    }

    [Fact]
    public void Notes_are_no_alarm()
    {
        Verdict.Of([]).Headline.ShouldBe("Nothing found.");
        var verdict = Verdict.Of([Made("D1", Stage.Data, Severity.Note), Made("G3", Stage.Generalisation)]);
        verdict.Findings.Select(f => f.Code).ShouldBe(["G3", "D1"], "a note takes no consequence under it");
        Verdict.Of([Made("D1", Stage.Data, Severity.Note)]).IsHealthy.ShouldBeTrue();
    }

    [Fact]
    public void Findings_are_read_as_they_were_written()
    {
        string path = Path.GetTempFileName();
        var finding = Made("T4", Stage.Optimisation) with
        {
            Evidence = [new Measurement("share", 0.8) { Low = 0.7, High = 0.9, Window = "200 rows", Threshold = new Threshold("T4.dead", 0.5, "ours", "2026-11"), Course = [new(0, 0.1), new(4, double.NaN)] }],
            Prescriptions = [new Prescription("Lower the rate", ("learningRate", "0.001"))],
            Causes = [new Cause("a rate that is too high", 0.8) { For = ["the first steps"] }],
            Consequences = [Made("T3", Stage.Optimisation)],
        };
        try
        {
            FindingsFile.Write(path, Verdict.Of([finding]), []);
            var read = FindingsFile.Read(path);
            read.ToJson().ShouldBe(Verdict.Of([finding]).ToJson());
            File.WriteAllText(path, "{\"formatVersion\": 1}");
            Should.Throw<Cajal.Training.RunException>(() => FindingsFile.Read(path)).Message.ShouldContain("holds no findings");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_threshold_is_moved_by_its_name()
    {
        var first = Thresholds.Standard.All.First();
        Thresholds.Standard.With(first.Name, 42)[first.Name].Value.ShouldBe(42);
        Thresholds.Standard[first.Name].Value.ShouldBe(first.Value);
        Should.Throw<ArgumentException>(() => Thresholds.Standard["T4.deaf"]).Message.ShouldContain("There is no threshold named 'T4.deaf'");
        foreach (var threshold in Thresholds.Standard.All)
        {
            threshold.Source.ShouldNotBeEmpty();
            threshold.Date.ShouldMatch("^20[0-9]{2}-[0-9]{2}$");
        }
    }

    private static Finding Made(string code, Stage stage, Severity severity = Severity.Warning) => new()
    {
        Code = code,
        Name = $"name of {code}",
        Stage = stage,
        Severity = severity,
        Symptom = "Something is seen.",
        Evidence = [],
        Lecture = "artificial-neural-networks.md",
    };
}
