namespace Cajal.Insight;

/// <summary>T2: a loss that rises far above where it began.</summary>
internal sealed class Diverging() : Check("T2", "diverging", Stage.Optimisation, "computation-and-activations.md#17-the-learning-rate-changes-the-journey")
{
    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        if (e.Task.Kind is null || e.Looks.Count == 0 || !(Movement.Start(e) > 0) || !double.IsFinite(Movement.Start(e))) return null;
        double start = Movement.Start(e), bound = e.Thresholds["T2.rise"].Value;
        var windows = e.Looks.Where(l => l.Before is not null).ToArray();
        // Numbers that are lost count as risen.
        double[] lately = [.. windows.TakeLast(2).Select(l => double.IsFinite(l.Before!.Mean) ? l.Before.Mean / start : double.PositiveInfinity)];
        double highest = windows.Select(l => double.IsFinite(l.Before!.Greatest) ? l.Before.Greatest / start : double.PositiveInfinity)
            .Concat(e.Looks.Select(l => float.IsFinite(l.Loss) ? l.Loss / start : double.PositiveInfinity)).DefaultIfEmpty(0).Max();
        double ratio = e.Looks.Select(l => Movement.RatioOf(l) ?? 0).Max();
        bool isAbove = lately.Length == 2 && lately.Min() > bound, isThrown = ratio > e.Thresholds["T2.ratio"].Value && highest > bound;
        if (!isAbove && !isThrown) return null;
        // A start that shot up and came down again to a good end is no divergence.
        if (!isAbove && Movement.Lately(e) < e.Thresholds["T7.loss"].Value * start && float.IsFinite(e.Looks[^1].Loss)) return null;
        // What is lost in the first forward pass was not thrown there.
        if (!float.IsFinite(e.FirstLook.Loss)) return null;
        return Found(Severity.Warning, isAbove ? FormattableString.Invariant($"The loss has risen to {lately.Min():G3} times what it began with, and stays there.")
                : FormattableString.Invariant($"Single steps change the weights by {ratio:G2} times their own size, and the loss shot up to {highest:G3} times what it began with."),
            new Measurement("greatest loss of a step over the first loss", highest) { Threshold = e.Thresholds["T2.rise"], Window = $"{e.Looks[^1].Step} steps" },
            new Measurement("greatest update ratio ‖Δw‖/‖w‖ of the middle layer", ratio) { Threshold = e.Thresholds["T2.ratio"], Window = $"{e.Looks.Count} looks" }) with
        {
            Places = [$"step {e.Looks.MaxBy(l => Movement.RatioOf(l) ?? 0)!.Step}"],
            Causes =
            [
                new("a learning rate that is far too high", ratio > 0.1 ? 0.9 : 0.6) { For = ratio > 0.1 ? [FormattableString.Invariant($"a step moves the middle layer by {ratio:G2} of its size; 0.001 is usual")] : [] },
                new("steps without a bound on a loss with cliffs", 0.3),
            ],
            Prescriptions =
            [
                .. CalmerRate.For(e),
                new("Bound the norm of the gradients", ("clipNorm", "1")),
            ],
            NotExcluded = ["First weights or inputs of a wrong scale, where S4 and D5 were not looked at."],
        };
    }
}
