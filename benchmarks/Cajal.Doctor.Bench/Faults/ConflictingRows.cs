using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D2: a twentieth of the rows stands there twice, with another target.</summary>
internal sealed class ConflictingRows() : Fault("D2", "a twentieth of the rows again with another target")
{
    public override Patient Plant(Patient healthy, double strength) => Doubled(healthy, strength, isTurned: true);

    /// <summary>The same rows again, with their own target.</summary>
    public override Patient Twin(Patient healthy) => Doubled(healthy, 1, isTurned: false);

    private static Patient Doubled(Patient healthy, double strength, bool isTurned)
    {
        var rng = new Rng(healthy.Seed).Fork("fault");
        int all = healthy.X.Shape[0];
        int[] rows = Rows.Draw(rng, all, (int)(0.05 * strength * all));
        var again = Rows.Take(healthy.Y, rows);
        return healthy with
        {
            X = Rows.Join(healthy.X, Rows.Take(healthy.X, rows)),
            Y = Rows.Join(healthy.Y, isTurned ? Rows.Turned(again, [.. Enumerable.Range(0, rows.Length)], healthy.Classes, rng) : again),
        };
    }
}
