using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T7: a thousandth of the right rate. Its twin falls to that rate once it has converged.</summary>
internal sealed class RateTooLow() : Fault("T7", "a thousandth of the right rate")
{
    public override IReadOnlyList<string> Roots => ["T7", "T12"];

    public override bool IsCurable => true;

    public override bool IsThere(Patient ill, Patient healthy) => Harm.IsDone(ill, healthy);

    public override Patient Plant(Patient healthy, double strength) => healthy with { Rate = healthy.Rate * 0.001 / strength };

    public override Patient Twin(Patient healthy) => healthy with { Schedule = p => new StepSchedule(p.Rate, p.Steps * 3 / 4, 0.001) };
}
