using Cajal.DoctorBench.Patients;
using Cajal.Insight;

namespace Cajal.DoctorBench.Faults;

/// <summary>E2: hidden layers sixteen times as wide as they need to be. At a quarter of the rate, since steps that suit few units throw many
/// about. The twin has eight units a layer.</summary>
internal sealed class SixteenTimesTheWidth() : Fault("E2", "hidden layers sixteen times as wide")
{
    public override Severity Least => Severity.Note;

    public override bool Suits(Patient healthy) => healthy.X.Rank == 2;

    public override Patient Plant(Patient healthy, double strength) => healthy with { Width = (int)(256 * strength), Rate = healthy.Rate / 4, Epochs = Math.Max(3, healthy.Epochs / 2) };

    public override Patient Twin(Patient healthy) => healthy with { Width = 8 };
}
