using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T1: the logarithm of a softmax taken by hand, on logits so large that a probability is 0. Its twin hides a class by −∞ before the softmax.</summary>
internal sealed class LogarithmOfZero() : Fault("T1", "logarithm of a probability of 0")
{
    // T2 where the first steps throw the logits farther out.
    public override IReadOnlyList<string> Roots => ["T1", "T2", "S5", "S1"];

    public override bool Suits(Patient healthy) => healthy.IsClassifier;

    public override Patient Plant(Patient healthy, double strength) => Wrapped.In(healthy, (inner, x) => inner.Forward(x) * (1000 * strength)) with
    {
        Loss = (a, t) => -(a.Softmax(-1).Log().Gather(1, t.Unsqueeze(1).To(DType.Int64)).Mean()),
    };

    public override Patient Twin(Patient healthy) => Wrapped.In(healthy, (inner, x) =>
    {
        var a = inner.Forward(x);
        return Tensor.Concatenate([a, Tensor.Full([a.Shape[0], 1], float.NegativeInfinity)], 1);
    }) with
    { Classes = healthy.Classes + 1 };
}
