namespace Cajal.Insight;

/// <summary>T7: steps so small that the loss crawls, far from where it could be.</summary>
internal sealed class RateTooLow() : Check("T7", "learning rate too low", Stage.Optimisation, "computation-and-activations.md#17-the-learning-rate-changes-the-journey")
{
    private const int MostSteps = 200;
    private const double Usual = 1e-3;

    public override bool IsLive => true;

    public override Finding? Examine(Examination e) => OfRate(e) ?? OfTime(e);

    private Finding? OfRate(Examination e)
    {
        if (e.Task.Kind is null || e.Task.PriorLoss is not { } prior || !e.IsTrained || e.Looks.Count < 5 || e.Looks.Any(l => !float.IsFinite(l.Loss))) return null;
        double ratio = Movement.Ratio(e, 1, long.MaxValue) ?? 1, loss = Movement.Lately(e), bound = e.Thresholds["T7.ratio"].Value;
        // Up to a few times the bound a long run that still creeps on is asked as well, and more is asked of the trial.
        bool isNear = ratio >= bound || e.Looks.TakeLast(2).Any(l => Movement.RatioOf(l) >= bound);
        if (loss <= e.Thresholds["T7.loss"].Value * prior) return null;
        // Rules that divide by the gradient's size begin with large steps at any rate: where all steps together have led says more.
        double? way = e.IsRunning || e.Epochs.Count < 8 || e.Epochs[^1].Step < 200 ? null : Movement.Distance(e);
        // A run that ended early has not gone far either; its steps were larger.
        bool isClose = way < e.Thresholds["T7.way"].Value && way / e.Epochs[^1].Step < 2 * bound;
        if (!isClose && (ratio >= 8 * bound || isNear && (way is null || !(Movement.LateFall(e) > 0)))) return null;
        double rate = Movement.Rate(e), factor = Math.Clamp(Usual / Math.Max(ratio, 1e-12), 10, 1e4);
        string tried = "";
        if (e.IsRunning)
        {
            // A warm-up begins small too, and what has no gradient is no matter of the rate.
            if (e.Trainer.Schedule is not null || e.Looks[^1].Step < 256 || e.Epochs.Count < 5 || NoGradient(e)) return null;
        }
        else
        {
            if (!e.Trials.IsPossible || NoGradient(e)) return null;
            // Weights that have hardly left their place get as many steps as they had, since recurrent layers learn late, and a rate that leads them once their own size.
            int steps = isClose ? (int)Math.Clamp(e.Epochs[^1].Step, MostSteps, 3 * MostSteps) : MostSteps;
            if (isClose) factor = Math.Clamp(e.Epochs[^1].Step / (way!.Value + 1e-12) / steps, 10, 1e4);
            double same = e.Trials.LossAfter(e.Trials.Now, rate, steps), share = isNear ? 0.7 : e.Thresholds["T7.better"].Value, faster = double.NaN;
            foreach (double more in (double[])[factor, Math.Max(10, factor / 10), .. isClose ? [Math.Min(1e4, 10 * factor)] : Array.Empty<double>()])
            {
                faster = e.Trials.LossAfter(e.Trials.Now, rate * (factor = more), steps);
                if (faster < share * same) break;
            }
            if (!(faster < share * same)) return null;
            tried = FormattableString.Invariant($"{steps} more steps at {factor:G2} times the rate bring the loss to {faster:G3}; at the same rate to {same:G3}");
        }
        double better = rate * factor;
        // A schedule that was higher than what is asked for: not its height is at fault.
        bool isCut = Falls(e) && Movement.HighestRate(e) >= better / 10;
        return Found(Severity.Warning, FormattableString.Invariant($"{(isClose ? FormattableString.Invariant($"All steps together have moved the weights by {way:G2} of their size") : FormattableString.Invariant($"Each step changes the weights by {ratio:G2} of their size"))}, and the loss still stands at {loss / prior:P0} of what no learning at all would reach."),
            [new Measurement("median update ratio ‖Δw‖/‖w‖ of the middle layer", ratio) { Threshold = e.Thresholds["T7.ratio"], Window = $"{e.Looks.Count} looks" },
            new Measurement("training loss over that of the best constant answer", loss / prior) { Threshold = e.Thresholds["T7.loss"] },
            .. way is { } far ? [new Measurement("way of the middle weights since the first step, of their first size", far) { Threshold = e.Thresholds["T7.way"], Window = $"{e.Epochs[^1].Step} steps" }] : Array.Empty<Measurement>()]) with
        {
            Causes =
            [
                .. new Cause[]
                {
                    new("a learning rate that is too low", isCut ? 0.3 : 0.9) { For = tried.Length > 0 ? [tried] : [], Against = isCut ? [FormattableString.Invariant($"it began at {Movement.HighestRate(e):G2}")] : [] },
                    new("a schedule that lets the rate fall too early", isCut ? 0.9 : e.Trainer.Schedule is null ? 0.1 : 0.5) { For = isCut && tried.Length > 0 ? [tried] : [], Against = e.Trainer.Schedule is null ? ["there is no schedule"] : [] },
                }.OrderByDescending(c => c.Weight),
            ],
            Prescriptions = Prescribed(e, factor, better),
            NotExcluded = tried.Length > 0 ? [] : ["A higher rate was not tried yet, as training goes on."],
        };
    }

    // A training that ended while it was learning: twice as many again at the same rate lead much further, and what they learn holds.
    private Finding? OfTime(Examination e)
    {
        if (e.IsRunning || !e.IsTrained || e.Task.PriorLoss is not { } prior || !e.Trials.IsPossible || e.Looks.Any(l => !float.IsFinite(l.Loss)) || Falls(e)) return null;
        // The mean over the last epoch is old news where epochs are few.
        double rate = Movement.Rate(e), now = e.Trials.LossAfter(e.Trials.Now, rate, 0);
        if (!(now > e.Thresholds["T7.loss"].Value * prior)) return null;
        long done = Math.Max(e.Trainer.StepsDone, e.Epochs.LastOrDefault()?.Step ?? 0);
        int steps = (int)Math.Clamp(2 * done, MostSteps, 5 * MostSteps);
        double after = e.Trials.LossAfter(e.Trials.Now, rate, steps);
        if (!(after < e.Thresholds["T7.short"].Value * now)) return null;
        if (e.ValidationAnswers is { } held && !CureTrial.IsMoreThanNoise([.. held.Losses.Zip(e.AnswersWith(held.Table, () => e.Trials.Walk(rate, steps)).Losses, (a, b) => a - b)])) return null;
        // Who ended it may have meant to: worth knowing, and no alarm, as where more steps lead off a plateau (T12).
        return Found(Severity.Note, FormattableString.Invariant($"Training ended after {done} steps with the loss at {now / prior:P0} of what no learning at all would reach; {steps} more at the same rate bring it from {now:G3} to {after:G3}."),
            new Measurement("training loss over that of the best constant answer", now / prior) { Threshold = e.Thresholds["T7.loss"] },
            new Measurement("loss after more steps at the same rate over that before them", after / now) { Threshold = e.Thresholds["T7.short"], Window = $"{steps} steps" }) with
        {
            Causes = [new("a training that is too short", 0.9) { For = ["nothing is changed in the trial but its length"] }, new("a learning rate that is too low", 0.5)],
            Prescriptions = [new("Train three times as long", ("epochs", FormattableString.Invariant($"{3 * Math.Max(1, e.Epochs.Count)}"))), Movement.WithRate(FormattableString.Invariant($"Raise the learning rate 3 times, to {3 * rate:G2}"), 3 * rate)],
        };
    }

    // The trial kept its rate to the end; a schedule that lets it fall early would undo what is prescribed.
    private static IReadOnlyList<Prescription> Prescribed(Examination e, double factor, double better)
    {
        if (!Falls(e)) return [Movement.WithRate(FormattableString.Invariant($"Raise the learning rate {factor:G2} times, to {better:G2}, or try a range of rates"), better)];
        var (_, changes) = Movement.WithRate("", better);
        return [new("Let the rate fall later, or by less", ("schedule", "cosine")),
            new(FormattableString.Invariant($"Keep the learning rate at {better:G2}, {factor:G2} times what the schedule left of it"), [.. changes, ("schedule", "constant")])];
    }

    // Whether the rate fell to a small part of what it was.
    private static bool Falls(Examination e) => e.Trainer.Schedule is not null && e.Epochs.Count > 0 && e.Epochs[^1].LearningRate < Movement.HighestRate(e) / 5;

    private static bool NoGradient(Examination e) => Movement.Weighing(e.Looks[^1]).All(l => l.GradientNorm is null or < 1e-12f);
}
