using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>S1: a tanh at the end, and targets far beyond 1.</summary>
internal sealed class TargetsOutOfReach() : Fault("S1", "tanh output, targets beyond 1")
{
    public override IReadOnlyList<string> Roots => ["S1"];

    public override bool Suits(Patient healthy) => !healthy.IsClassifier;

    public override Patient Plant(Patient healthy, double strength) => WithTanh(healthy) with
    {
        Y = Rows.Map(healthy.Y, (_, _, y) => (y + 2) * 2.5f * (float)strength),
        ValidationY = Rows.Map(healthy.ValidationY, (_, _, y) => (y + 2) * 2.5f * (float)strength),
    };

    /// <summary>Targets between -1 and 1.</summary>
    public override Patient Twin(Patient healthy) => WithTanh(healthy) with
    {
        Y = Rows.Map(healthy.Y, (_, _, y) => MathF.Tanh(y)),
        ValidationY = Rows.Map(healthy.ValidationY, (_, _, y) => MathF.Tanh(y)),
    };

    private static Patient WithTanh(Patient healthy) => healthy with { Network = (p, rng) => new Sequential(healthy.Network(p, rng), Activation.Tanh) };
}
