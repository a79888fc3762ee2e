using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D3: a tenth of the labels is wrong.</summary>
internal sealed class FlippedLabels() : Fault("D3", "a tenth of the labels wrong")
{
    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        int all = healthy.X.Shape[0];
        return healthy with { Y = Rows.Turned(healthy.Y, Rows.Draw(rng, all, (int)(0.1 * strength * all)), healthy.Classes, rng) };
    }

    /// <summary>Classes that overlap, every label right.</summary>
    public override Patient Twin(Patient healthy)
    {
        if (healthy.X.Rank != 2) return healthy;
        var rng = new Rng(healthy.Seed).Fork("twin");
        float wide = healthy.X.Shape[1] == 2 ? 0.35f : 0.5f;
        return healthy with
        {
            X = Rows.Map(healthy.X, (_, _, x) => x + wide * (float)rng.NextNormal()),
            ValidationX = Rows.Map(healthy.ValidationX, (_, _, x) => x + wide * (float)rng.NextNormal()),
        };
    }
}
