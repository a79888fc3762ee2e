using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D1: split after augmentation: validation rows are training rows with a little noise.</summary>
internal sealed class NearCopies() : Fault("D1", "a tenth of validation nearly copied")
{
    // In a plane neighbours are as near as that anyway.
    public override bool Suits(Patient healthy) => healthy.X.Count / healthy.X.Shape[0] >= 5;

    public override Patient Plant(Patient healthy, double strength)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        int all = healthy.ValidationX.Shape[0], count = (int)(0.1 * strength * all);
        int[] from = Rows.Draw(rng, healthy.X.Shape[0], count), kept = Rows.Draw(rng, all, all - count);
        return healthy with
        {
            ValidationX = Rows.Join(Rows.Take(healthy.ValidationX, kept), Rows.Map(Rows.Take(healthy.X, from), (_, _, x) => x + 0.02f * (float)rng.NextNormal())),
            ValidationY = Rows.Join(Rows.Take(healthy.ValidationY, kept), Rows.Take(healthy.Y, from)),
        };
    }
}
