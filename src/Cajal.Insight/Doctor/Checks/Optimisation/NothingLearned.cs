namespace Cajal.Insight;

/// <summary>T8: no better than an answer that looks at no input.</summary>
internal sealed class NothingLearned() : Check("T8", "no better than the prior", Stage.Optimisation, "computation-and-activations.md#24-what-a-falling-loss-does-not-prove")
{
    private const int FewestSteps = 160;

    public override Finding? Examine(Examination e)
    {
        if (e.Task.Kind is null || e.Task.PriorAnswer is null || !e.IsTrained || e.Epochs.Count < 4 || e.Epochs[^1].Step < FewestSteps) return null;
        var answers = e.BestAnswers ?? e.ValidationAnswers ?? e.Answers;
        if (answers.Losses.Length < 30) return null;
        double[] prior = [.. Enumerable.Range(0, answers.Losses.Length).Select(i => e.Task.PriorLossOf(answers.Table.Targets.Slice(0, i..(i + 1)), e.Trainer.Loss) ?? double.NaN)];
        double mean = prior.Average(), share = e.Thresholds["T8.share"].Value;
        if (!(mean > 0)) return null;
        // The best of many epochs is a little better by chance: three standard errors are asked.
        // Row by row: what is gained on the prior, with its error. A weak signal is one all the same.
        double[] gains = [.. answers.Losses.Zip(prior, (loss, best) => best - loss)];
        double gain = gains.Average(), error = Math.Sqrt(gains.Sum(g => (g - gain) * (g - gain)) / (gains.Length - 1) / gains.Length);
        if (double.IsFinite(gain) && (gain > (1 - share) * mean || gain > 3 * error && gain > 0.005 * mean)) return null;
        // So few rows may hide as much as is looked for.
        if (double.IsFinite(gain) && (gain + 2 * error) / mean > 0.15) return null;
        var near = e.Nearest;
        bool signal = near is not null && near.Error < 0.9 * near.Chance && near.Chance - near.Error > 2 * Math.Sqrt(near.Chance * Math.Max(0.05, 1 - near.Chance) / near.Rows);
        // There is something to learn, and a rate that fell too early is why it was not: that is told by itself.
        if (signal && Plateau.CutShort(e) is not null) return null;
        bool fits = e.OneBatch?.IsKnown(0.1) ?? true, memorised = e.Answers.Loss < 0.8 * e.Task.PriorLoss;
        // Losses may be great and answers right: then something was learned.
        if (near is not null && near.Network < near.Chance - 3 * Math.Sqrt(near.Chance * Math.Max(0.05, 1 - near.Chance) / near.Rows)) return null;
        var data = new Cause("inputs that say nothing about the targets, or targets out of order", signal ? 0.1 : 0.8)
        {
            For = [.. signal ? [] : new[] { "the nearest training rows know no better either" }, .. memorised ? ["the training rows are being learned by heart"] : Array.Empty<string>()],
            Against = signal ? [FormattableString.Invariant($"the nearest training rows are wrong by {near!.Error:G2} only, where chance gives {near.Chance:G2}")] : [],
        };
        var training = new Cause("a network or a training that does not learn", signal ? 0.9 : 0.3)
        {
            For = [.. signal ? ["there is something to learn"] : Array.Empty<string>(), .. fits ? [] : new[] { "it cannot learn a few rows by heart either" }],
            Against = fits ? ["it can learn a few rows by heart"] : [],
        };
        // Neighbours know the way, and the training rows are being learned: what holds may still come.
        bool isUnderWay = signal && fits && Movement.LateFall(e) > e.Thresholds["T8.fall"].Value;
        return Found(isUnderWay ? Severity.Note : Severity.Warning,
            FormattableString.Invariant($"At its best the network has a loss of {mean - gain:G3} where always giving the same answer has {mean:G3}: it has learned nothing that holds{(isUnderWay ? " yet, and its training loss is falling" : "")}."),
            new Measurement("best loss over that of the best constant answer", (mean - gain) / mean)
            {
                Low = (mean - gain - 2 * error) / mean,
                High = (mean - gain + 2 * error) / mean,
                Threshold = e.Thresholds["T8.share"],
                Window = $"{answers.Losses.Length} {(e.Validation is null ? "training" : "validation")} rows",
            }) with
        {
            Causes = signal ? [training, data] : [data, training],
            Prescriptions =
            [
                new(signal ? "Look at learning rate, first weights and activation" : "Check that each input stands beside its own target: print a few, and follow them through the pipeline"),
                new("Train a simple model on the same rows; if it learns nothing too, look for other features"),
            ],
            NotExcluded = near is null ? ["Whether the inputs say anything about the targets could not be estimated."] : [],
        };
    }
}
