using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>G3: validation rows that were looked through by hand, training rows that were not. Its twin drops units in training.</summary>
internal sealed class EasyValidation() : Fault("G3", "validation rows cleaner than training rows")
{
    public override IReadOnlyList<string> Roots => ["G3", "D3", "D7"];

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("careless");
        Tensor y;
        if (healthy.IsClassifier)
        {
            int[] labels = healthy.Y.ToArray<int>();
            for (int i = 0; i < labels.Length; i++)
                if (rng.NextDouble() < 0.3 * strength) labels[i] = (labels[i] + 1) % healthy.Classes;
            y = Tensor.From(labels, healthy.Y.Shape);
        }
        else
        {
            y = healthy.Y + Tensor.Normal(healthy.Y.Shape, rng) * (0.6 * strength);
        }
        return healthy with { Y = y };
    }

    public override Patient Twin(Patient healthy) => healthy with { Dropout = 0.3 };
}
