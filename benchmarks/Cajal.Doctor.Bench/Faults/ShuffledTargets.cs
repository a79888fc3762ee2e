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

    // Inputs blurred by twice their spread.
    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("blur");
        return healthy with { X = Blurred(healthy.X), ValidationX = Blurred(healthy.ValidationX), Epochs = Math.Min(6, healthy.Epochs) };

        Tensor Blurred(Tensor x) => x + Tensor.Normal(x.Shape, rng) * (healthy.X.Rank == 2 ? 1.2 : 0.5);
    }

    private static Tensor Shuffled(Tensor y, Rng rng)
    {
        int[] order = [.. Enumerable.Range(0, y.Shape[0])];
        rng.Shuffle(order.AsSpan());
        return y.IndexSelect(0, Tensor.From(order, [order.Length]).To(DType.Int64));
    }
}
