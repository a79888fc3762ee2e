using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>C2: a further input that says which of two groups a row belongs to, and 60 % of the labels of one of them drawn by lot. In the twin groups mean nothing.</summary>
internal sealed class NoisyGroup() : Fault("C2", "labels of one group unreliable")
{
    public override IReadOnlyList<string> Roots => ["C2", "D3"];

    public override bool Suits(Patient healthy) => healthy is { IsClassifier: true, X.Rank: 2 };

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("groups");
        var (x, group) = Grouped(healthy.X, rng);
        var (vx, validationGroup) = Grouped(healthy.ValidationX, rng);
        return Wider(healthy, x, vx) with
        {
            Y = Noisy.Some(healthy.Y, healthy.Classes, 0.6 * strength, rng, i => group[i] == 1),
            ValidationY = Noisy.Some(healthy.ValidationY, healthy.Classes, 0.6 * strength, rng, i => validationGroup[i] == 1),
        };
    }

    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("groups");
        return Wider(healthy, Grouped(healthy.X, rng).X, Grouped(healthy.ValidationX, rng).X);
    }

    private static Patient Wider(Patient healthy, Tensor x, Tensor vx) => healthy with
    {
        X = x,
        ValidationX = vx,
        Epochs = Math.Max(3, healthy.Epochs / 3),
    };

    // A third of the rows are in group 1.
    private static (Tensor X, int[] Group) Grouped(Tensor x, Rng rng)
    {
        int rows = x.Shape[0], width = x.Shape[1];
        float[] values = x.ToArray<float>(), wider = new float[rows * (width + 1)];
        int[] group = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            values.AsSpan(i * width, width).CopyTo(wider.AsSpan(i * (width + 1)));
            wider[i * (width + 1) + width] = group[i] = rng.NextDouble() < 1 / 3.0 ? 1 : 0;
        }
        return (Tensor.From(wider, [rows, width + 1]), group);
    }
}
