using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T5: hidden weights thirty times too large before tanh. Its twin answers yes or no by a sigmoid that becomes very sure.</summary>
internal sealed class PressedUnits() : Fault("T5", "hidden weights thirty times too large before tanh")
{
    public override IReadOnlyList<string> Roots => ["T5", "S4", "S5"];

    public override bool Suits(Patient healthy) => healthy.X.Rank == 2 && healthy.Reads.HasFlag(Choices.Activation);

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Activation = "tanh",
        Changed = (network, _) =>
        {
            foreach (var parameter in Hidden.Weights(network)) parameter.Assign(parameter * (30 * strength));
        },
    };

    public override Patient Twin(Patient healthy) => healthy with
    {
        Y = Yes(healthy.Y),
        ValidationY = Yes(healthy.ValidationY),
        Classes = 0,
        Rate = Math.Max(healthy.Rate, 0.01),
        Network = (p, rng) => new Sequential(Mlp.Build([healthy.X.Shape[1], p.Width, 1], rng, "tanh"), Activation.Sigmoid),
        Loss = (a, t) => a.BinaryCrossEntropy(t),
    };

    // Any class but the first, or a number above 0.
    private static Tensor Yes(Tensor y) => Tensor.From([.. Rows.Targets(y).Select(t => t > 0 ? 1f : 0)], [y.Shape[0], 1]);
}
