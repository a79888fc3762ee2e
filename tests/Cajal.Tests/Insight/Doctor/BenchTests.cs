using Cajal.DoctorBench;
using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Insight;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>A small sample of the bench, one stage after the other; the whole of it has its own command.</summary>
public class BenchTests
{
    [Theory]
    [InlineData("D2")]
    [InlineData("D5")]
    [InlineData("S1")]
    [InlineData("S3")]
    [InlineData("T1")]
    [InlineData("T4")]
    [InlineData("T9")]
    [InlineData("G4")]
    public void A_planted_fault_is_the_root_and_its_twin_is_healthy(string code)
    {
        var fault = DoctorBench.Faults.Catalogue.All.First(f => f.Code == code && f.Suits(Points.Moons(3)));
        var trial = Trial.Of(fault.Plant(Points.Moons(3), 1), fault.IsTrained, Thresholds.Standard);
        fault.Roots.ShouldContain(trial.Root, trial.Verdict.ToString());
        var twin = Trial.Of(fault.Twin(Points.Moons(3)), fault.IsTrained, Thresholds.Standard);
        twin.AllCodes.ShouldBeEmpty(twin.Verdict.ToString());
    }

    [Fact]
    public void Units_that_rest_in_a_network_that_has_learned_accuse_no_rate()
    {
        var healthy = Trial.Of(Pictures.Normed(9), true, Thresholds.Standard);
        healthy.AllCodes.ShouldBeEmpty(healthy.Verdict.ToString());
    }

    [Fact]
    public void Biases_that_hold_units_down_are_the_root_of_those_that_die_later()
    {
        var trial = Trial.Of(new NegativeBiases().Plant(Pictures.Normed(2), 1), true, Thresholds.Standard);
        trial.Root.ShouldBe("T4", trial.Verdict.ToString());
    }

    [Fact]
    public void Words_of_the_command_line_are_read_or_refused()
    {
        Arguments.Read(["--seeds", "3-5", "--only", "T4", "--set", "T4.dead=0.3"])!.Seeds.ShouldBe([3UL, 4UL, 5UL]);
        Arguments.Read(["--help"]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Arguments.Read(["--seed"])).Message.ShouldContain("has no meaning here");
        Should.Throw<ArgumentException>(() => Arguments.Read(["--set", "T4.dead"]));
    }

    [Fact]
    public void Every_finding_has_a_fault_that_is_planted() => Cajal.Insight.Catalogue.All.Select(c => c.Code).ShouldBe(DoctorBench.Faults.Catalogue.All.Select(f => f.Code).Distinct(), ignoreOrder: true);
}
