using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T9: the first layer's weights were not given to the optimizer. In its twin they are frozen on purpose.</summary>
internal sealed class LayerLeftOut() : Fault("T9", "first layer left out of the optimizer")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Moved = network => [.. network.Parameters.Skip(strength == 1 ? 2 : 1)] };

    // A recurrent layer that cannot move is no healthy one.
    public override Patient Twin(Patient healthy) => healthy.X.Rank == 3 ? healthy : healthy with
    {
        Changed = (network, _) =>
        {
            foreach (var parameter in network.Parameters.Take(2)) parameter.Trainable = false;
        },
    };
}
