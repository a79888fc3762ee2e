using Cajal.DoctorBench.Patients;
using Cajal.Networks;

namespace Cajal.DoctorBench.Faults;

/// <summary>T11: one linear layer for opposite corners. Its twin has hidden layers.</summary>
internal sealed class LinearOnCorners() : Fault("T11", "linear network for opposite corners")
{
    public override IReadOnlyList<string> Roots => ["T11", "S2"];

    // Where a quarter is empty, a line does part the corners.
    private const double LeastQuarter = 0.1;

    public override bool Suits(Patient healthy) => healthy.Reads.HasFlag(Choices.Depth) && healthy.X.Shape[1] < 10 && Columns(healthy.X) is not null;

    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => Cornered(healthy) with { Depth = 0 };

    public override Patient Twin(Patient healthy) => Cornered(healthy);

    /// <summary>The patient with a task that no line solves: 1 in two opposite quarters of two columns about their means. These are the first two of which each quarter holds a
    /// tenth of the rows: of two columns that exclude each other one is empty, and a line suffices.</summary>
    public static Patient Cornered(Patient healthy)
    {
        float[] mean = healthy.X.Mean(0).ToArray<float>();
        var (a, b) = Columns(healthy.X) ?? (0, 1);
        return healthy with { Y = Corners(healthy.X), ValidationY = Corners(healthy.ValidationX), Classes = 2, Loss = (y, t) => y.CrossEntropy(t) };

        Tensor Corners(Tensor x)
        {
            int n = x.Shape[0], d = x.Shape[1];
            float[] values = x.ToArray<float>();
            return Tensor.From(Enumerable.Range(0, n).Select(i => values[i * d + a] > mean[a] == values[i * d + b] > mean[b] ? 1 : 0).ToArray(), [n]);
        }
    }

    private static (int A, int B)? Columns(Tensor x)
    {
        int n = x.Shape[0], d = x.Shape[1];
        float[] values = x.ToArray<float>(), mean = x.Mean(0).ToArray<float>();
        for (int a = 0; a < d; a++)
            for (int b = a + 1; b < d; b++)
                if (Enumerable.Range(0, 4).All(quarter => Enumerable.Range(0, n).Count(i => (values[i * d + a] > mean[a] ? 1 : 0) + (values[i * d + b] > mean[b] ? 2 : 0) == quarter) >= LeastQuarter * n)) return (a, b);
        return null;
    }
}
