using Cajal.Data;

namespace Cajal.Insight;

/// <summary>G2: both losses high and together, where neighbours show that better can be reached.</summary>
internal sealed class Underfitting() : Check("G2", "underfitting", Stage.Generalisation, "computation-and-activations.md#16-capacity-changes-the-fit")
{
    public override Finding? Examine(Examination e)
    {
        if (!e.IsTrained || e.Task.PriorLoss is not { } prior || e.Epochs.Count < 10 || e.Looks.Any(l => !float.IsFinite(l.Loss))) return null;
        double train = e.Answers.Loss, error = e.Answers.LossError;
        // Of numbers a smaller loss may do as well: there the errors themselves say whether something is left to learn.
        bool isNumbers = e.Task.Kind == TaskKind.Numbers, isHigh = train > e.Thresholds["G2.loss"].Value * prior;
        if (!(isHigh || isNumbers && train > e.Thresholds["G2.loss"].Value / 3 * prior) || Movement.LateFall(e) is not { } fall || fall > e.Thresholds["G2.fall"].Value) return null;
        // Worse than an answer that looks at nothing is no lack of capacity; and where rows weigh unequally, more wrong answers may be what is wanted.
        if (train > 1.1 * prior || e.Task.IsWeighed) return null;
        if (e.ValidationAnswers is { } validation && validation.Loss - train > Math.Max(e.Thresholds["G2.gap"].Value * train, 2 * Math.Sqrt(error * error + validation.LossError * validation.LossError))) return null;
        // Where validation is the easier part, that is what there is to say.
        if (e.ValidationAnswers is { } easier && train - easier.Loss > 3 * Math.Sqrt(error * error + easier.LossError * easier.LossError)) return null;
        // Noise that nobody can foretell is no lack of fit.
        if (e.Nearest is not { } near) return null;
        double lack = near.Network - near.Error, least = isNumbers ? 0.1 * near.Chance : 0.03;
        bool isBehind = isHigh && lack >= 3 * near.Difference && lack >= least, isLeft = isNumbers && near.Left > e.Thresholds["G2.left"].Value && near.Left > 3 * near.LeftError;
        if (!isBehind && !isLeft) return null;
        // What another rate leads out of is a matter of the rate, and so is what a schedule cut short.
        if (Plateau.Of(e) is not null || Plateau.CutShort(e) is not null || e.Trials.IsPossible && Leads(e, 10) | Leads(e, 100)) return null;
        bool isRestrained = e.Trainer.Penalties.Count > 0 || e.Trainer.Optimizer.WeightDecay > 0;
        string quantity = isNumbers ? "mean squared error" : "share of wrong answers";
        string reachable = isBehind ? FormattableString.Invariant($"the nearest training rows answer better (a {quantity} of {near.Error:G2} against {near.Network:G2})")
            : FormattableString.Invariant($"{near.Left:P0} of the squared error is foretold by the errors at the nearest training rows: it is no noise");
        return Found(Severity.Warning, FormattableString.Invariant($"Training and validation loss have levelled off together at {train / prior:P0} of what no learning would reach, while {reachable}."),
            new Measurement("training loss over that of the best constant answer", train / prior) { Low = (train - 1.96 * error) / prior, High = (train + 1.96 * error) / prior, Threshold = e.Thresholds["G2.loss"], Window = $"{e.Answers.Losses.Length} rows" },
            isBehind ? new Measurement($"{quantity}, network minus neighbours", lack) { Low = lack - 1.96 * near.Difference, High = lack + 1.96 * near.Difference, Window = $"{near.Rows} rows" }
                : new Measurement("share of the squared error that the errors of neighbours foretell", near.Left) { Low = near.Left - 1.96 * near.LeftError, High = near.Left + 1.96 * near.LeftError, Threshold = e.Thresholds["G2.left"], Window = $"{near.Rows} rows" },
            new Measurement("fall of the training loss over the last third of the epochs", fall) { Threshold = e.Thresholds["G2.fall"] }) with
        {
            Causes =
            [
                new("too few units for this task", isRestrained ? 0.5 : 0.8) { For = [FormattableString.Invariant($"{e.Trainer.Model.Parameters.Sum(p => (long)p.Count)} weights in all")] },
                new("too much restraint", isRestrained ? 0.6 : 0.1) { For = isRestrained ? ["there is a penalty on the weights"] : [] },
                new("features that hide what neighbours see", 0.2),
            ],
            Prescriptions = [new("Make the network wider and deeper", ("layers", "64,64")), .. isRestrained ? [new Prescription("Loosen the restraint", ("l2", "none"), ("l1", "none"))] : Array.Empty<Prescription>()],
        };
    }

    // Whether more of the same at another rate gets much further.
    private static bool Leads(Examination e, double factor)
    {
        double rate = Movement.Rate(e);
        return e.Trials.LossAfter(e.Trials.Now, rate * factor, 300) < 0.8 * e.Trials.LossAfter(e.Trials.Now, rate, 0);
    }
}
