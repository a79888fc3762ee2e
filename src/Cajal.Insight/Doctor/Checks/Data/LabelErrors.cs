using System.Globalization;

namespace Cajal.Insight;

/// <summary>D3: rows whose label a quick learner that has not seen them firmly denies, or the network itself where it knows more. Where classes overlap, learners err where they are unsure; where labels are
/// wrong, they err also where they are sure. So the third of the rows on which they are surest is looked at.</summary>
internal sealed class LabelErrors() : Check("D3", "suspected label errors", Stage.Data, "hidden-layers-and-backpropagation.md#19-more-layers-do-not-cancel-bad-data")
{
    private const int Shown = 20;
    private const double Known = 0.75;

    public override Finding? Examine(Examination examination)
    {
        if (examination.Guesses is not { } quick || quick.Rows.Length < 100) return null;
        return Of(examination, quick, "a simple learner") ?? (OutOfFold.OfNetwork(examination, quick) is { } own ? Of(examination, own, "the network, trained without them,") : null);
    }

    private Finding? Of(Examination examination, OutOfFold guesses, string who)
    {
        int n = guesses.Rows.Length;
        var (bound, least) = (examination.Thresholds["D3.sure"], examination.Thresholds["D3.accuracy"]);
        double chance = Classes.Counts(guesses.Labels, examination.Task.Classes).Max() / (double)n, skill = (guesses.Accuracy - chance) / Math.Max(1e-9, 1 - chance);
        // What a learner can do must be well above the answer that looks at no input.
        if (guesses.Accuracy < least.Value || skill < 0.3) return null;
        // A learner that knows less is sure of overlapping classes too: then its surest rows must be denied nearly as often as the others.
        double ratio = examination.Thresholds[skill < examination.Thresholds["D3.well"].Value ? "D3.even" : "D3.ratio"].Value;
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => guesses.Probabilities[i].Max())];
        int[] sure = order[..(n / 3)], unsure = order[(n / 2)..];
        int denied = sure.Count(Denies);
        double among = (double)denied / sure.Length, elsewhere = unsure.Count(Denies) / (double)unsure.Length;
        var (low, high) = Statistics.Wilson(denied, sure.Length);
        if (low < bound.Value || among < ratio * elsewhere) return null;
        // Wrong labels are as many among the very surest; errors of overlap grow fewer there.
        if (skill < Known && order[..(n / 10)].Count(Denies) < 0.5 * among * (n / 10)) return null;
        int[] worst = [.. Enumerable.Range(0, n).Where(Denies).OrderByDescending(i => guesses.Probabilities[i][guesses.Best(i)] - guesses.Probabilities[i][guesses.Labels[i]]).Take(Shown)];
        return Found(Severity.Warning,
            $"Where {who} is surest, it still denies {among:P1} of the labels; about {among * examination.Rows.All:F0} of {examination.Rows.All} training rows may be labelled wrongly.",
            [new Measurement("share of labels denied among the rows it is surest of", among) { Low = low, High = high, Threshold = bound, Window = $"{sure.Length} rows" },
                new Measurement("share denied among the half it is least sure of", elsewhere),
                new Measurement("accuracy on rows it has not seen", guesses.Accuracy) { Threshold = least }]) with
        {
            Places = [.. worst.Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{examination.NameOf(examination.Rows, guesses.Rows[i])}: labelled {guesses.Labels[i]}, looks like {guesses.Best(i)} (p {guesses.Probabilities[i][guesses.Best(i)]:F2})"))],
            Causes =
            [
                new Cause("wrong labels", 0.8) { For = ["Labels are denied as often where the learner is sure as where it is not."] },
                new Cause("classes that overlap", 0.2) { Against = ["Overlap is denied where the learner is unsure."] },
            ],
            Prescriptions = [new Prescription("Look at the listed rows before anything is removed: correct what is wrong"), new Prescription("Until then restrain the network, so that it does not learn them by heart", ("earlyStopping", "10"))],
            NotExcluded = ["The rows may be rare but right cases.", "A column that explains them may be missing."],
        };

        bool Denies(int i) => guesses.Best(i) != guesses.Labels[i];
    }
}
