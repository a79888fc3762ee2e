using Cajal.DoctorBench.Patients;

namespace Cajal.DoctorBench.Faults;

/// <summary>Labels that are wrong by chance.</summary>
internal static class Noisy
{
    /// <summary>The patient with a share of the labels of both parts drawn anew: a task that cannot be answered surely.</summary>
    public static Patient Labels(Patient patient, double share)
    {
        var rng = new Rng(patient.Seed).Fork("noisy labels");
        return patient with { Y = Some(patient.Y, patient.Classes, share, rng, _ => true), ValidationY = Some(patient.ValidationY, patient.Classes, share, rng, _ => true) };
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
