using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Cures;

/// <summary>Prescriptions in words that need no judgement, carried out as a reader would.</summary>
internal static class ByHand
{
    /// <summary>The patient with what the words ask for; null where they ask for a person's judgement.</summary>
    public static Patient? To(Patient patient, string text)
    {
        return Begins("Standardise each column") ? Standardised(patient)
            : Begins("Shuffle the training rows") ? patient with { Shuffles = true }
            : Begins("Drop these rows") || Begins("Fill in or leave out what is missing") ? Complete(patient)
            : Begins("Pass model.Parameters to the optimizer") ? patient with { Moved = null }
            : null;

        bool Begins(string words) => text.StartsWith(words, StringComparison.Ordinal);
    }

    // x ← (x − mean) / spread of each column, both from the training rows; what never changes is only moved
    private static Patient Standardised(Patient patient)
    {
        int width = patient.X.Count / patient.X.Shape[0];
        double[] sum = new double[width], squares = new double[width];
        float[] all = patient.X.ToArray<float>();
        for (int i = 0; i < all.Length; i++) (sum[i % width], squares[i % width]) = (sum[i % width] + all[i], squares[i % width] + (double)all[i] * all[i]);
        double rows = all.Length / (double)width;
        double[] mean = [.. sum.Select(s => s / rows)], spread = [.. squares.Select((q, k) => Math.Sqrt(Math.Max(0, q / rows - mean[k] * mean[k])))];
        return patient with { X = Moved(patient.X), ValidationX = Moved(patient.ValidationX) };

        Tensor Moved(Tensor x) => Rows.Map(x, (_, column, v) => (float)((v - mean[column]) / (spread[column] > 1e-9 ? spread[column] : 1)));
    }

    // Only rows all of whose numbers are finite.
    private static Patient Complete(Patient patient)
    {
        var (x, y) = Finite(patient.X, patient.Y);
        var (vx, vy) = Finite(patient.ValidationX, patient.ValidationY);
        return patient with { X = x, Y = y, ValidationX = vx, ValidationY = vy };

        static (Tensor X, Tensor Y) Finite(Tensor x, Tensor y)
        {
            float[] all = x.ToArray<float>();
            int width = all.Length / x.Shape[0];
            int[] kept = [.. Enumerable.Range(0, x.Shape[0]).Where(r => all.AsSpan(r * width, width).ToArray().All(float.IsFinite))];
            return (Rows.Take(x, kept), Rows.Take(y, kept));
        }
    }
}
