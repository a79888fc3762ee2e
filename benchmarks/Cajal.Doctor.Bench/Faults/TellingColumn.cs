using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D8: one column is the target with a little noise.</summary>
internal sealed class TellingColumn() : Fault("D8", "the target among the inputs")
{
    // A column of a table or a pixel of a picture; in a sequence a step may rightly hold the answer, and the Doctor only notes it.
    public override bool Suits(Patient healthy) => healthy.X.Count / healthy.X.Shape[0] >= 5 && healthy.X.Rank != 3;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        float[] y = Rows.Targets(healthy.Y), v = Rows.Targets(healthy.ValidationY);
        float noise = 0.1f / (float)strength, unit = healthy.IsClassifier ? Math.Max(1, (healthy.Classes - 1) / 2f) : 1;
        return healthy with
        {
            X = Rows.Map(healthy.X, (row, column, x) => column == 4 ? y[row] / unit + noise / unit * (float)rng.NextNormal() : x),
            ValidationX = Rows.Map(healthy.ValidationX, (row, column, x) => column == 4 ? v[row] / unit + noise / unit * (float)rng.NextNormal() : x),
        };
    }

    /// <summary>A column that helps, among others that do.</summary>
    public override Patient Twin(Patient healthy)
    {
        var rng = new Rng(healthy.Seed).Fork("twin");
        float[] y = Rows.Targets(healthy.Y), v = Rows.Targets(healthy.ValidationY);
        return !healthy.IsClassifier ? healthy : healthy with
        {
            X = Rows.Map(healthy.X, (row, column, x) => column == 4 ? y[row] / healthy.Classes + (float)rng.NextNormal() : x),
            ValidationX = Rows.Map(healthy.ValidationX, (row, column, x) => column == 4 ? v[row] / healthy.Classes + (float)rng.NextNormal() : x),
        };
    }
}
