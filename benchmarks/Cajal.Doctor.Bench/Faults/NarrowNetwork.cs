using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>G2: one hidden unit for opposite corners, or for a surface. Its twin has enough, and targets with noise that nobody can foretell.</summary>
internal sealed class NarrowNetwork() : Fault("G2", "one hidden unit")
{
    public override IReadOnlyList<string> Roots => ["G2", "T11"];

    public override bool Suits(Patient healthy) => healthy.X.Rank == 2 && healthy.X.Shape[1] < 10;

    public override Patient Plant(Patient healthy, double strength) =>
        (healthy.X.Shape[1] == 2 ? LinearOnCorners.Cornered(healthy) : healthy) with { Width = strength == 1 ? 1 : 2, Depth = 1, Activation = healthy.Activation == "relu" ? "leaky-relu" : healthy.Activation };

    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("noise");
        return healthy with { Y = Noisy(healthy.Y, rng, healthy.Classes), ValidationY = Noisy(healthy.ValidationY, rng, healthy.Classes), Epochs = Math.Min(12, healthy.Epochs) };
    }

    private static Tensor Noisy(Tensor y, Rng rng, int classes)
    {
        if (classes == 0) return y + Tensor.Normal(y.Shape, rng);
        int[] labels = y.ToArray<int>();
        for (int i = 0; i < labels.Length; i++)
            if (rng.NextDouble() < 0.5) labels[i] = rng.NextInt(classes);
        return Tensor.From(labels, y.Shape);
    }
}
