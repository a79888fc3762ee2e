using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T4: biases of -6 before ReLU. Its twin has biases of -0.3: sparse, but alive.</summary>
internal sealed class NegativeBiases() : Fault("T4", "biases of -6 before ReLU")
{
    public override IReadOnlyList<string> Roots => ["T4", "S4"];

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Activation) && healthy.Activation == "relu";

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => Biased(healthy, -6 * strength);

    public override Patient Twin(Patient healthy) => Biased(healthy, -0.3);

    private static Patient Biased(Patient healthy, double bias) => healthy with
    {
        Changed = (network, _) =>
        {
            foreach (var parameter in Hidden.Biases(network)) parameter.Assign(Tensor.Full(parameter.Shape, (float)bias));
        },
    };
}
