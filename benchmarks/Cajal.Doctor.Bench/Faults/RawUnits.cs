using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D5: a column in raw units.</summary>
internal sealed class RawUnits() : Fault("D5", "a column times 1000")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        X = Rows.Map(healthy.X, (_, column, x) => column == 1 ? x * 1000 * (float)strength : x),
        ValidationX = Rows.Map(healthy.ValidationX, (_, column, x) => column == 1 ? x * 1000 * (float)strength : x),
    };

    public override bool Suits(Patient healthy) => healthy.X.Rank == 2;
}
