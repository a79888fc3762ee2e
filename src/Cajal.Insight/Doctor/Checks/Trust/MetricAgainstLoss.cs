using Cajal.Training;

namespace Cajal.Insight;

/// <summary>C4: loss and metric of the validation rows part ways. In the last third one surely improves while the other surely gets worse; or the loss has risen far above its
/// least, row by row, and the metric has lost nothing by it.</summary>
internal sealed class MetricAgainstLoss() : Check("C4", "metric and loss disagree", Stage.Trust, "computation-and-activations.md#15-the-loss-is-the-compass")
{
    private const double Held = 0.01;

    public override Finding? Examine(Examination e)
    {
        if (e.Task.PriorLoss is not { } prior || e.ValidationAnswers is not { } answers || e.Epochs.FirstOrDefault()?.Metrics is not [var first, ..] || !Metrics.Names.Contains(first.Name)) return null;
        double[] losses = [.. e.Epochs.Select(r => r.ValidationLoss ?? double.NaN)], figures = [.. e.Epochs.Select(r => r[first.Name] ?? double.NaN)];
        bool isHigherBetter = Metrics.Create(first.Name).HigherIsBetter;
        if (losses.Length < 8 || losses.Concat(figures).Any(v => !double.IsFinite(v))) return null;
        var trend = MetricTrend.Of(first.Name, losses, figures, isHigherBetter);
        int at = Array.IndexOf(losses, losses.Min());
        double rise = losses[^3..].Min() - losses[at], gain = (isHigherBetter ? 1 : -1) * (Movement.Middle(figures[^3..]) - figures[at]);
        // What has learned nothing has no metric to speak of.
        if (losses[at] > 0.95 * prior) return null;
        var (errors, share) = (e.Thresholds["C4.errors"], e.Thresholds["C4.rise"]);
        // Row by row where the answers of the best epoch are known; a metric that moves by a point is where it was.
        double spread = e.BestAnswers is { } then ? Statistics.Moments([.. answers.Losses.Zip(then.Losses, (a, b) => a - b)]).Spread / Math.Sqrt(answers.Losses.Length) : answers.LossError;
        bool risen = at < losses.Length - 3 && rise > share.Value * prior && rise > errors.Value * spread && gain >= -Held * Math.Abs(figures[at]);
        // Of a loss that is next to nothing a rise means nothing.
        double moved = trend is null ? 0 : Math.Abs(losses[^1] - losses[^trend.Epochs]);
        bool parted = trend is { Disagree: true } && moved > errors.Value * answers.LossError && moved > share.Value / 3 * prior;
        if (!risen && !parted) return null;
        int[] rows = [.. Enumerable.Range(0, answers.Losses.Length).OrderByDescending(i => answers.Losses[i]).Take(Math.Max(5, answers.Losses.Length / 20))];
        double ofThese = rows.Sum(i => answers.Losses[i]) / answers.Losses.Sum();
        return Found(Severity.Warning, FormattableString.Invariant($"The validation loss rose from {losses[at]:G3} (epoch {e.Epochs[at].Epoch}) to {losses[^1]:G3} while the {first.Name} went from {figures[at]:G3} to {figures[^1]:G3}; {ofThese:P0} of the loss comes from {rows.Length} of {answers.Losses.Length} rows."),
            new Measurement("rise of the validation loss over its least", rise) { Threshold = share with { Value = share.Value * prior }, Window = "the last three epochs", CourseAxis = "epoch", Course = [.. losses.Select((l, i) => new CoursePoint(i + 1, l))] },
            new Measurement($"gain of the {first.Name} since then", gain),
            new Measurement("rank correlation of both", trend?.Correlation ?? double.NaN) { Window = trend is null ? "" : $"the last {trend.Epochs} epochs" }) with
        {
            Places = [.. rows.Take(10).Select(i => FormattableString.Invariant($"validation row {answers.Table.Rows[i] + 1}: loss {answers.Losses[i]:G3}"))],
            Causes = [new Cause("rows that are answered wrongly and surely", 0.7), new Cause("a loss that is not what is wanted of the network", 0.4)],
            Prescriptions =
            [
                new Prescription("Look at the rows named here: their targets may be wrong"),
                new Prescription("Stop before the network is sure of everything", ("earlyStopping", "5")),
                new Prescription("Divide the logits by a temperature fitted on validation rows"),
            ],
            NotExcluded = ["Where only the metric counts, nothing needs to be done."],
        };
    }
}
