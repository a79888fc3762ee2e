using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T11: a slip in the network that loses the input on its way.</summary>
internal sealed class InputLost() : Fault("T11", "input lost on its way")
{
    public override IReadOnlyList<string> Roots => ["T11", "T9", "S4"];

    public override Patient Plant(Patient healthy, double strength) => Wrapped.In(healthy, (inner, x) => inner.Forward(x * (strength == 1 ? 0 : 1e-6)));
}
