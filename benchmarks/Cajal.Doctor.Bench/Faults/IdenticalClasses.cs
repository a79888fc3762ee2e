using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>C5: the rows of two classes are shared out between them by lot, so that nothing tells them apart.</summary>
internal sealed class IdenticalClasses() : Fault("C5", "two identical classes")
{
    public override bool Suits(Patient healthy) => healthy.Classes >= 3;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("identical");
        return healthy with { Y = Shared(healthy.Y, rng, strength), ValidationY = Shared(healthy.ValidationY, rng, strength), Epochs = Math.Max(3, healthy.Epochs / 2) };
    }

    private static Tensor Shared(Tensor labels, Rng rng, double strength)
    {
        int[] y = labels.To(DType.Int32).ToArray<int>();
        for (int i = 0; i < y.Length; i++)
            if (y[i] < 2 && rng.NextDouble() < strength) y[i] = rng.NextInt(2);
        return Tensor.From(y, [y.Length]);
    }
}
