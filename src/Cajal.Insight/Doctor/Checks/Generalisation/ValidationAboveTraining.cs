namespace Cajal.Insight;

/// <summary>G3: answers that are better on rows that were not trained on.</summary>
internal sealed class ValidationAboveTraining() : Check("G3", "validation better than training", Stage.Generalisation, "hidden-layers-and-backpropagation.md#14-validation-and-early-stopping")
{
    public override Finding? Examine(Examination e)
    {
        if (!e.IsTrained || e.Task.PriorLoss is not { } prior || e.ValidationAnswers is not { } last || e.Epochs.Count < 2) return null;
        // Later the training rows are known by heart, which hides that they are the harder ones.
        var (train, validation) = e.BestTrainingAnswers is { } known && e.BestAnswers is { } best ? (known, best) : (e.Answers, last);
        if (validation.Losses.Length < 30 || train.Losses.Length < 30) return null;
        double gap = train.Loss - validation.Loss, error = Math.Sqrt(train.LossError * train.LossError + validation.LossError * validation.LossError);
        double ranks = RankDistance(train.Losses, validation.Losses), bound = e.Thresholds["G3.errors"].Value;
        if (!(gap > bound * error) || gap < 0.02 * prior || ranks < 2) return null;
        int shared = Alternatives.SharedOf(e.Rows, e.ValidationRows!);
        return Found(Severity.Warning, FormattableString.Invariant($"The validation loss ({validation.Loss:G3}) lies below the training loss ({train.Loss:G3}), both without dropout: the validation rows are easier, or known already."),
            new Measurement("training loss minus validation loss, in standard errors", gap / error) { Threshold = e.Thresholds["G3.errors"], Window = $"{train.Losses.Length} and {validation.Losses.Length} rows" },
            new Measurement("the same by ranks, in standard deviations", ranks)) with
        {
            Causes =
            [
                new("validation rows from an easier part of the data", shared > 0 ? 0.4 : 0.8) { Against = shared > 0 ? [$"{shared} validation rows stand among the training rows"] : [] },
                new("validation rows that were trained on", shared > 0 ? 0.8 : 0.2) { For = shared > 0 ? [$"{shared} validation rows stand among the training rows"] : [], Against = shared > 0 ? [] : ["no validation row is exactly a training row"] },
            ],
            Prescriptions = [new("Split anew at random, rows of one source on one side only"), new("Compare the columns of both parts")],
        };
    }

    // Mann and Whitney's test: how much the losses of training tend to be the greater ones.
    private static double RankDistance(double[] train, double[] validation)
    {
        double[] all = [.. train, .. validation];
        int[] order = [.. Enumerable.Range(0, all.Length)];
        Array.Sort((double[])all.Clone(), order);
        double ranks = 0;
        for (int i = 0; i < order.Length; i++) ranks += order[i] < train.Length ? i + 1 : 0;
        double n = train.Length, m = validation.Length, u = ranks - n * (n + 1) / 2;
        return (u - n * m / 2) / Math.Sqrt(n * m * (n + m + 1) / 12);
    }
}
