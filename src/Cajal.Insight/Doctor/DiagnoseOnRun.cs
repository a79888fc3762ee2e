using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>run.Diagnose()</c>: what is wrong with a run, or that nothing was found.</summary>
public static class DiagnoseOnRun
{
    extension(Run run)
    {
        /// <summary>Looks at the data, the network and how it was trained. Reads the data again; the test part stays closed.</summary>
        /// <param name="thresholds">Bounds; null for the standard ones.</param>
        /// <param name="newData">A file or set the network is to answer now, which may have drifted; null for none.</param>
        /// <param name="everyDerivative">Also holds the derivatives of the house's own operations against differences, each on values it met, and says what came of it.</param>
        /// <exception cref="Data.DatasetException">The data are not those of the run any more, or the new ones lack what the network reads.</exception>
        public Verdict Diagnose(Thresholds? thresholds = null, string? newData = null, bool everyDerivative = false) =>
            Diagnosis.Of(RunExamination.WithNewData(RunExamination.Of(run, thresholds), run.Model, newData), everyDerivative);

        /// <summary>Trains again from the same seed with a prescription applied, and says whether it helped. Nothing of the run is changed.</summary>
        /// <param name="prescription">What to change.</param>
        /// <param name="budget">Bounds the time of each training by fewer epochs; both are then trained so many. Null for a minute.</param>
        /// <param name="progress">Is told of both trainings.</param>
        /// <param name="cancellation">Ends the trial.</param>
        /// <exception cref="ArgumentException">The prescription is for a person to carry out.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public CureTrial Try(Prescription prescription, TimeSpan? budget = null, IProgress<TrainingEvent>? progress = null, CancellationToken cancellation = default) =>
            CureTrial.Of(run.Recipe, prescription, budget ?? CureTrial.UsualBudget, progress, cancellation);
    }
}
