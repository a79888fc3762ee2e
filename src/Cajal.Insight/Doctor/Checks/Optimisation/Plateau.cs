namespace Cajal.Insight;

/// <summary>T12: a loss that has levelled off above what can be reached from here.</summary>
internal sealed class Plateau() : Check("T12", "plateau above a reachable level", Stage.Optimisation, "computation-and-activations.md#19-diagnostics-tell-a-story")
{
    private const int MostSteps = 300;
    private static readonly double[] Factors = [0.1, 10, 100];

    public override Finding? Examine(Examination e)
    {
        if (Of(e) is not var (fall, now, factor, after, same)) return CutShort(e) is var (epoch, then) ? OfSchedule(e, epoch, then) : null;
        double rate = Movement.Rate(e), last = e.Epochs[^1].LearningRate;
        bool decayed = last < rate / 5 && factor >= 1;
        // Where more steps at the rate it was trained with suffice, the run was ended early and nothing is wrong with it.
        var severity = factor == 1 && !decayed ? Severity.Note : Severity.Warning;
        return Found(severity, FormattableString.Invariant($"The loss has levelled off at {now:G3}, but {MostSteps} steps at a learning rate of {rate * factor:G2} bring it to {after:G3}."),
            new Measurement("fall of the training loss over the last third of the epochs", fall) { Threshold = e.Thresholds["T12.fall"], Window = $"{e.Epochs.Count} epochs" },
            new Measurement("loss after a change of the rate over that without", after / Math.Min(now, same)) { Threshold = e.Thresholds["T12.better"], Window = $"{MostSteps} steps" }) with
        {
            Causes =
            [
                new(decayed ? "a schedule that lets the rate fall too early" : factor < 1 ? "a rate that is too high to settle" : "a rate that is too low to leave flat ground", 0.9)
                {
                    For = [FormattableString.Invariant($"from the same weights the loss falls to {after:G3} when only the rate is changed, and stays at {same:G3} when not")],
                },
                new("noise in the data that nothing can learn", 0.1) { Against = ["the loss does fall further"] },
            ],
            Prescriptions = decayed ? [new("Let the rate fall later, or by less", ("schedule", "cosine"))]
                : factor < 1 ? [new("Let the rate fall towards the end", ("schedule", "cosine"))]
                : [Movement.WithRate(FormattableString.Invariant($"Raise the learning rate to {rate * factor:G2}"), rate * factor)],
        };
    }

    /// <summary>The epoch from which on the rate was below a hundredth of its highest, in the first half of a run that had learned little by then and learned nothing since, and
    /// the loss of that epoch; null for none. No trial is needed to see it, and none might show it where learning begins late.</summary>
    public static (int Epoch, double Loss)? CutShort(Examination e)
    {
        if (!e.IsTrained || e.IsRunning || e.Epochs.Count < 4 || e.Task.PriorLoss is not { } prior || e.Nearest is not { } near || near.Network < near.Error + 2 * near.Difference) return null;
        double highest = Movement.HighestRate(e);
        int cut = e.Epochs.FindLastIndex(r => r.LearningRate > 0.01 * highest) + 1;
        if (cut > e.Epochs.Count / 2) return null;
        double then = e.Epochs[cut].DataLoss, now = e.Epochs[^1].DataLoss;
        return now > e.Thresholds["T7.loss"].Value * prior && now > 0.9 * then ? (cut + 1, then) : null;
    }

    private Finding OfSchedule(Examination e, int epoch, double then) => Found(Severity.Warning,
        FormattableString.Invariant($"From epoch {epoch} of {e.Epochs.Count} on the learning rate was below a hundredth of its highest, while the loss still stood at {then:G3}; it has not moved since ({e.Epochs[^1].DataLoss:G3})."),
        new Measurement("share of the epochs at less than a hundredth of the highest rate", 1 - (epoch - 1.0) / e.Epochs.Count) { Window = $"{e.Epochs.Count} epochs" },
        new Measurement("training loss over that of the best constant answer", e.Epochs[^1].DataLoss / e.Task.PriorLoss!.Value) { Threshold = e.Thresholds["T7.loss"] }) with
    {
        Causes = [new("a schedule that lets the rate fall too early", 0.9) { For = ["the nearest training rows show that better can be reached"] }],
        Prescriptions = [new("Let the rate fall later, or by less", ("schedule", "cosine"))],
    };

    /// <summary>The plateau of a run: how far it still fell, its loss, the rate's factor that leads out of it, to which loss, and the loss without; null for none.</summary>
    public static (double Fall, double Now, double Factor, double After, double Same)? Of(Examination e)
    {
        if (!e.IsTrained || !e.Trials.IsPossible || e.Task.PriorLoss is not { } prior) return null;
        if (Movement.LateFall(e) is not { } fall || fall > e.Thresholds["T12.fall"].Value || Movement.Lately(e) < e.Thresholds["T12.loss"].Value * prior) return null;
        if (e.Nearest is { } near && near.Network < near.Error + 2 * near.Difference) return null;
        double rate = Movement.Rate(e), last = e.Epochs[^1].LearningRate;
        double now = e.Trials.LossAfter(e.Trials.Now, last, 0), same = e.Trials.LossAfter(e.Trials.Now, last, MostSteps);
        if (double.IsNaN(same)) same = now;
        foreach (double factor in (double[])[1.0, .. Factors])
        {
            double after = e.Trials.LossAfter(e.Trials.Now, rate * factor, MostSteps);
            if (after < e.Thresholds["T12.better"].Value * (factor == 1 && last >= rate / 5 ? now : Math.Min(now, same)) && now - after > 0.03 * prior) return (fall, now, factor, after, same);
        }
        return null;
    }
}
