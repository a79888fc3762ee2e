using Cajal.DoctorBench.Patients;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.DoctorBench.Scores;

/// <summary>What a fault costs, without the Doctor: the validation loss at the end, row by row, with it and without it.</summary>
internal static class Harm
{
    /// <summary>Whether a patient with a fault ends worse than the one without: by more than noise, or at twice the loss. Where a few rows cost nearly all of the loss, the error of the
    /// mean is large too: twice the loss is harm whatever it is. True where the two are not judged by the same rows.</summary>
    /// <param name="ill">With the fault.</param>
    /// <param name="without">Without it.</param>
    public static bool IsDone(Patient ill, Patient without) => IsDone(LossesAfter(ill), ill, without);

    /// <summary>The same where the one with the fault was trained already.</summary>
    /// <param name="before">The loss of each of its validation rows; null where training broke down.</param>
    /// <param name="ill">With the fault.</param>
    /// <param name="without">Without it.</param>
    public static bool IsDone(double[]? before, Patient ill, Patient without)
    {
        if (before is null || without.ValidationY.Shape != ill.ValidationY.Shape || !Faults.Rows.Targets(without.ValidationY).SequenceEqual(Faults.Rows.Targets(ill.ValidationY))) return true;
        return LossesAfter(without) is not { } after || IsBetter(before, after) || !(before.Average() < 2 * after.Average());
    }

    /// <summary>Whether the losses after a change are lower than before it by more than noise.</summary>
    public static bool IsBetter(double[]? before, double[] after)
    {
        if (after.Any(l => !double.IsFinite(l))) return false;
        return before is null || before.Any(l => !double.IsFinite(l)) || CureTrial.IsMoreThanNoise([.. before.Zip(after, (b, a) => b - a)]);
    }

    /// <summary>The loss of each validation row at the end; null when training broke down.</summary>
    public static double[]? LossesAfter(Patient patient, params Callback[] callbacks)
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
