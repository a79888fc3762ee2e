using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>S3: all first weights are zero.</summary>
internal sealed class ZeroWeights() : Fault("S3", "zero first weights")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Changed = (network, _) =>
        {
            foreach (var p in network.Parameters.Where(p => p.Rank >= 2)) p.Assign(Tensor.Zeros(p.Shape));
        },
    };
}
