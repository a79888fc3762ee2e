using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D1: a tenth of the validation rows was trained on.</summary>
internal sealed class CopiedRows() : Fault("D1", "a tenth of validation copied from training")
{
    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        int all = healthy.ValidationX.Shape[0], count = (int)(0.1 * strength * all);
        int[] from = Rows.Draw(rng, healthy.X.Shape[0], count), kept = Rows.Draw(rng, all, all - count);
        return healthy with
        {
            ValidationX = Rows.Join(Rows.Take(healthy.ValidationX, kept), Rows.Take(healthy.X, from)),
            ValidationY = Rows.Join(Rows.Take(healthy.ValidationY, kept), Rows.Take(healthy.Y, from)),
        };
    }

    /// <summary>Points in a plane on a coarse grid, as a truth table or whole numbers give: rows repeat by chance.</summary>
    public override Patient Twin(Patient healthy) => healthy.X.Rank != 2 || healthy.X.Shape[1] > 5 ? healthy : healthy with
    {
        X = Rows.Map(healthy.X, (_, _, x) => MathF.Round(x * 4) / 4),
        ValidationX = Rows.Map(healthy.ValidationX, (_, _, x) => MathF.Round(x * 4) / 4),
    };
}
