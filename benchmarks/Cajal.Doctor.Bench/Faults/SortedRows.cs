using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>D6: rows sorted by their target, and not shuffled.</summary>
internal sealed class SortedRows() : Fault("D6", "sorted and not shuffled")
{
    public override bool IsCurable => true;

    public override Patient Plant(Patient healthy, double strength) => Sorted(healthy, strength) with { Shuffles = false };

    /// <summary>Sorted as well, and shuffled anew in each epoch.</summary>
    public override Patient Twin(Patient healthy) => Sorted(healthy, 1);

    private static Patient Sorted(Patient healthy, double strength)
    {
        float[] y = Rows.Targets(healthy.Y);
        // At half strength every other row stays where it was.
        int[] moved = [.. Enumerable.Range(0, y.Length).Where(i => strength == 1 || i % 2 == 0)], sorted = [.. moved.OrderBy(i => y[i])];
        int[] order = [.. Enumerable.Range(0, y.Length)];
        for (int k = 0; k < moved.Length; k++) order[moved[k]] = sorted[k];
        return healthy with { X = Rows.Take(healthy.X, order), Y = Rows.Take(healthy.Y, order) };
    }
}
