using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T1: a softmax without the greatest logit subtracted, of logits beyond 88. Its twin has smaller ones.</summary>
internal sealed class OverflowingExponential() : Fault("T1", "exponential that overflows")
{
    public override IReadOnlyList<string> Roots => ["T1", "T2", "S5", "S1"];

    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    public override Patient Plant(Patient healthy, double strength) => Scaled(healthy, 2000 * strength);

    public override Patient Twin(Patient healthy) => Scaled(healthy, 1);

    private static Patient Scaled(Patient healthy, double scale) => Wrapped.In(healthy, (inner, x) => inner.Forward(x) * scale) with
    {
        Loss = (a, t) => (a.Exp().Sum(1).Log() - a.Gather(1, t.Unsqueeze(1).To(DType.Int64)).Squeeze(1)).Mean(),
    };
}
