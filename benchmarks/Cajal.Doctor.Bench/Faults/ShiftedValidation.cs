using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D7: validation shifted by one standard deviation in one column (in pictures and sequences everywhere).</summary>
internal sealed class ShiftedValidation() : Fault("D7", "validation shifted by a standard deviation")
{
    public override Patient Plant(Patient healthy, double strength)
    {
        float[] x = healthy.X.ToArray<float>();
        int width = x.Length / healthy.X.Shape[0];
        double[] first = [.. x.Where((_, i) => healthy.X.Rank > 2 || i % width == 0).Select(v => (double)v)];
        double mean = first.Average(), spread = Math.Sqrt(first.Average(v => (v - mean) * (v - mean)));
        return healthy with { ValidationX = Rows.Map(healthy.ValidationX, (_, column, v) => healthy.X.Rank > 2 || column == 0 ? v + (float)(strength * spread) : v) };
    }

    /// <summary>Fewer validation rows of the same source.</summary>
    public override Patient Twin(Patient healthy) => healthy with
    {
        ValidationX = Rows.Take(healthy.ValidationX, [.. Enumerable.Range(0, 250)]),
        ValidationY = Rows.Take(healthy.ValidationY, [.. Enumerable.Range(0, 250)]),
    };
}
