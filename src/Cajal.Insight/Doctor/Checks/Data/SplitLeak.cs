namespace Cajal.Insight;

/// <summary>D1: validation rows that were trained on, or nearly so. Judged against how often rows repeat inside the training part, and against how often chance repeats
/// rows of such columns.</summary>
internal sealed class SplitLeak() : Check("D1", "rows on both sides of the split", Stage.Data, "hidden-layers-and-backpropagation.md#12-generalisation-is-still-the-target")
{
    private const int Asked = 1000, Neighbourhood = 10;

    public override Finding? Examine(Examination examination)
    {
        if (examination.ValidationRows is not { Count: > 0 } validation || examination.Task.Kind is null || examination.IsAugmented) return null;
        var groups = examination.Groups;
        int[] shared = [.. Enumerable.Range(0, validation.Count).Where(i => groups.InTraining[i] >= 0)];
        double share = (double)shared.Length / validation.Count, inside = (double)groups.Repeated / examination.Rows.Count;
        double above = Statistics.Above(share, validation.Count, inside, examination.Rows.Count);
        if (groups.AreNatural ? above > examination.Thresholds["D1.above"].Value : shared.Length > 1 && share >= examination.Thresholds["D1.exact"].Value)
            return Exact(examination, validation, shared, share, groups.AreNatural);
        if (shared.Length > 0)
        {
            string reason = groups.AreNatural ? "Their columns take few values, and rows repeat inside the training part as often: chance repeats them." : "They are too few to matter.";
            return Found(Severity.Note, $"{shared.Length} of {validation.Count} validation rows stand in the training part as well. {reason}",
                [new Measurement("share of validation rows that were trained on", share), new Measurement("share of training rows that repeat", inside)]);
        }
        return groups.AreNatural || !examination.Asked.Input.DType.IsFloat() ? null : Near(examination, validation);
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

    // A row is near another when their distance is so much smaller than that of the tenth neighbour that points spread evenly over as many dimensions would not come
    // as near: P(d₁ < f·d₁₀) = 9·f^dimension.
    private Finding? Near(Examination examination, ExampleTable validation)
    {
        var near = examination.Near;
        if (near.Sample.Length < 100) return null;
        // Rows of marks lie at few distances, and often at the least of them: the tenth neighbour says nothing there. A copy that was changed a little leaves their grid.
        bool isMarked = IsMarked(examination.Rows);
        int count = Math.Min(Asked, validation.Count);
        int[] asked = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * validation.Count / count))];
        int[] inside = [.. near.Sample.Take(Asked)];
        var fromValidation = near.Nearest(validation, asked, 2 * Neighbourhood);
        var fromTraining = near.Nearest(examination.Rows, inside, 2 * Neighbourhood);
        double[] ratios = [.. fromTraining.Select(n => n[^1].Distance / Math.Max(1e-12, n[Neighbourhood - 1].Distance)).Order()];
        double dimension = Math.Log(2) / Math.Log(Math.Max(1.0001, ratios[ratios.Length / 2]));
        double factor = Math.Min(0.3, Math.Pow(1e-4, 1 / dimension)), median = fromTraining.Select(n => n[0].Distance).Order().ElementAt(fromTraining.Length / 2);
        var bound = examination.Thresholds["D1.near"];
        int[] close = isMarked ? [] : [.. Enumerable.Range(0, count).Where(i => fromValidation[i][0].Distance < factor * fromValidation[i][Neighbourhood - 1].Distance)];
        double usual = fromTraining.Count(n => n[0].Distance < bound.Value * median) / (double)fromTraining.Length;
        int[] closer = [.. Enumerable.Range(0, count).Where(i => fromValidation[i][0].Distance < bound.Value * median)];
        bool isAbove = Statistics.Above((double)closer.Length / count, count, usual, fromTraining.Length) > examination.Thresholds["D1.above"].Value;
        if (isAbove && closer.Length > close.Length) close = closer;
        var least = examination.Thresholds["D1.exact"];
        // Where some of the training rows are compared, so many of the copies are found.
        double compared = (double)near.Sample.Length / examination.Rows.Count;
        if (close.Length < Math.Max(4, least.Value * count * compared)) return null;
        return Found(Severity.Warning, $"{close.Length} of {count} validation rows are nearly the same as a training row: copies that were changed a little, or one thing measured twice.",
            [new Measurement("share of validation rows with a near twin in training", Math.Min(1, close.Length / compared / count)) { Threshold = least, Window = $"{near.Sample.Length} of {examination.Rows.Count} training rows" },
                .. isMarked ? Array.Empty<Measurement>() : [new Measurement("dimension in which the rows spread", dimension)]]) with
        {
            Places = [.. close.Take(10).Select(i => $"{examination.NameOf(validation, asked[i])} ≈ {examination.NameOf(examination.Rows, near.Sample[fromValidation[i][0].Place])}")],
            Causes = [new Cause("near copies on both sides of the split", 0.8) { For = [isMarked ? "Their distance is a small part of the usual one between neighbours, while training rows have hardly such neighbours among themselves." : $"Their distance is a small part of that to the tenth neighbour, in about {dimension:F0} dimensions."] }],
            Prescriptions = [new Prescription("Split first and augment afterwards; keep rows of one source on one side of the split")],
            NotExcluded = ["Rows may rightly lie in tight pairs."],
        };
    }

    // Whether half of the columns or more take five values or fewer, in 200 rows.
    private static bool IsMarked(ExampleTable rows)
    {
        int looked = Math.Min(200, rows.Count), marked = 0;
        for (int c = 0; c < rows.Width; c++)
        {
            var values = new HashSet<float>();
            for (int i = 0; i < looked && values.Count <= 5; i++) values.Add(rows[i * (rows.Count / looked)][c]);
            if (values.Count <= 5) marked++;
        }
        return 2 * marked >= rows.Width;
    }
}
