using Cajal.Data;

namespace Cajal.Insight;

/// <summary>G5: so few validation rows that their verdict is chance to a good part, though there are rows enough.</summary>
internal sealed class SmallValidation() : Check("G5", "validation too small to decide", Stage.Generalisation, "hidden-layers-and-backpropagation.md#14-validation-and-early-stopping")
{
    private const double Sigmas = 1.96, Discordant = 6;

    public override Finding? Examine(Examination e)
    {
        if (e.Task.Kind is not { } kind || e.Task.IsSequence || e.Validation is not { } source) return null;
        int n = source.ExampleCount, all = n + e.Train.ExampleCount;
        if (n >= e.Thresholds["G5.rows"].Value) return null;
        var answers = e.ValidationAnswers!;
        double width;
        string quantity;
        if (kind == TaskKind.Numbers)
        {
            // An interval as wide as half of the loss itself hides a half of it, however small the loss is beside that of no learning.
            double whole = 2 * Sigmas * answers.LossError, ofPrior = whole / Math.Max(1e-12, e.Task.PriorLoss ?? answers.Loss), ofItself = whole / Math.Max(1e-12, answers.Loss);
            (width, quantity) = ofItself > e.Thresholds["G5.loss"].Value ? (ofItself, "width of the interval of the loss, over the loss itself")
                : (ofPrior, "width of the interval of the loss, over that of the best constant answer");
        }
        else
        {
            double right = answers.Right(kind).Average(), z = Sigmas * Sigmas;
            // Wilson's interval: of 40 right answers out of 40, too, the true share may be 0.91.
            // Two settings must differ in six rows at the least, all in favour of one, before a sign test tells them apart: 2 · 0.5⁶ = 0.03.
            (width, quantity) = (Math.Max(Discordant / n, 2 * Sigmas / (1 + z / n) * Math.Sqrt(right * (1 - right) / n + z / (4.0 * n * n))),
                "width of the interval of 95 % of the accuracy, or the least difference of two settings that can be told from chance");
        }
        if (!(width > e.Thresholds["G5.width"].Value)) return null;
        // Who has few rows in all cannot set more aside, and who took the usual share of a recipe has done what is usual: that is worth a note.
        bool canHaveMore = all >= 4 * n && e.Train.ExampleCount >= 150 && (e.Recipe is null || n < 0.08 * all);
        int undecided = e.Epochs.Count(r => r.ValidationLoss is { } v && v < (e.Epochs.Min(b => b.ValidationLoss ?? double.PositiveInfinity) + answers.LossError));
        return Found(canHaveMore ? Severity.Warning : Severity.Note, FormattableString.Invariant($"{n} validation rows leave the result open by {width:P0}: two settings, or two epochs, that differ by less cannot be told apart."),
            new Measurement(quantity, width) { Threshold = e.Thresholds["G5.width"], Window = $"{n} rows" },
            new Measurement("epochs within a standard error of the best", undecided) { Window = $"{e.Epochs.Count} epochs" }) with
        {
            Causes = [new("too few rows set aside for validation", 0.9) { For = [FormattableString.Invariant($"{n} of {all} rows")] }],
            Prescriptions = [new("Set more rows aside"), new("Validate on several folds and report the spread", Array.Empty<RecipeChange>())],
        };
    }
}
