using Cajal.DoctorBench.Faults;
using Cajal.DoctorBench.Patients;
using Cajal.DoctorBench.Scores;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.DoctorBench.Cures;

/// <summary>What came of carrying out the prescriptions for a planted fault.</summary>
/// <param name="Case">The fault.</param>
/// <param name="Tried">How many prescriptions could be carried out.</param>
/// <param name="Helped">Which of them was the first that helped; empty for none.</param>
/// <param name="Said">What the verdict began with, and what was tried.</param>
/// <param name="IsHarmless">Whether nothing helped because nothing was lost: the patient without the fault does no better on the same validation rows.</param>
internal sealed record CureScore(Case Case, int Tried, string Helped, string Said, bool IsHarmless)
{
    // As many as the command line tries.
    private const int MostTries = 6;

    /// <summary>Diagnoses the patient and carries out up to six prescriptions, in their order, until one helps by more than two standard errors.</summary>
    public static CureScore Of(Case ill, Thresholds thresholds)
    {
        var patient = ill.Patient;
        var doctor = new Doctor(thresholds);
        double[]? before = LossesAfter(patient, doctor);
        int tried = 0;
        string said = doctor.Verdict.Headline;
        foreach (var prescription in doctor.Verdict.Findings.Where(f => f.Severity > Severity.Note).SelectMany(f => f.Prescriptions).Distinct())
        {
            if (tried == MostTries) break;
            if (Applied.To(patient, prescription) is not { } cured) continue;
            tried++;
            said += $" | {prescription.Text}";
            if (LossesAfter(cured) is { } after && IsBetter(before, after)) return new CureScore(ill, tried, prescription.Text, said, false);
        }
        return new CureScore(ill, tried, "", said, DidNoHarm(ill, before));
    }

    // Where a few rows cost nearly all of the loss, the error of the mean is large too: twice the loss is harm whatever it is.
    private static bool DidNoHarm(Case ill, double[]? before)
    {
        var (healthy, patient) = (ill.Kind(ill.Seed), ill.Patient);
        return before is not null && healthy.ValidationY.Shape == patient.ValidationY.Shape && Rows.Targets(healthy.ValidationY).SequenceEqual(Rows.Targets(patient.ValidationY))
            && LossesAfter(healthy) is { } without && !IsBetter(before, without) && before.Average() < 2 * without.Average();
    }

    private static bool IsBetter(double[]? before, double[] after)
    {
        if (after.Any(l => !double.IsFinite(l))) return false;
        if (before is null || before.Any(l => !double.IsFinite(l))) return true;
        double[] gain = [.. before.Zip(after, (b, a) => b - a)];
        double mean = gain.Average(), error = Math.Sqrt(gain.Sum(g => (g - mean) * (g - mean)) / (gain.Length - 1) / gain.Length);
        return mean > 2 * error && mean > 0;
    }

    // The loss of each validation row at the end; null when training broke down.
    private static double[]? LossesAfter(Patient patient, params Callback[] callbacks)
    {
        var trainer = patient.CreateTrainer(callbacks);
        try
        {
            trainer.Fit(patient.Train, patient.Epochs, patient.Validation);
        }
        catch (RunException)
        {
            return null;
        }
        using var tape = Tape.Start(Mode.Inference);
        var outputs = trainer.Model.Forward(patient.ValidationX);
        return [.. Enumerable.Range(0, outputs.Shape[0]).Select(i => patient.Loss(outputs.Slice(0, i..(i + 1)), patient.ValidationY.Slice(0, i..(i + 1))).Item())];
    }
}
