namespace Cajal.Insight;

/// <summary>C5: two classes that are taken for each other, surely more often than a tenth of their rows, and far more often than any other two.</summary>
internal sealed class ConfusedPair() : Check("C5", "two classes mixed up", Stage.Trust, "computation-and-activations.md#24-what-a-falling-loss-does-not-prove")
{
    public override Finding? Examine(Examination e)
    {
        int k = e.Task.Classes;
        if (!e.IsTrained || k < 3 || e.ValidationAnswers is not { } answers || Classes.Of(answers.Table, e.Task) is not { } truth) return null;
        int[] answered = Classes.Answered(answers, e.Task), counts = Classes.Counts(truth, k);
        int[,] taken = new int[k, k];
        for (int i = 0; i < truth.Length; i++) taken[truth[i], answered[i]]++;
        var pairs = (from a in Enumerable.Range(0, k)
                     from b in Enumerable.Range(a + 1, k - a - 1)
                     where counts[a] + counts[b] >= 20
                     select (A: a, B: b, Mixed: taken[a, b] + taken[b, a], Rows: counts[a] + counts[b])).OrderByDescending(p => (double)p.Mixed / p.Rows).ToArray();
        if (pairs.Length < 2) return null;
        var worst = pairs[0];
        double rate = (double)worst.Mixed / worst.Rows, next = (double)pairs[1].Mixed / pairs[1].Rows;
        var (bound, apart) = (e.Thresholds["C5.rate"], e.Thresholds["C5.apart"]);
        // One interval for the worst of all pairs.
        var (low, high) = Statistics.Wilson(worst.Mixed, worst.Rows, Statistics.SharedTail(pairs.Length));
        if (low <= bound.Value || rate < apart.Value * next) return null;
        // What a simple learner tells apart can be told apart: then it is the network that has not learned it.
        bool isLearnable = e.Guesses is { } quick && MixedBy(quick, worst.A, worst.B) is { } simple && simple < rate / 2;
        return Found(isLearnable ? Severity.Note : Severity.Warning, FormattableString.Invariant($"The classes {worst.A} and {worst.B} are taken for each other in {worst.Mixed} of {worst.Rows} rows; the next two in {next:P0} of theirs."),
            new Measurement($"share of the rows of {worst.A} and {worst.B} taken for the other", rate) { Low = low, High = high, Threshold = bound, Window = $"{worst.Rows} validation rows" },
            new Measurement("times the next pair", next == 0 ? double.PositiveInfinity : rate / next) { Threshold = apart }) with
        {
            Places = [$"classes {worst.A} and {worst.B}"],
            Causes = isLearnable ? [new Cause("a network that has not learned to tell them", 0.8) { For = ["A simple learner takes them for each other half as often, or less."] }]
                : [new Cause("two classes that these inputs do not tell apart", 0.7), new Cause("labels of the two that were mixed up", 0.4)],
            Prescriptions = [new Prescription("Look at rows of both classes side by side: is there anything in the inputs that tells them apart?"), new Prescription("Add an input that does, or make one class of the two")],
            NotExcluded = ["More rows of the two classes may be enough."],
        };
    }

    private static double? MixedBy(OutOfFold guesses, int a, int b)
    {
        int[] rows = [.. Enumerable.Range(0, guesses.Labels.Length).Where(i => guesses.Labels[i] == a || guesses.Labels[i] == b)];
        return rows.Length < 20 ? null : rows.Count(i => guesses.Best(i) == a + b - guesses.Labels[i]) / (double)rows.Length;
    }
}
