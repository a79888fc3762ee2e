using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>Inputs and labels that are disturbed by chance.</summary>
internal static class Noisy
{
    /// <summary>The patient with noise on all inputs: classes overlap, and the best answer is often unsure.</summary>
    /// <param name="patient">Without noise.</param>
    /// <param name="spread">Standard deviation, in that of the inputs.</param>
    public static Patient Inputs(Patient patient, double spread)
    {
        var rng = new Rng(patient.Seed).Fork("noisy inputs");
        double deviation = patient.X.StandardDeviation().Item();
        return patient with { X = Noised(patient.X), ValidationX = Noised(patient.ValidationX) };

        Tensor Noised(Tensor x)
        {
            float[] values = x.ToArray<float>();
            for (int i = 0; i < values.Length; i++) values[i] += (float)(spread * deviation * rng.NextNormal());
            return Tensor.From(values, x.Shape);
        }
    }

    /// <summary>Labels of which a share of some rows is drawn anew.</summary>
    public static Tensor Some(Tensor labels, int classes, double share, Rng rng, Func<int, bool> which)
    {
        int[] y = labels.To(DType.Int32).ToArray<int>();
        for (int i = 0; i < y.Length; i++)
            if (rng.NextDouble() < share && which(i)) y[i] = rng.NextInt(classes);
        return Tensor.From(y, [y.Length]);
    }
}
