using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T8: targets that were shuffled. Its twin has a weak signal that is real.</summary>
internal sealed class ShuffledTargets() : Fault("T8", "targets shuffled")
{
    public override IReadOnlyList<string> Roots => ["T8", "D3"];

    // At half strength half as many rows; a half of the targets in place would be a signal.
    public override Patient Plant(Patient healthy, double strength)
    {
        int rows = (int)(healthy.X.Shape[0] * strength);
        return healthy with
        {
            X = healthy.X.Slice(0, 0..rows).Contiguous(),
            Y = Shuffled(healthy.Y.Slice(0, 0..rows).Contiguous(), new Rng(healthy.Seed).Fork("shuffle")),
            ValidationY = Shuffled(healthy.ValidationY, new Rng(healthy.Seed).Fork("shuffle validation")),
        };
    }

    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("weak");
        return healthy with { Y = Weakened(healthy.Y, rng, healthy.Classes), ValidationY = Weakened(healthy.ValidationY, rng, healthy.Classes), Epochs = Math.Min(6, healthy.Epochs) };
    }

    private static Tensor Shuffled(Tensor y, Rng rng)
    {
        int[] order = [.. Enumerable.Range(0, y.Shape[0])];
        rng.Shuffle(order.AsSpan());
        return y.IndexSelect(0, Tensor.From(order, [order.Length]).To(DType.Int64));
    }

    // Four in ten targets by chance.
    private static Tensor Weakened(Tensor y, Rng rng, int classes)
    {
        if (classes == 0) return y + Tensor.Normal(y.Shape, rng) * 0.5;
        int[] labels = y.ToArray<int>();
        for (int i = 0; i < labels.Length; i++)
            if (rng.NextDouble() < 0.4) labels[i] = rng.NextInt(classes);
        return Tensor.From(labels, y.Shape);
    }
}
