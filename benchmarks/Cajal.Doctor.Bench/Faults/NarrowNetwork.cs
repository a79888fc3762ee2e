using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>G2: one hidden unit for opposite corners, or for a surface. Its twin has enough, and targets with noise that nobody can foretell.</summary>
internal sealed class NarrowNetwork() : Fault("G2", "one hidden unit")
{
    public override IReadOnlyList<string> Roots => ["G2", "T11"];

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth) && healthy.X.Shape[1] < 10;

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) =>
        (healthy.X.Shape[1] == 2 ? LinearOnCorners.Cornered(healthy) : healthy) with { Width = strength == 1 ? 1 : 2, Depth = 1, Activation = healthy.Activation == "relu" ? "leaky-relu" : healthy.Activation };

    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("noise");
        return healthy.IsClassifier ? healthy with { X = Noisy(healthy.X), ValidationX = Noisy(healthy.ValidationX), Epochs = Math.Min(15, healthy.Epochs) }
            : healthy with { Y = Noisy(healthy.Y), ValidationY = Noisy(healthy.ValidationY), Epochs = Math.Min(15, healthy.Epochs) };

        Tensor Noisy(Tensor x) => x + Tensor.Normal(x.Shape, rng);
    }
}
