using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Training;

namespace Cajal.DoctorBench.Faults;

/// <summary>G4: an L2 penalty of 1. Its twin has an L1 penalty that thins the weights and leaves the answers good.</summary>
internal sealed class PenaltyTooStrong() : Fault("G4", "L2 of 1")
{
    public override IReadOnlyList<string> Roots => ["G4", "S7"];

    public override bool IsCurable => true;

    public override bool IsThere(Patient ill, Patient healthy) => Harm.IsDone(ill, healthy);

    public override Patient Plant(Patient healthy, double strength) => healthy with { Penalties = [new L2Penalty(strength)] };

    public override Patient Twin(Patient healthy) => healthy with { Penalties = [new L1Penalty(1e-4)] };
}
