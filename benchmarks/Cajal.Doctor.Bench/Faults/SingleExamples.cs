using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;

namespace Cajal.DoctorBench.Faults;

/// <summary>T10: batches of one with a third of the labels wrong, at the rate of a large batch. Its twin has batches of one, a small rate and right labels.</summary>
internal sealed class SingleExamples() : Fault("T10", "batches of one and a third of the labels wrong")
{
    public override IReadOnlyList<string> Roots => ["T10", "T6", "T12", "D3", "T2"];

    public override bool Suits(Patient healthy) => healthy.IsClassifier && healthy.X.Rank == 2;

    public override bool IsCurable => true;

    // Wrong labels stay wrong; batches can be made as large as they were.
    public override bool IsThere(Patient ill, Patient healthy) => Harm.IsDone(ill, ill with { Batch = healthy.Batch });

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("wrong");
        return healthy with { Y = Wrong(healthy.Y), ValidationY = Wrong(healthy.ValidationY), Batch = 1, Epochs = Math.Max(8, healthy.Epochs / 3) };

        Tensor Wrong(Tensor y)
        {
            int[] labels = y.ToArray<int>();
            for (int i = 0; i < labels.Length; i++)
                if (rng.NextDouble() < 0.3 * strength) labels[i] = (labels[i] + 1 + rng.NextInt(healthy.Classes - 1)) % healthy.Classes;
            return Tensor.From(labels, y.Shape);
        }
    }

    public override Patient Cured(Patient healthy) => Plant(healthy, 1) with { Batch = healthy.Batch };

    public override Patient Twin(Patient healthy) => healthy with { Batch = 1, Rate = healthy.Rate / 10, Epochs = Math.Max(8, healthy.Epochs / 3) };
}
