namespace Cajal.Insight;

/// <summary>T6: steps so large that the loss saws, or settles where smaller steps would not.</summary>
internal sealed class RateTooHigh() : Check("T6", "learning rate too high", Stage.Optimisation, "artificial-neural-networks.md#29-learning-rate-and-its-schedule")
{
    private const int MostSteps = 200;

    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        if (e.Task.Kind is null || e.Task.PriorLoss is not { } prior || !e.IsTrained) return null;
        double ratio = Movement.Ratio(e, 0, 100) ?? 0, bound = e.Thresholds["T6.ratio"].Value;
        double swings = SwingsOf(e, prior);
        bool isLarge = ratio > bound, saws = swings > e.Thresholds["T6.swings"].Value;
        if (!isLarge && !saws) return null;
        double rate = Movement.Rate(e);
        string tried = "";
        if (e.IsRunning)
        {
            // Before anything can be tried, only a loss that has not moved under large steps tells.
            if (!isLarge || e.Looks[^1].Step < 128 || e.Epochs.Count < 3 || e.Epochs.TakeLast(2).Any(r => r.DataLoss < 0.9 * prior)) return null;
        }
        else if (Better(e, rate, prior) is { } better) tried = better;
        else return null;
        return Found(Severity.Warning, isLarge ? FormattableString.Invariant($"In the first 100 steps each update changed the weights by {ratio:P0} of their size; a thousandth is usual.")
                : FormattableString.Invariant($"The training loss jumps up again after {swings:P0} of the epochs."),
            new Measurement("median update ratio ‖Δw‖/‖w‖ of the first 100 steps", ratio) { Threshold = e.Thresholds["T6.ratio"], Window = "steps 0 to 99" },
            new Measurement("share of epochs after which the training loss rose", swings) { Threshold = e.Thresholds["T6.swings"], Window = $"{e.Epochs.Count} epochs" }) with
        {
            Causes =
            [
                new("a learning rate that is too high", 0.9) { For = tried.Length > 0 ? [tried] : [] },
                new("a batch that is too small for this rate", e.Train.BatchSize < 8 && !isLarge ? 0.5 : 0.2) { Against = isLarge ? ["updates are large from the first step on"] : [] },
            ],
            Prescriptions =
            [
                Movement.WithRate(FormattableString.Invariant($"Divide the learning rate by 10, to {rate / 10:G2}"), rate / 10),
                new("Let the rate fall towards the end", ("schedule", "cosine")),
            ],
            NotExcluded = tried.Length > 0 ? [] : ["A lower rate was not tried yet, as training goes on."],
        };
    }

    // Share of the later epochs whose training loss rose by a tenth and by more than a fiftieth of the prior.
    private static double SwingsOf(Examination e, double prior)
    {
        double[] losses = [.. e.Epochs.Select(r => r.DataLoss)];
        if (losses.Length < 10) return 0;
        int rises = 0;
        for (int i = 2; i < losses.Length; i++) rises += losses[i] > 1.1 * losses[i - 1] + 0.02 * prior ? 1 : 0;
        return rises < 3 ? 0 : (double)rises / (losses.Length - 2);
    }

    // A tenth of the rate gets further: from the first weights in a few steps than all of training, or from the present ones.
    private static string? Better(Examination e, double rate, double prior)
    {
        if (!e.Trials.IsPossible) return null;
        int steps = (int)Math.Min(MostSteps, Math.Max(e.Trainer.StepsDone, e.Epochs.LastOrDefault()?.Step ?? 0));
        double now = Loss(e.Trials.LossAfter(e.Trials.Now, rate, 0)), afresh = Loss(e.Trials.LossAfter(e.First, rate / 10, steps));
        double same = Loss(e.Trials.LossAfter(e.First, rate, steps)), calm = Loss(e.Trials.LossAfter(e.Trials.Now, rate / 10, steps)), on = Loss(e.Trials.LossAfter(e.Trials.Now, rate, steps));
        double share = e.Thresholds["T6.better"].Value, least = 0.02 * prior;
        if (afresh < share * Math.Min(now, same) && afresh < now - least)
            return FormattableString.Invariant($"{steps} steps with a tenth of the rate from the same first weights end at a loss of {afresh:G3}; all of training ended at {now:G3}");
        if (calm < share * Math.Min(now, on) && calm < now - least)
            return FormattableString.Invariant($"{steps} more steps with a tenth of the rate bring the loss from {now:G3} to {calm:G3}; with the same rate {on:G3}");
        return null;
    }

    private static double Loss(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}
