using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T11: one linear layer for opposite corners. Its twin has hidden layers.</summary>
internal sealed class LinearOnCorners() : Fault("T11", "linear network for opposite corners")
{
    public override IReadOnlyList<string> Roots => ["T11", "S2"];

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth) && healthy.X.Shape[1] < 10;

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => Cornered(healthy) with { Depth = 0 };

    public override Patient Twin(Patient healthy) => Cornered(healthy);

    /// <summary>The patient with a task that no line solves: 1 in two opposite quarters of the first two columns about their means.</summary>
    public static Patient Cornered(Patient healthy)
    {
        float[] mean = healthy.X.Mean(0).ToArray<float>();
        return healthy with { Y = Corners(healthy.X), ValidationY = Corners(healthy.ValidationX), Classes = 2, Loss = (a, t) => a.CrossEntropy(t) };

        Tensor Corners(Tensor x)
        {
            int n = x.Shape[0], d = x.Shape[1];
            float[] values = x.ToArray<float>();
            return Tensor.From(Enumerable.Range(0, n).Select(i => values[i * d] > mean[0] == values[i * d + 1] > mean[1] ? 1 : 0).ToArray(), [n]);
        }
    }
}
