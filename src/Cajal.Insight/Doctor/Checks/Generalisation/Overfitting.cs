using Cajal.Data;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>G1: a validation loss that turned up while the training loss went on falling; or, at the end of it, training rows that are known and validation rows that are not.</summary>
internal sealed class Overfitting() : Check("G1", "overfitting", Stage.Generalisation, "artificial-neural-networks.md#21-the-overfitting-problem")
{
    public override bool IsLive => true;

    public override Finding? Examine(Examination e)
    {
        EpochResult[] epochs = [.. e.Epochs.Where(r => r.ValidationLoss is { } v && double.IsFinite(v))];
        // Epochs may have been judged on rows that are there no more.
        if (e.Task.Kind is null || e.Validation is null || e.Task.PriorLoss is not { } prior || epochs.Length < 8) return null;
        return Risen(e, epochs, prior) ?? (e.IsRunning ? null : Apart(e, epochs, prior));
    }

    // Small sets may be learned by heart without a turn of the validation loss.
    private Finding? Apart(Examination e, EpochResult[] epochs, double prior)
    {
        var (train, judged) = (e.Answers, e.ValidationAnswers!);
        double late = epochs[(2 * epochs.Length / 3)..].Min(r => r.ValidationLoss!.Value), early = epochs[..(2 * epochs.Length / 3)].Min(r => r.ValidationLoss!.Value);
        // It must be over: no gain in the last third, and twice the loss, as the epochs have it too.
        if (train.Losses.Length < 20 || judged.Losses.Length < 30 || late < 0.95 * early || judged.Loss < 2 * train.Loss || epochs[^1].ValidationLoss < 2 * epochs[^1].DataLoss) return null;
        bool isNumbers = e.Task.Kind == TaskKind.Numbers;
        double[] known = isNumbers ? train.Losses : train.Right(e.Task.Kind!.Value), asked = isNumbers ? judged.Losses : judged.Right(e.Task.Kind!.Value);
        double gap = isNumbers ? asked.Average() - known.Average() : known.Average() - asked.Average(), error = Math.Sqrt(Math.Pow(ErrorOf(known), 2) + Math.Pow(ErrorOf(asked), 2));
        var bound = e.Thresholds[isNumbers ? "G1.apartNumbers" : "G1.apart"];
        if (!(gap > bound.Value * (isNumbers ? prior : 1)) || gap < 3 * error) return null;
        return With(e, epochs.MinBy(r => r.ValidationLoss)!.Epoch, Found(Severity.Warning, isNumbers ? FormattableString.Invariant($"The training rows are known (loss {train.Loss:G3}) and the validation rows are not ({judged.Loss:G3}), and more epochs have not changed that.")
                : FormattableString.Invariant($"Of the training rows {known.Average():P1} are answered rightly, of the validation rows {asked.Average():P1}, and more epochs have not changed that."),
            new Measurement(isNumbers ? "validation loss minus training loss" : "accuracy of training minus that of validation", gap) { Low = gap - 1.96 * error, High = gap + 1.96 * error, Threshold = bound with { Value = bound.Value * (isNumbers ? prior : 1) }, Window = $"{known.Length} and {asked.Length} rows" },
            new Measurement("validation loss over training loss", judged.Loss / Math.Max(1e-30, train.Loss))));
    }

    private Finding? Risen(Examination e, EpochResult[] epochs, double prior)
    {
        int at = Array.IndexOf(epochs, epochs.MinBy(r => r.ValidationLoss));
        double best = epochs[at].ValidationLoss!.Value, share = e.Thresholds["G1.rise"].Value;
        int since = epochs.Length - 1 - at;
        // Three epochs in a row above, the training loss below what it was at the best.
        if (since < Math.Max(3, e.Thresholds["G1.since"].Value * epochs.Length) || epochs[^3..].Any(r => r.ValidationLoss < share * best)) return null;
        double last = Movement.Middle(epochs[^3..].Select(r => r.ValidationLoss!.Value));
        if (last - best < 0.02 * prior || epochs[^1].DataLoss > 0.95 * epochs[at].DataLoss) return null;
        if (e.IsRunning && last < e.Thresholds["G1.sure"].Value * best) return null;
        double error = double.NaN, rise = last - best;
        if (!e.IsRunning)
        {
            var now = e.ValidationAnswers!;
            // Whoever went back to the best weights has done what there is to do.
            if (now.Loss < (1 + (share - 1) / 2) * best) return null;
            if (e.BestAnswers is { } then)
            {
                double[] rises = [.. now.Losses.Zip(then.Losses, (a, b) => a - b)];
                (rise, error) = (rises.Average(), ErrorOf(rises));
            }
            else (rise, error) = (now.Loss - best, Math.Sqrt(2) * now.LossError);
            if (!(rise > e.Thresholds["G1.errors"].Value * error)) return null;
            // Answers that are right, and only too sure, are a matter of trust.
            if (last < e.Thresholds["G1.sure"].Value * best && last < 0.8 * prior && !IsWorse(e) && !IsByHeart(e)) return null;
        }
        return With(e, epochs[at].Epoch, Found(Severity.Warning, FormattableString.Invariant($"The validation loss was least after epoch {epochs[at].Epoch} ({best:G3}) and has risen to {last:G3}, while the training loss went on falling to {epochs[^1].DataLoss:G3}."),
            new Measurement("validation loss over its best", last / best) { Threshold = e.Thresholds["G1.rise"], Window = "the last three epochs" },
            new Measurement("rise of the validation loss, row by row", rise) { Low = rise - 1.96 * error, High = rise + 1.96 * error, Threshold = e.Thresholds["G1.errors"] },
            new Measurement("share of the epochs since the best", (double)since / epochs.Length) { Threshold = e.Thresholds["G1.since"] }));
    }

    private static Finding With(Examination e, int best, Finding found)
    {
        var mismatch = e.IsRunning ? null : Alternatives.Of(e);
        return found with
        {
            Places = [$"epoch {best}"],
            Causes = mismatch?.Causes ?? [new("a network that learns its training rows by heart", 0.8)],
            Prescriptions =
            [
                // The lecture's ladder; then stronger, then smaller.
                new("Restrain the weights", ("l2", "0.01")),
                new("Drop half of the hidden units in training", ("dropout", "0.5")),
                new($"Stop early: keep the weights of epoch {best}", ("earlyStopping", "5")),
                new("Restrain the weights more", ("l2", "0.1")),
                .. e.Recipe?.Recipe.Layers is { Length: > 0 } layers ? [new("Halve the hidden layers", ("layers", Halved(layers)))] : Array.Empty<Prescription>(),
                new("Get more rows, or make more of those there are (augmentation)"),
            ],
            NotExcluded = mismatch?.NotExcluded ?? [],
        };
    }

    // Of classes, whether more answers are wrong than at the best epoch, row by row; of numbers the loss is the error.
    private static bool IsWorse(Examination e)
    {
        if (e.Task.Kind is TaskKind.Numbers || e.BestAnswers is not { } then) return true;
        double[] lost = [.. then.Right(e.Task.Kind!.Value).Zip(e.ValidationAnswers!.Right(e.Task.Kind.Value), (a, b) => a - b)];
        return lost.Average() > Math.Max(0.03, 3 * ErrorOf(lost));
    }

    // Whether training rows are answered rightly more often than at the best epoch, and validation rows hardly: what was learned since then holds for those rows alone.
    private static bool IsByHeart(Examination e)
    {
        if (e.BestTrainingAnswers is not { } then) return false;
        var kind = e.Task.Kind!.Value;
        double gained = e.Answers.Right(kind).Average() - then.Right(kind).Average(), elsewhere = e.ValidationAnswers!.Right(kind).Average() - e.BestAnswers!.Right(kind).Average();
        return gained > e.Thresholds["G1.byHeart"].Value && elsewhere < gained / 4;
    }

    private static string Halved(string layers) =>
        string.Join(',', Networks.Mlp.ParseSizes(layers).Select(size => Math.Max(1, size / 2).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static double ErrorOf(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1) / values.Length);
    }
}
