using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>G1: forty rows, one in six wrong, and a wide network trained long. Its twin has all rows and a constant gap.</summary>
internal sealed class FewNoisyRows() : Fault("G1", "forty noisy rows and a wide network")
{
    public override bool IsCurable => true;

    public override IReadOnlyList<string> Roots => ["G1", "D3"];

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("few");
        int rows = strength == 1 ? 40 : 80;
        return healthy with
        {
            X = healthy.X.Slice(0, 0..rows).Contiguous(),
            Y = Noisy(healthy.Y.Slice(0, 0..rows).Contiguous(), rng, healthy.Classes),
            ValidationY = Noisy(healthy.ValidationY, rng, healthy.Classes),
            Width = 64,
            Epochs = 250,
        };
    }

    public override Patient Twin(Patient healthy) => healthy with { Epochs = Math.Max(8, healthy.Epochs / 2) };

    private static Tensor Noisy(Tensor y, Rng rng, int classes)
    {
        if (classes == 0) return y + Tensor.Normal(y.Shape, rng) * 0.5;
        int[] labels = y.ToArray<int>();
        for (int i = 0; i < labels.Length; i++)
            if (rng.NextDouble() < 1.0 / 6) labels[i] = (labels[i] + 1) % classes;
        return Tensor.From(labels, y.Shape);
    }
}
