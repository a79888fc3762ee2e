using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>S5: the last layer begins with weights thirty times too large.</summary>
internal sealed class SureFromTheStart() : Fault("S5", "last layer 30 times too large")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Changed = (network, _) =>
        {
            var last = network.Parameters.Last(p => p.Rank >= 2);
            last.Assign(last * (30 * strength));
        },
    };
}
