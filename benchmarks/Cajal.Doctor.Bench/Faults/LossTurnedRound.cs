using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>S6: a loss of the user's own without its minus.</summary>
internal sealed class LossTurnedRound() : Fault("S6", "own cross-entropy without its minus")
{
    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    public override Patient Plant(Patient healthy, double strength) => With(healthy, 1);

    public override Patient Twin(Patient healthy) => With(healthy, -1);

    private static Patient With(Patient healthy, double sign) => healthy with { Loss = (a, t) => (a.LogSoftmax(-1) * t.OneHot(healthy.Classes).To(DType.Float32)).Sum(-1).Mean() * sign };
}
