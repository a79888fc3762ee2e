using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T5: hidden weights thirty times too large before tanh. Its twin answers yes or no by a sigmoid that becomes very sure.</summary>
internal sealed class PressedUnits() : Fault("T5", "hidden weights thirty times too large before tanh")
{
    public override IReadOnlyList<string> Roots => ["T5", "S4", "S5"];

    public override bool Suits(Patient healthy) => healthy.X.Rank == 2 && healthy.IsClassifier;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        Activation = "tanh",
        Changed = (network, _) =>
        {
            foreach (var parameter in network.Parameters.Where(p => p.Rank == 2).SkipLast(1)) parameter.Assign(parameter * (30 * strength));
        },
    };

    public override Patient Twin(Patient healthy) => healthy with
    {
        Y = healthy.Y.To(DType.Float32).Minimum(Tensor.Scalar(1f)).Reshape(healthy.Y.Count, 1),
        ValidationY = healthy.ValidationY.To(DType.Float32).Minimum(Tensor.Scalar(1f)).Reshape(healthy.ValidationY.Count, 1),
        Classes = 0,
        Rate = Math.Max(healthy.Rate, 0.01),
        Network = (p, rng) => new Sequential(Mlp.Build([healthy.X.Shape[1], p.Width, 1], rng, "tanh"), Activation.Sigmoid),
        Loss = (a, t) => a.BinaryCrossEntropy(t),
    };
}
