using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>C4: a tenth of the validation labels wrong: they cost ever more loss while accuracy goes on rising.</summary>
internal sealed class SureOutliers() : Fault("C4", "a tenth of validation answered wrongly and surely")
{
    public override IReadOnlyList<string> Roots => ["C4", "G1"];

    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("outliers");
        int[] y = healthy.ValidationY.To(DType.Int32).ToArray<int>();
        for (int i = 0; i < y.Length; i++)
            if (rng.NextDouble() < 0.1 * strength) y[i] = (y[i] + 1) % healthy.Classes;
        return healthy with { ValidationY = Tensor.From(y, [y.Length]), Epochs = Math.Max(24, 2 * healthy.Epochs) };
    }
}
