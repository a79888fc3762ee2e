using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;

namespace Cajal.DoctorBench.Faults;

/// <summary>T6: a learning rate a hundred times the right one.</summary>
internal sealed class RateTooHigh() : Fault("T6", "rate of a hundred times the right one")
{
    public override IReadOnlyList<string> Roots => ["T6", "T2"];

    public override bool IsCurable => true;

    public override bool IsThere(Patient ill, Patient healthy) => Harm.IsDone(ill, healthy);

    public override Patient Plant(Patient healthy, double strength) => healthy with { Rate = healthy.Rate * 100 * strength };

    public override Patient Twin(Patient healthy) => healthy with { Batch = 1, Rate = healthy.Rate / 5, Epochs = Math.Max(1, healthy.Epochs / 10) };
}
