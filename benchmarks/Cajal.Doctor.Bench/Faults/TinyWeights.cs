using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T3: first weights of a hundredth in eight layers.</summary>
internal sealed class TinyWeights() : Fault("T3", "first weights of a hundredth in eight layers")
{
    public override IReadOnlyList<string> Roots => ["T3", "S4"];

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth);

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Depth = 8, Initializer = new Normal(0.01 / strength) };
}
