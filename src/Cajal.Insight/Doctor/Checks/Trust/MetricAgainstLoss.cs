using Cajal.Training;

namespace Cajal.Insight;

/// <summary>C4: loss and metric of the validation rows part ways at the end: one surely improves while the other surely gets worse.</summary>
internal sealed class MetricAgainstLoss() : Check("C4", "metric and loss disagree", Stage.Trust, "computation-and-activations.md#15-the-loss-is-the-compass")
{
    public override Finding? Examine(Examination e)
    {
        if (e.Task.Kind is null || e.Epochs.FirstOrDefault()?.Metrics is not [var first, ..] || !Metrics.Names.Contains(first.Name)) return null;
        double[] losses = [.. e.Epochs.Select(r => r.ValidationLoss ?? double.NaN)], figures = [.. e.Epochs.Select(r => r[first.Name] ?? double.NaN)];
        if (MetricTrend.Of(first.Name, losses, figures, Metrics.Create(first.Name).HigherIsBetter) is not { Disagree: true } trend) return null;
        // Beyond the noise of the rows the loss is averaged over.
        double change = Math.Abs(losses[^trend.Epochs..][^1] - losses[^trend.Epochs]), noise = e.ValidationAnswers?.LossError ?? double.NaN;
        if (change < e.Thresholds["C4.errors"].Value * noise) return null;
        var worst = e.ValidationAnswers!;
        int[] rows = [.. Enumerable.Range(0, worst.Losses.Length).OrderByDescending(i => worst.Losses[i]).Take(5)];
        double share = rows.Sum(i => worst.Losses[i]) / worst.Losses.Sum();
        return Found(Severity.Warning, FormattableString.Invariant($"In the last {trend.Epochs} epochs the {first.Name} {(trend.FigureTrend > 0 ? "got better while the loss got worse" : "got worse while the loss got better")}; {share:P0} of the loss comes from {rows.Length} rows."),
            new Measurement("rank correlation of both", trend.Correlation) { Threshold = e.Thresholds["C4.correlation"], Window = $"the last {trend.Epochs} epochs" },
            new Measurement("trend of the loss", trend.LossTrend) { Window = "in standard errors of its slope" },
            new Measurement($"trend of the {first.Name}", trend.FigureTrend) { Window = "in standard errors of its slope" }) with
        {
            Places = [.. rows.Select(i => FormattableString.Invariant($"validation row {worst.Table.Rows[i] + 1}: loss {worst.Losses[i]:G3}"))],
            Causes = [new Cause("a few rows that are answered wrongly and surely", 0.7), new Cause("a loss that is not what is wanted of the network", 0.4)],
            Prescriptions = [new Prescription("Look at the rows named here: their targets may be wrong"), new Prescription("Choose the epoch by the figure you want", ("earlyStopping", "5"), ("stopBy", first.Name))],
        };
    }
}
