using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S4: first weights with a spread of 1 in wide layers.</summary>
internal sealed class WideWeights() : Fault("S4", "spread of 1 in wide layers")
{
    public override IReadOnlyList<string> Roots => ["S4", "S5"];

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth);

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Depth = 4, Width = 64, Initializer = new Normal(strength) };
}
