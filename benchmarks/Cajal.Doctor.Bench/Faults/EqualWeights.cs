using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>S3: all first weights are the same.</summary>
internal sealed class EqualWeights() : Fault("S3", "constant first weights")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Changed = (network, _) =>
        {
            foreach (var p in network.Parameters.Where(p => p.Rank >= 2)) p.Assign(Tensor.Full(p.Shape, 0.1 * strength));
        },
    };

    /// <summary>The last layer begins at zero, which is no fault.</summary>
    public override Patient Twin(Patient healthy) => healthy with
    {
        Changed = (network, _) =>
        {
            var last = network.Parameters.Last(p => p.Rank >= 2);
            last.Assign(Tensor.Zeros(last.Shape));
        },
    };
}
