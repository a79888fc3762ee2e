namespace Cajal.Insight;

/// <summary>D1: validation rows that were trained on, or nearly so. Judged against how often rows repeat inside the training part, and against how often chance repeats
/// rows of such columns.</summary>
internal sealed class SplitLeak() : Check("D1", "rows on both sides of the split", Stage.Data, "hidden-layers-and-backpropagation.md#12-generalisation-is-still-the-target")
{
    public override Finding? Examine(Examination examination)
    {
        if (examination.ValidationRows is not { Count: > 0 } validation || examination.Task.Kind is null || examination.IsAugmented) return null;
        var groups = examination.Groups;
        int[] shared = [.. Enumerable.Range(0, validation.Count).Where(i => groups.InTraining[i] >= 0)];
        double share = (double)shared.Length / validation.Count, inside = (double)groups.Repeated / examination.Rows.Count;
        double above = Statistics.Above(share, validation.Count, inside, examination.Rows.Count);
        if (groups.AreNatural ? above > examination.Thresholds["D1.above"].Value : shared.Length > 1 && share >= examination.Thresholds["D1.exact"].Value)
            return Exact(examination, validation, shared, share, groups.AreNatural);
        // Copies that were changed a little stand beside those that chance repeats.
        if (Near(examination, validation) is { } near) return near;
        if (shared.Length > 0)
        {
            string reason = groups.AreNatural ? "Their columns take few values, and rows repeat inside the training part as often: chance repeats them." : "They are too few to matter.";
            return Found(Severity.Note, $"{shared.Length} of {validation.Count} validation rows stand in the training part as well. {reason}",
                [new Measurement("share of validation rows that were trained on", share), new Measurement("share of training rows that repeat", inside)]);
        }
        return null;
    }

    private Finding Exact(Examination examination, ExampleTable validation, int[] shared, double share, bool areNatural)
    {
        var (low, high) = Statistics.Wilson(shared.Length, validation.Count);
        var certain = examination.Thresholds["D1.certain"];
        return Found(!areNatural && share > certain.Value ? Severity.Error : Severity.Warning,
            $"{shared.Length} of {validation.Count} validation rows stand in the training part as well, so validation tells partly what was learned by heart.",
            [new Measurement("share of validation rows that were trained on", share) { Low = low, High = high, Threshold = share > certain.Value ? certain : examination.Thresholds["D1.exact"] },
                .. Flattery(examination)]) with
        {
            Places = [.. shared.Take(10).Select(i => $"{examination.NameOf(validation, i)} = {examination.NameOf(examination.Rows, examination.Groups.InTraining[i])}")],
            Causes = [new Cause("rows on both sides of the split", 0.9) { For = ["Inputs are equal number for number."] }],
            Prescriptions = [new Prescription("Remove the repeated rows before the split, or split by group so that rows that belong together stay on one side")],
            NotExcluded = ["The same thing may rightly have been measured twice; then split by that thing."],
        };
    }

    // After training: what the score is without the rows that were known.
    private static IEnumerable<Measurement> Flattery(Examination examination)
    {
        if (!examination.IsTrained || examination.ValidationAnswers is not { } answers) yield break;
        var groups = RowGroups.Of(examination.Rows, answers.Table);
        double[] known = [.. answers.Losses.Where((_, i) => groups.InTraining[i] >= 0)], unknown = [.. answers.Losses.Where((_, i) => groups.InTraining[i] < 0)];
        if (known.Length == 0 || unknown.Length == 0) yield break;
        yield return new Measurement("validation loss of all rows", answers.Loss);
        yield return new Measurement("validation loss without the rows that were trained on", unknown.Average());
        yield return new Measurement("validation loss of the rows that were trained on", known.Average());
    }

    private Finding? Near(Examination examination, ExampleTable validation)
    {
        if (examination.Copies is not { IsLeak: true } copies) return null;
        int training = copies.Compared, all = examination.Rows.Count;
        return Found(Severity.Warning, $"{copies.Pairs.Count} of {copies.Asked} validation rows are nearly the same as a training row: copies that were changed a little, or one thing measured twice.",
            [new Measurement("share of validation rows with a near twin in training", copies.Share) { Threshold = examination.Thresholds["D1.exact"], Window = $"{training} of {all} training rows" },
                .. copies.Dimension is { } dimension ? [new Measurement("dimension in which the rows spread", dimension)] : Array.Empty<Measurement>()]) with
        {
            Places = [.. copies.Pairs.Take(10).Select(pair => $"{examination.NameOf(validation, pair.Row)} ≈ {examination.NameOf(examination.Rows, pair.Twin)}")],
            Causes = [new Cause("near copies on both sides of the split", 0.8) { For = [copies.Dimension is { } d ? $"Their distance is a small part of that to the tenth neighbour, in about {d:F0} dimensions." : "Their distance is a small part of the usual one between neighbours, while training rows have hardly such neighbours among themselves."] }],
            Prescriptions = [new Prescription("Split first and augment afterwards; keep rows of one source on one side of the split")],
            NotExcluded = ["Rows may rightly lie in tight pairs."],
        };
    }
}
