using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D5: all inputs far from 0.</summary>
internal sealed class ShiftedInputs() : Fault("D5", "all inputs 100 times as large and shifted")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with
    {
        X = Rows.Map(healthy.X, (_, _, x) => (x * 100 + 200) * (float)strength),
        ValidationX = Rows.Map(healthy.ValidationX, (_, _, x) => (x * 100 + 200) * (float)strength),
    };

    /// <summary>Standardised columns with a few values at 4 and beyond.</summary>
    public override Patient Twin(Patient healthy) => healthy with { X = Rows.Map(healthy.X, (row, _, x) => row % 50 == 7 ? x * 2.5f : x) };
}
