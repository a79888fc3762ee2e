using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>G5: forty validation rows where there are hundreds. Its twin has all of them.</summary>
internal sealed class FewValidationRows() : Fault("G5", "forty validation rows")
{
    public override Patient Plant(Patient healthy, double strength)
    {
        int rows = strength == 1 ? 40 : 80;
        return healthy with { ValidationX = healthy.ValidationX.Slice(0, 0..rows).Contiguous(), ValidationY = healthy.ValidationY.Slice(0, 0..rows).Contiguous() };
    }
}
