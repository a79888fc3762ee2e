using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S4: first weights with a spread of 0.01 in eight layers.</summary>
internal sealed class NarrowWeights() : Fault("S4", "spread of 0.01 in eight layers")
{
    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth);

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Depth = 8, Initializer = new Normal(0.01 / strength) };

    /// <summary>As deep, with weights that suit the activation; eight layers of sigmoid would be another fault.</summary>
    public override Patient Twin(Patient healthy) => healthy with { Depth = 8, Rate = healthy.Rate / 3, Activation = healthy.Activation == "sigmoid" ? "tanh" : healthy.Activation };
}
