using Cajal.DoctorBench.Patients;
using Cajal.Training;

namespace Cajal.DoctorBench.Faults;

/// <summary>S7: an L2 penalty of 10.</summary>
internal sealed class HeavyPenalty() : Fault("S7", "L2 of 10")
{
    public override IReadOnlyList<string> Roots => ["S7", "G4"];

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Penalties = [new L2Penalty(10 * strength)] };

    /// <summary>A penalty as it is used.</summary>
    public override Patient Twin(Patient healthy) => healthy with { Penalties = [new L2Penalty(1e-4)] };
}
