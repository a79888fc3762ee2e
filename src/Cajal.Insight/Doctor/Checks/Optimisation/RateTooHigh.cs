using Cajal.Training;

namespace Cajal.Insight;

/// <summary>T6: steps so large that the loss saws, or settles where smaller steps would not.</summary>
internal sealed class RateTooHigh() : Check("T6", "learning rate too high", Stage.Optimisation, "artificial-neural-networks.md#29-learning-rate-and-its-schedule")
{
    private const int MostSteps = 200, AllSteps = 1000;

    // What a fault must cost, in parts of the loss without any learning.
    private const double Cost = 0.02;

    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        if (e.Task.Kind is null || e.Task.PriorLoss is not { } prior || !e.IsTrained) return null;
        double ratio = Movement.Ratio(e, 0, 100) ?? 0, bound = e.Thresholds["T6.ratio"].Value;
        double swings = SwingsOf(e, prior);
        // Units that die in the third step stand still from then on: the very first steps count by themselves.
        double first = Movement.Ratio(e, 0, 8) ?? 0;
        bool isLarge = ratio > bound || first > 2 * bound, saws = swings > e.Thresholds["T6.swings"].Value;
        // Units that are silent or sure in a network that has learned its task are as they should be.
        string destroyed = e.IsRunning || Movement.Lately(e) < e.Thresholds["T5.loss"].Value * prior ? "" : DestroyedIn(e);
        // A warm-up begins with small steps: where all steps together have led says how large they became. What grew from next to nothing comes far by right, and the trial tells.
        double way = e.IsRunning ? 0 : Movement.Distance(e) ?? 0;
        bool isThrown = way > e.Thresholds["T6.way"].Value;
        if (!isLarge && !saws && !isThrown && destroyed.Length == 0) return null;
        double rate = Movement.Rate(e);
        string tried = "";
        if (e.IsRunning)
        {
            // Before anything can be tried, only a loss that has not moved under large steps tells.
            if (!isLarge || e.Looks[^1].Step < 128 || e.Epochs.Count < 3 || e.Epochs.TakeLast(2).Any(r => r.DataLoss < 0.9 * prior)) return null;
        }
        else if (Better(e, rate, prior, isLarge || isThrown) is { } better) tried = better;
        else if (isLarge && destroyed.Length > 0) tried = destroyed;
        else if (destroyed.Length > 0 && Spared(e, rate, prior) is { } spared) tried = spared;
        else if (first > 5 * bound && Movement.Lately(e) > 0.9 * prior) tried = "first steps half as large as the weights themselves leave nothing of what was learned before, and nothing was learned";
        else return null;
        return Found(Severity.Warning, isLarge ? FormattableString.Invariant($"In the first steps each update changed the weights by {Math.Max(ratio, first):P0} of their size; a thousandth is usual.")
                : isThrown ? FormattableString.Invariant($"All steps together have led the middle weights {way:G2} times their first size away; twice their size is far.")
                : saws ? FormattableString.Invariant($"The training loss jumps up again after {swings:P0} of the epochs.")
                : $"The steps have ruined hidden units: {destroyed}.",
            new Measurement("median update ratio ‖Δw‖/‖w‖ of the first 100 steps", Math.Max(ratio, first > 2 * bound ? first : 0)) { Threshold = e.Thresholds["T6.ratio"], Window = "steps 0 to 99" },
            new Measurement("share of epochs after which the training loss rose", swings) { Threshold = e.Thresholds["T6.swings"], Window = $"{e.Epochs.Count} epochs" },
            new Measurement("way of the middle weights since the first step, of their first size", way) { Threshold = e.Thresholds["T6.way"] }) with
        {
            Causes =
            [
                new("a learning rate that is too high", 0.9) { For = tried.Length > 0 ? [tried] : [] },
                new("a batch that is too small for this rate", e.Train.BatchSize < 8 && !isLarge ? 0.5 : 0.2) { Against = isLarge ? ["updates are large from the first step on"] : [] },
            ],
            Prescriptions =
            [
                .. CalmerRate.For(e),
                new("Let the rate fall towards the end", ("schedule", "cosine")),
            ],
            NotExcluded = tried.Length > 0 ? [] : ["A lower rate was not tried yet, as training goes on."],
        };
    }

    // Units that were well before the first step and are not any more: no later rate brings them back.
    private static string DestroyedIn(Examination e)
    {
        if (!float.IsFinite(e.LastLook.Loss)) return "";
        // Units that hardly ever spoke before the first step were not silenced by steps.
        bool silent = e.FirstLook.Layers.SkipLast(1).Any(l => l.Activation == "relu" && l.Zeros > e.Thresholds["T4.silent"].Value);
        if (!silent && Dead(e.LastLook) > Math.Max(0.5, Dead(e.FirstLook) + 0.35)) return FormattableString.Invariant($"{Dead(e.LastLook):P0} of a layer's units are always 0 now, {Dead(e.FirstLook):P0} before the first step");
        if (Far(e.LastLook) > Math.Max(0.5, Far(e.FirstLook) + 0.35)) return FormattableString.Invariant($"{Far(e.LastLook):P0} of a layer's units lie at their flat ends now, {Far(e.FirstLook):P0} before the first step");
        double gates = Far(e.LastGates), before = Far(e.FirstGates);
        return gates > Math.Max(0.5, before + 0.35) ? FormattableString.Invariant($"{gates:P0} of a recurrent layer's gates lie at their flat ends now, {before:P0} before the first step") : "";
    }

    private static double Dead(NetworkLook look) => look.Layers.SkipLast(1).Where(l => l.Activation == "relu").Select(l => (double)(l.Quiet ?? 0)).DefaultIfEmpty(0).Max();

    private static double Far(NetworkLook look) => look.Layers.SkipLast(1).Select(l => (double)(l.Far ?? 0)).DefaultIfEmpty(0).Max();

    private static double Far(IReadOnlyList<Gates> gates) => gates.Select(g => g.Far).DefaultIfEmpty(0).Max();

    // As many steps at the same rate ruin units, at a tenth of it they do not, and the loss falls further there: many networks rest half of their units and lose nothing by it.
    private static string? Spared(Examination e, double rate, double prior)
    {
        if (!e.Trials.IsPossible) return null;
        int steps = (int)Math.Min(AllSteps, e.Epochs.LastOrDefault()?.Step ?? e.Trainer.StepsDone);
        if (e.Trials.LookAfter(e.First, rate, steps) is not { } same || e.Trials.LookAfter(e.First, rate / 10, steps) is not { } calm) return null;
        double now = Loss(e.Trials.LossAfter(e.Trials.Now, rate, 0)), on = Loss(e.Trials.LossAfter(e.Trials.Now, rate, MostSteps)), later = Loss(e.Trials.LossAfter(e.Trials.Now, rate / 10, MostSteps));
        if (!(Loss(e.Trials.LossAfter(e.First, rate / 10, steps)) < Loss(e.Trials.LossAfter(e.First, rate, steps)) - Cost * prior || later < Math.Min(now, on) - Cost * prior)) return null;
        double ruined = Math.Max(Dead(same), Far(same)), spared = Math.Max(Dead(calm), Far(calm)), before = Math.Max(Dead(e.FirstLook), Far(e.FirstLook));
        return ruined > 0.5 && spared < Math.Max(0.3, before + 0.1) ? FormattableString.Invariant($"{steps} steps from the same first weights ruin {ruined:P0} of a layer's units, with a tenth of the rate {spared:P0}") : null;
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

    // A lower rate gets further: from the first weights in a few steps than all of training, or from the present ones. A rate that is a hundred times too high leads nowhere at a tenth either.
    // Where steps were surely large, training all of it again is worth its time: some tasks need more than a few steps.
    private static string? Better(Examination e, double rate, double prior, bool isSure)
    {
        if (!e.Trials.IsPossible) return null;
        int done = (int)Math.Min(AllSteps, Math.Max(e.Trainer.StepsDone, e.Epochs.LastOrDefault()?.Step ?? 0)), few = Math.Min(MostSteps, done);
        return Better(e, rate, prior, 10, few) ?? Better(e, rate, prior, 100, few) ?? (isSure && done > few ? Better(e, rate, prior, 10, done) ?? Better(e, rate, prior, 100, done) : null);
    }

    private static string? Better(Examination e, double rate, double prior, double part, int steps)
    {
        double now = Loss(e.Trials.LossAfter(e.Trials.Now, rate, 0)), afresh = Loss(e.Trials.LossAfter(e.First, rate / part, steps));
        double same = Loss(e.Trials.LossAfter(e.First, rate, steps)), calm = Loss(e.Trials.LossAfter(e.Trials.Now, rate / part, steps)), on = Loss(e.Trials.LossAfter(e.Trials.Now, rate, steps));
        double share = e.Thresholds["T6.better"].Value, least = Cost * prior;
        if (afresh < share * Math.Min(now, same) && afresh < now - least)
            return FormattableString.Invariant($"{steps} steps with {Text(part)} of the rate from the same first weights end at a loss of {afresh:G3}; all of training ended at {now:G3}");
        if (calm < share * Math.Min(now, on) && calm < now - least)
            return FormattableString.Invariant($"{steps} more steps with {Text(part)} of the rate bring the loss from {now:G3} to {calm:G3}; with the same rate {on:G3}");
        return null;
    }

    private static string Text(double part) => part == 10 ? "a tenth" : "a hundredth";

    private static double Loss(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}
