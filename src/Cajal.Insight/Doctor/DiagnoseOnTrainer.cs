using Cajal.Training;

namespace Cajal.Insight;

/// <summary><c>trainer.Diagnose(train, validation)</c>: the Doctor before training.</summary>
public static class DiagnoseOnTrainer
{
    extension(Trainer trainer)
    {
        /// <summary>Looks at data, network and loss without training; to judge a training, put a <see cref="Doctor"/> among its callbacks.</summary>
        /// <param name="train">Examples that would be trained on.</param>
        /// <param name="validation">Examples that would be judged by; null for none.</param>
        /// <param name="thresholds">Bounds; null for the standard ones.</param>
        /// <param name="everyDerivative">Also holds the derivatives of the house's own operations against differences, each on values it met, and says what came of it.</param>
        public Verdict Diagnose(BatchSource train, BatchSource? validation = null, Thresholds? thresholds = null, bool everyDerivative = false) =>
            Diagnosis.Of(new Examination(trainer, train, validation, thresholds), everyDerivative);
    }
}
