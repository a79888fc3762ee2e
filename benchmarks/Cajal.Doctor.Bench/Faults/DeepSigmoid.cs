using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T3: eight layers of sigmoid. Its twin has six layers of tanh or ReLU.</summary>
internal sealed class DeepSigmoid() : Fault("T3", "eight layers of sigmoid")
{
    public override IReadOnlyList<string> Roots => ["T3", "S4"];

    public override bool IsCurable => true;

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth);

    public override Patient Plant(Patient healthy, double strength) => healthy with { Depth = strength == 1 ? 8 : 6, Activation = "sigmoid", Initializer = Initializer.Parse("xavier-uniform") };

    public override Patient Twin(Patient healthy) => healthy with { Depth = 6, Rate = healthy.Rate / 3, Activation = healthy.Activation == "sigmoid" ? "tanh" : healthy.Activation };
}
