using Cajal.Data;

namespace Cajal.Insight;

/// <summary>C2: a group of examples that is answered surely and notably worse than the rest. Groups are the values of input columns that have few of them.</summary>
/// <remarks>Groups by a column that is no input are asked for by name: <c>cajal evaluate RUN --group COLUMN</c>.</remarks>
internal sealed class SubgroupGap() : Check("C2", "a group answered worse than the rest", Stage.Trust, "computation-and-activations.md#24-what-a-falling-loss-does-not-prove")
{
    private const int MostValues = 6, MostColumns = 20, LeastRows = 60;

    public override Finding? Examine(Examination e)
    {
        if (!e.IsTrained || e.Task.Kind is not { } kind || e.Task.IsSequence || e.ValidationAnswers is not { } answers || answers.Table.ExampleShape.Rank != 1 || answers.Table.Count < LeastRows) return null;
        // All rows that were judged; errors on training rows say less, and are left out.
        double[] errors = kind == TaskKind.Numbers ? answers.Losses : [.. answers.Right(kind).Select(r => 1 - r)];
        int[] columns = [.. Enumerable.Range(0, answers.Table.Width).Where(c => ValuesOf(answers.Table, c).Length is >= 2 and <= MostValues)];
        if (columns.Length is 0 or > MostColumns) return null;
        var (points, share) = (e.Thresholds["C2.points"], e.Thresholds["C2.share"]);
        (int Column, Subgroup Group)? worst = null;
        foreach (int column in columns)
        {
            float[] values = ValuesOf(answers.Table, column);
            int[] groups = [.. Enumerable.Range(0, answers.Table.Count).Select(i => Array.IndexOf(values, answers.Table[i][column]))];
            var found = Subgroups.Of($"input {column + 1}", "validation", kind != TaskKind.Numbers, errors, groups, [.. values.Select(v => FormattableString.Invariant($"{v:G4}"))], columns: columns.Length);
            foreach (var group in found.Groups)
                if (group.Pays && group.Difference > (kind == TaskKind.Numbers ? 2 * share.Value * errors.Average() : points.Value) && !(worst?.Group.Difference > group.Difference)) worst = (column, group);
        }
        if (worst is not var (at, paying)) return null;
        var threshold = kind == TaskKind.Numbers ? share : points;
        return Found(Severity.Warning, FormattableString.Invariant($"Rows whose input {at + 1} is {paying.Name} are answered worse than the rest: {(kind == TaskKind.Numbers ? $"loss {paying.Error:G3}, {paying.Difference:G3} more" : FormattableString.Invariant($"{paying.Error:P1} wrong, {paying.Difference:P1} more"))}."),
            new Measurement("difference of its error to that of the rest", paying.Difference) { Low = paying.DifferenceInterval.Low, High = paying.DifferenceInterval.High, Threshold = threshold, Window = $"{paying.Count} of {answers.Table.Count} validation rows" }) with
        {
            Places = [$"input {at + 1} = {paying.Name}"],
            Causes = [new Cause("labels of this group that are less reliable", 0.5), new Cause("a group that is harder, or rarer in training", 0.45)],
            Prescriptions = [new Prescription("Look at rows of this group: are their targets right, and are they as many as the others?"), new Prescription("Collect more rows of it, or give them a larger weight")],
            NotExcluded = ["The group may be harder by its nature."],
        };
    }

    private static float[] ValuesOf(ExampleTable table, int column)
    {
        var values = new SortedSet<float>();
        for (int i = 0; i < table.Count && values.Count <= MostValues; i++) values.Add(table[i][column]);
        return [.. values];
    }
}
