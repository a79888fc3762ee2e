using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>T1: a feature that was divided by 0 in one row.</summary>
internal sealed class DividedByZero() : Fault("T1", "one row with a number that was divided by 0")
{
    // Missing numbers are D5's too.
    public override IReadOnlyList<string> Roots => ["T1", "D5"];

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength)
    {
        float[] x = healthy.X.ToArray<float>();
        x[x.Length / 2] = strength == 1 ? float.NaN : float.PositiveInfinity;
        return healthy with { X = Tensor.From(x, healthy.X.Shape) };
    }
}
