namespace Cajal.Insight;

/// <summary>D4: a class so rare that the loss hardly hears of it. Before training its share is told; after training it is asked whether it is recognised.</summary>
internal sealed class MissedMinority() : Check("D4", "a rare class missed", Stage.Data, "computation-and-activations.md#24-what-a-falling-loss-does-not-prove")
{
    public override Finding? Examine(Examination examination)
    {
        if (Classes.Of(examination.Rows, examination.Task) is not { } classes) return null;
        int k = examination.Task.Classes;
        int[] counts = Classes.Counts(classes, k);
        int rarest = Enumerable.Range(0, k).Where(c => counts[c] > 0).MinBy(c => counts[c]);
        double share = (double)counts[rarest] / classes.Length;
        var (rare, missed) = (examination.Thresholds["D4.share"], examination.Thresholds["D4.recall"]);
        var ignored = examination.Thresholds["D4.ignored"];
        // Of a class that is less rare it must be plain that the network leaves it out.
        bool isLessRare = share * k >= rare.Value;
        if (share * k >= ignored.Value || isLessRare && !examination.IsTrained) return null;
        var ofShare = new Measurement($"share of class {rarest}", share) { Threshold = rare with { Value = rare.Value / k }, Window = $"{counts[rarest]} of {classes.Length} training rows" };
        if (!examination.IsTrained) return Note();
        // A few validation rows say more than many that were learned by heart.
        var (hits, rows) = Recall(rarest, examination, examination.ValidationAnswers);
        if (rows < 3) (hits, rows) = Recall(rarest, examination, examination.ValidationAnswers, examination.Answers);
        if (rows == 0) return Told();
        var (low, high) = Statistics.Wilson(hits, rows);
        var (others, otherRows) = Recall(-1 - rarest, examination, examination.ValidationAnswers, examination.Answers);
        // A network that knows no class has another trouble.
        if (others < 0.6 * otherRows && !(examination.ValidationAnswers?.Loss < 0.95 * examination.Task.PriorLoss)) return Told();
        if (high >= missed.Value + 0.15 || (double)hits / rows >= missed.Value) return Told();
        if (isLessRare && (high >= missed.Value / 2 || rows < 10 || others < 2 * (double)hits / rows * otherRows)) return Told();
        return Found(Severity.Warning, $"The network recognises {hits} of {rows} rows of the rarest class {rarest}, and {(double)others / otherRows:P0} of all others: accuracy hides that it misses this class.",
            [new Measurement($"recall of class {rarest}", (double)hits / rows) { Low = low, High = high, Threshold = missed, Window = $"{rows} rows" },
                new Measurement("recall of all other rows", (double)others / otherRows), ofShare]) with
        {
            Places = [$"class {rarest}"],
            Causes = [new Cause("a class that is too rare to be heard in the loss", 0.85) { For = ["The other classes are recognised."] }],
            Prescriptions = [new Prescription("Bring every class equally often", ("balanced", "true")), new Prescription("Give the rare class a larger weight in the loss"),
                new Prescription("Judge by recall or F1 of each class, not by accuracy alone")],
            NotExcluded = ["The rare class may not be told from the others by these inputs."],
        };

        Finding? Told() => isLessRare ? null : Note();

        Finding Note() => Found(Severity.Note, $"Class {rarest} has {share:P1} of the training rows; accuracy alone would not show whether it is recognised.", ofShare) with { Places = [$"class {rarest}"] };
    }

    // Rows of a class that are recognised; with −1 − c those of all other classes.
    private static (int Hits, int Rows) Recall(int which, Examination examination, params Answers?[] among)
    {
        int hits = 0, rows = 0;
        foreach (var answers in among)
        {
            if (answers is null || Classes.Of(answers.Table, examination.Task) is not { } truth) continue;
            int[] answered = Classes.Answered(answers, examination.Task);
            for (int i = 0; i < truth.Length; i++)
            {
                if (which >= 0 ? truth[i] != which : truth[i] == -1 - which) continue;
                rows++;
                if (answered[i] == truth[i]) hits++;
            }
        }
        return (hits, rows);
    }
}
