using Cajal.DoctorBench.Scores;
using Cajal.Insight;

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

    /// <summary>Diagnoses the patient and carries out up to six prescriptions, in their order, until one helps by more than noise.</summary>
    public static CureScore Of(Case ill, Thresholds thresholds)
    {
        var patient = ill.Patient;
        var doctor = new Doctor(thresholds);
        double[]? before = Harm.LossesAfter(patient, doctor);
        int tried = 0;
        string said = $"[{string.Join(' ', doctor.Verdict.All.Where(f => f.Severity > Severity.Note).Select(f => f.Code))}] {doctor.Verdict.Headline}";
        foreach (var prescription in doctor.Verdict.Prescriptions.DistinctBy(p => p.Text))
        {
            if (tried == MostTries) break;
            if (Applied.To(patient, prescription) is not { } cured) continue;
            tried++;
            said += $" | {prescription.Text}";
            if (Harm.LossesAfter(cured) is { } after && Harm.IsBetter(before, after)) return new CureScore(ill, tried, prescription.Text, said, false);
        }
        return new CureScore(ill, tried, "", said, !Harm.IsDone(before, patient, ill.Fault!.Cured(ill.Kind(ill.Seed))));
    }
}
