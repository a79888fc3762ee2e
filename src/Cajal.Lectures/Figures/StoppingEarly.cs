using Cajal.Insight;

namespace Cajal.Lectures;

/// <summary>Early stopping: when the validation loss begins to rise. Documents 001 and 002.</summary>
internal sealed class StoppingEarly() : LectureFigure("early-stopping")
{
    private const int Patience = 20;

    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var full = new MoonsExperiment(0, null, 1000, 0, cancellation);
        var stopped = new MoonsExperiment(0, null, 1000, Patience, cancellation);
        var chart = new Chart("The training loss falls on and on; the validation loss says when to stop", "step", "cross-entropy")
            .Line("training", full.At, full.TrainLoss).Line("validation", full.At, full.ValidationLoss)
            .RuleX(stopped.BestStep, $"best: {stopped.BestStep}").Zone(stopped.Steps, full.Steps, "steps that were saved");
        return new(chart, $"The validation loss is least after {stopped.BestStep} steps, {Say(stopped.ValidationLoss.Min())}. With a patience of {Patience * MoonsExperiment.Every} steps training ends after " +
            $"{stopped.Steps} and takes those weights back: {Percent(stopped.TestAccuracy)} of 2,000 test points are right, against {Percent(full.TestAccuracy)} after {full.Steps} steps, when the validation loss is " +
            $"{Say(full.ValidationLoss[^1])}. The test points took no part in the choice.");
    }
}
