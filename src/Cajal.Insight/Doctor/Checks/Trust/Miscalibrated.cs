namespace Cajal.Insight;

/// <summary>C1: a classifier that is less (or more) often right than it says. Beyond what chance gives at this number of rows, and one temperature lowers the loss surely.</summary>
internal sealed class Miscalibrated() : Check("C1", "confidence that truth does not match", Stage.Trust, "computation-and-activations.md#24-what-a-falling-loss-does-not-prove")
{
    public override Finding? Examine(Examination e)
    {
        if (!e.IsTrained || e.Confidence is not { } sure) return null;
        var (margin, errors) = (e.Thresholds["C1.margin"], e.Thresholds["C1.errors"]);
        double error = sure.Calibration.Error, over = error - sure.Floor.High;
        var (gain, spread) = Statistics.Moments(sure.Gain);
        double se = spread / Math.Sqrt(sure.Gain.Length);
        if (!(over > margin.Value) || !(gain > errors.Value * se) || sure.Temperature.LossAfter >= sure.Temperature.LossBefore) return null;
        bool isTooSure = sure.Temperature.Value > 1;
        return Found(isTooSure ? Severity.Warning : Severity.Note, FormattableString.Invariant($"The network is {(isTooSure ? "surer than it is right" : "less sure than it is right")}: confidence and share of right answers differ by {error:P1} on average, where chance alone seldom gives more than {sure.Floor.High:P1}."),
            new Measurement("calibration error beyond chance", over) { Threshold = margin, Window = $"{sure.Gain.Length} validation rows in 15 bins" },
            new Measurement("fall of the loss by a temperature, row by row", gain) { Low = gain - 1.96 * se, High = gain + 1.96 * se, Window = FormattableString.Invariant($"temperature {sure.Temperature.Value:G3}") }) with
        {
            Places = [.. sure.Calibration.Bins.Where(b => b.Count >= 10).OrderByDescending(b => Math.Abs(b.Said - b.Right)).Take(3)
                .Select(b => FormattableString.Invariant($"{b.Count} answers that say {b.Said:P0} are right in {b.Right:P0}"))],
            Causes = isTooSure ? [new Cause("a network trained on until it is sure of everything", 0.7), new Cause("outputs that are scaled up", 0.4)] : [new Cause("a network that was held back from being sure", 0.7)],
            Prescriptions =
            [
                new Prescription(FormattableString.Invariant($"Divide the logits by the temperature {sure.Temperature.Value:G3}, fitted on validation rows: the classes it names stay the same")),
                .. isTooSure ? [new Prescription("Stop before it is sure of everything", ("earlyStopping", "5")), new Prescription("Restrain the weights", ("l2", "0.001"))] : Array.Empty<Prescription>(),
            ],
            NotExcluded = ["Validation rows of another source than those of later use would need another temperature."],
        };
    }
}
