using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Lectures;

/// <summary>Training curves with and without regularisation. Document 002.</summary>
internal sealed class RegularisationCurves() : LectureFigure("training-curves")
{
    public override DrawnFigure Draw(CancellationToken cancellation = default)
    {
        var sheet = new SmallMultiples("With a restraint the two losses stay together; without, they part", 2, 450, 340);
        var said = new List<string>();
        foreach (var (title, dropout, penalty) in new (string, double, Penalty?)[] { ("without regularisation", 0, null), ("L2 and dropout", 0.5, new L2Penalty(0.01)) })
        {
            var run = new MoonsExperiment(dropout, penalty, 2000, 0, cancellation);
            double[] train = run.TrainLoss, validation = run.ValidationLoss;
            sheet.Add(new Chart(title, "step", "cross-entropy").Line("training", run.At, train, colour: 0).Line("validation", run.At, validation, colour: 1));
            said.Add($"{title}: training {Say(train[^1])}, validation {Say(validation[^1])}, a gap of {Say(validation[^1] - train[^1])} (validation at best {Say(validation.Min())} after {run.BestStep} steps)");
        }
        return new(sheet.SameY(), $"The network of the regularisation figure. After 2,000 steps, {string.Join("; ", said)}.");
    }
}
