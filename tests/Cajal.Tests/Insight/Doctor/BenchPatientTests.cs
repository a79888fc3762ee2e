using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>The bench's patients and faults without the Doctor: a fault that changes nothing must not count, and a healthy patient has learned its task.</summary>
public class BenchPatientTests
{
    [Fact]
    public void No_fault_claims_a_patient_in_which_it_changes_nothing()
    {
        foreach (var fault in DoctorBench.Faults.Catalogue.All)
            Planted.Cells(fault, [Points.Moons, Sequences.First, .. Kinds.Frozen], 1).ShouldNotContain("NOTHING", $"{fault.Code} {fault.Name}");
    }

    [Fact]
    public void Each_fault_is_planted_in_three_unseen_patients_at_least()
    {
        foreach (var fault in DoctorBench.Faults.Catalogue.All)
            Kinds.Frozen.Count(kind => fault.Suits(kind(1))).ShouldBeGreaterThanOrEqualTo(3, $"{fault.Code} {fault.Name}");
    }

    [Fact]
    public void What_changes_nothing_is_told_from_what_does()
    {
        Planted.Difference(Rings.Three(1), Rings.Three(1)).ShouldBe("");
        Planted.Difference(Rings.Three(1), Rings.Three(1) with { Depth = 3 }).ShouldBe("WS");
        // A recurrent network reads no drop rate.
        Planted.Difference(Marks.Number(1), Marks.Number(1) with { Dropout = 0.9 }).ShouldBe("");
        new HeavyDropout().Suits(Marks.Number(1)).ShouldBeFalse();
    }

    [Fact]
    public void Healthy_patients_reach_most_of_what_can_be_reached()
    {
        Func<ulong, Patient>[] quick = [Rings.Three, Tables.Clouds, Outputs.Three, DoctorBench.Patients.Words.Subjects, Marks.Number];
        foreach (var kind in quick)
        {
            var health = Health.Of(kind(2));
            double best = health.Patient.Best!();
            ((health.HeldOut - health.Chance) / (best - health.Chance)).ShouldBeGreaterThan(0.8, $"{health.Patient.Kind}: {health.HeldOut:F3}, chance {health.Chance:F3}, best {best:F3}");
        }
    }

    [Fact]
    public void The_best_answer_to_a_row_of_patterns_is_the_pattern_that_is_nearest_all_in_all()
    {
        float[][][] patterns = [[[0, 0], [4, 4]], [[1, 0]]];
        Drawn.Likeliest([0.1f, 0], patterns, 0.5).ShouldBe(0);
        Drawn.Likeliest([0.9f, 0], patterns, 0.5).ShouldBe(1);
        // Two patterns share the first class, so its prior is halved at each: in the middle the second class is likelier.
        Drawn.Likeliest([0.5f, 0], patterns, 0.5).ShouldBe(1);
    }
}
