using Cajal.Data;

namespace Cajal.Insight;

/// <summary>D2: the same inputs with different targets. Where chance repeats rows, that is the noise of the task and only told; where it does not, somebody erred.</summary>
internal sealed class ConflictingLabels() : Check("D2", "conflicting labels", Stage.Data, "hidden-layers-and-backpropagation.md#19-more-layers-do-not-cancel-bad-data")
{
    public override Finding? Examine(Examination examination)
    {
        var rows = examination.Rows;
        if (examination.Task is { Kind: null } or { IsSequence: true } || examination.IsAugmented) return null;
        int[]? classes = Classes.Of(rows, examination.Task);
        if (classes is null && examination.Task.Kind != TaskKind.Numbers) return null;
        double spread = classes is null ? Statistics.Moments([.. Enumerable.Range(0, rows.Count).Select(rows.Target)]).Spread : 0;
        var groups = examination.Groups.First.Select((first, i) => (First: first, Row: i)).GroupBy(g => g.First, g => g.Row).Where(g => g.Skip(1).Any()).Select(g => g.ToArray()).ToArray();
        var conflicts = groups.Where(Differ).ToArray();
        if (conflicts.Length == 0) return null;
        int lost = conflicts.Sum(g => classes is null ? 0 : g.Length - g.CountBy(i => classes[i]).Max(c => c.Value));
        double share = (double)conflicts.Sum(g => g.Length) / rows.Count, disagreeing = (double)conflicts.Length / groups.Length;
        bool isNoise = examination.Groups.AreNatural && disagreeing < examination.Thresholds["D2.disagreeing"].Value;
        var bound = examination.Thresholds["D2.share"];
        string best = classes is null ? "" : $" No network can be right on more than {(double)(rows.Count - lost) / rows.Count:P1} of the training rows.";
        return Found(isNoise || share < bound.Value ? Severity.Note : Severity.Warning,
            $"{conflicts.Length} sets of training rows have the same inputs and different targets.{best}{(isNoise ? " Such rows repeat by chance here: this is noise of the task." : "")}",
            [new Measurement("share of training rows that contradict another", share) { Threshold = bound },
                new Measurement("share of repeated rows whose targets differ", disagreeing) { Threshold = examination.Thresholds["D2.disagreeing"] },
                .. classes is null ? Array.Empty<Measurement>() : [new Measurement("best possible accuracy on the training rows", (double)(rows.Count - lost) / rows.Count)]]) with
        {
            Places = [.. conflicts.Take(10).Select(g => string.Join(" and ", g.Take(4).Select(i => $"{examination.NameOf(rows, i)} ({rows.Target(i):G4})")))],
            Causes = [new Cause("rows with equal inputs and different targets", 0.9) { For = ["Inputs are equal number for number."] }],
            Prescriptions = [new Prescription("Look at these rows: correct the wrong label, merge them, or add the column that tells them apart")],
            NotExcluded = ["A column that told them apart may have been lost or rounded away."],
        };

        bool Differ(int[] group) => classes is not null ? group.Any(i => classes[i] != classes[group[0]])
            : group.Max(rows.Target) - group.Min(rows.Target) > 0.1 * spread;
    }
}
