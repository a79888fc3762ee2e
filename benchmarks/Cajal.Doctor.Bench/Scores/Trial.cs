using Cajal.DoctorBench.Patients;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>A patient trained and diagnosed.</summary>
/// <param name="Verdict">What the Doctor says.</param>
/// <param name="Seconds">Time of both.</param>
internal sealed record Trial(Verdict Verdict, double Seconds)
{
    /// <summary>Codes of the findings that are more than notes.</summary>
    public IReadOnlyList<string> Codes => [.. Verdict.All.Where(f => f.Severity > Severity.Note && !f.IsPossible).Select(f => f.Code)];

    /// <summary>Codes of all that is more than a note, possible ones too.</summary>
    public IReadOnlyList<string> AllCodes => [.. Verdict.All.Where(f => f.Severity > Severity.Note).Select(f => f.Code)];

    /// <summary>Whether one of some findings is there, at least so sure.</summary>
    public bool Has(IReadOnlyList<string> codes, Severity least) => Verdict.All.Any(f => f.Severity >= least && codes.Contains(f.Code));

    /// <summary>Code of the first root that is more than a note; empty for none.</summary>
    public string Root => Verdict.Findings.FirstOrDefault(f => f.Severity > Severity.Note)?.Code ?? "";

    /// <summary>Number of findings that claim to be certain.</summary>
    public int Errors => Verdict.All.Count(f => f.Severity == Severity.Error);

    /// <summary>Trains a patient, unless the verdict before training is asked for.</summary>
    public static Trial Of(Patient patient, bool isTrained, Thresholds thresholds)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        if (!isTrained) return new Trial(patient.CreateTrainer().Diagnose(patient.Train, patient.Validation, thresholds), clock.Elapsed.TotalSeconds);
        var doctor = new Doctor(thresholds)
        {
            NewData = patient.NewX is { } x ? new TensorBatches(x, Tensor.Zeros([x.Shape[0]], DType.Int32), 250) : null,
        };
        var trainer = patient.CreateTrainer(doctor);
        try
        {
            trainer.Fit(patient.Train, patient.Epochs, patient.Validation);
        }
        catch (RunException)
        {
            // A loss that is no number ends training; the verdict says why.
        }
        patient.ChangedAfter?.Invoke(trainer.Model);
        return new Trial(doctor.Verdict, clock.Elapsed.TotalSeconds);
    }
}
