using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>S7: nine units of ten dropped, as when the share that is kept was meant.</summary>
internal sealed class HeavyDropout() : Fault("S7", "drop rate of 0.9")
{
    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Dropout);

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Dropout = strength == 1 ? 0.9 : 0.8 };

    /// <summary>Half of a wide layer.</summary>
    public override Patient Twin(Patient healthy) => healthy with { Dropout = 0.5, Width = 64 };
}
