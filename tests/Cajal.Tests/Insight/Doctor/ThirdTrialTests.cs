using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Training;
using Thresholds = Cajal.Insight.Thresholds;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>What the Doctor missed in its third trial, and what the bench asked though it was no fault.</summary>
public class ThirdTrialTests
{
    [Fact]
    public void D1_sees_copies_among_words_and_marks()
    {
        foreach (var healthy in new[] { Trades.OfWords(66), Majority.Symbol(65) })
        {
            var copied = Trial.Of(new NearCopies().Plant(healthy, 1), isTrained: false, Thresholds.Standard);
            copied.Root.ShouldBe("D1", copied.Verdict.ToString());
            Trial.Of(healthy, isTrained: false, Thresholds.Standard).AllCodes.ShouldBeEmpty();
        }
        // A shift of all rows beside the copies is one of its own.
        var both = new ShiftedValidation().Plant(new NearCopies().Plant(Trades.OfWords(66), 1), 1);
        Trial.Of(both, isTrained: false, Thresholds.Standard).AllCodes.ShouldContain("D7");
    }

    [Fact]
    public void T6_sees_a_rate_behind_a_warm_up_that_leads_nowhere_at_a_tenth_either() => IsRoot("T6", new RateTooHigh().Plant(Arm.Hand(64), 1));

    [Fact]
    public void T11_asks_more_rows_of_a_linear_network() => IsRoot("T11", new LinearOnCorners().Plant(Arm.Hand(72), 1));

    [Fact]
    public void G4_asks_a_training_without_the_penalty_where_weights_stay() => IsRoot("G4", new PenaltyTooStrong().Plant(Peaks.Place(68), 1));

    [Fact]
    public void T12_stands_before_underfitting_where_a_schedule_cut_learning_short()
    {
        var trial = Trial.Of(new EarlyDecay().Plant(Pictures.Digits(14), 1), true, Thresholds.Standard);
        trial.Root.ShouldBe("T12", trial.Verdict.ToString());
        trial.AllCodes.ShouldNotContain("G2");
    }

    [Fact]
    public void Corners_are_planted_where_no_line_parts_them()
    {
        // Two of the words exclude each other, so one quarter of their plane is empty; two of the numbers fill all four.
        var cornered = LinearOnCorners.Cornered(Trades.OfWords(1));
        float[] x = cornered.X.ToArray<float>();
        int[] y = cornered.Y.ToArray<int>();
        int[] quarters = [.. y.Select((label, i) => label == 0 ? -1 : x[8 * i + 4] > 0 ? 1 : 0)];
        quarters.Count(q => q == 0).ShouldBeGreaterThan(y.Length / 10);
        quarters.Count(q => q == 1).ShouldBeGreaterThan(y.Length / 10);
        var words = Trades.OfWords(1);
        new LinearOnCorners().Suits(words with { X = words.X.Slice(1, 0..4).Contiguous() }).ShouldBeFalse();
    }

    [Fact]
    public void A_fault_that_costs_nothing_is_told_from_one_that_does()
    {
        var healthy = Points.Moons(3);
        Harm.IsDone(healthy, healthy).ShouldBeFalse();
        Harm.IsDone(healthy with { Penalties = [new L2Penalty(1e-6)] }, healthy).ShouldBeFalse();
        Harm.IsDone(new PenaltyTooStrong().Plant(healthy, 1), healthy).ShouldBeTrue();
        Harm.IsDone(new RateThatDiverges().Plant(healthy, 1), healthy).ShouldBeTrue();
    }

    private static void IsRoot(string code, Patient patient)
    {
        var trial = Trial.Of(patient, true, Thresholds.Standard);
        trial.Root.ShouldBe(code, trial.Verdict.ToString());
    }
}
