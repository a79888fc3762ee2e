namespace Cajal.Insight;

/// <summary>D6: batches that hold other classes (or larger, or smaller targets) than the whole. χ² of the counts in each batch, added up over batches, against what batches
/// drawn by lot give: mean B·(K − 1), variance B·(2(K − 1) + (Σ1/p − K² − 2K + 2)/n).</summary>
internal sealed class UnshuffledBatches() : Check("D6", "unshuffled batches", Stage.Data, "computation-and-activations.md#14-batches-epochs-learning-rate")
{
    private const int Group = 16, Bins = 4;

    public override Finding? Examine(Examination examination)
    {
        if (examination.Order is not { } order || order.Batches.Count < 4) return null;
        int[] bins = examination.Task.Kind == Data.TaskKind.Numbers ? Quantiles(order) : [.. order.Batches.SelectMany(b => b).Select(t => (int)t)];
        int k = bins.Max() + 1;
        int[] counts = Classes.Counts(bins, k);
        if (bins.Length < 60 || counts.Count(c => c > 0) < 2) return null;
        // Small batches are looked at together with those that follow them.
        var groups = new List<int[]>();
        for (int b = 0, at = 0; b < order.Batches.Count;)
        {
            int size = 0;
            while (b < order.Batches.Count && size < Group) size += order.Batches[b++].Length;
            if (size >= Group) groups.Add(bins[at..(at + size)]);
            at += size;
        }
        if (groups.Count < 4) return null;
        double[] p = [.. counts.Where(c => c > 0).Select(c => (double)c / bins.Length)];
        double chi = 0, mean = 0, variance = 0, most = 0, inverse = p.Sum(x => 1 / x);
        foreach (int[] group in groups)
        {
            int[] here = Classes.Counts(group, k);
            for (int c = 0; c < k; c++)
                if (counts[c] > 0) chi += Math.Pow(here[c] - group.Length * (double)counts[c] / bins.Length, 2) / (group.Length * (double)counts[c] / bins.Length);
            mean += p.Length - 1;
            variance += 2 * (p.Length - 1) + (inverse - p.Length * p.Length - 2 * p.Length + 2) / group.Length;
            most += group.Length * (p.Length - 1.0);
        }
        double above = (chi - mean) / Math.Sqrt(Math.Max(1e-9, variance)), effect = (chi - mean) / Math.Max(1e-9, most - mean);
        var (far, large) = (examination.Thresholds["D6.deviations"], examination.Thresholds["D6.effect"]);
        if (above < far.Value || effect < large.Value) return null;
        bool isSeries = examination.IsSeries;
        return Found(isSeries ? Severity.Note : Severity.Warning,
            isSeries ? "Batches follow the course of time, each with targets of its own; that is right where the network carries its state from batch to batch."
                : $"Batches hold other {(examination.Task.Kind == Data.TaskKind.Numbers ? "targets" : "classes")} than the whole: each step unlearns what the last one learned.",
            [new Measurement("how far batches differ from the whole, 0 by lot and 1 fully sorted", effect) { Threshold = large, Window = $"{groups.Count} batches" },
                new Measurement("standard deviations above batches drawn by lot", above) { Threshold = far }]) with
        {
            Causes = [new Cause("rows in the order of the file, not shuffled", order.IsFixed ? 0.9 : 0.6)
            {
                For = order.IsFixed ? ["The second epoch has the order of the first."] : [],
                Against = order.IsFixed ? [] : ["The second epoch has another order, so only parts of it are shuffled."],
            }],
            Prescriptions = [new Prescription("Shuffle the training rows anew in each epoch: a shuffle seed for TensorBatches, Batches.Shuffled for data sets")],
        };
    }

    private static int[] Quantiles(BatchOrder order)
    {
        double[] values = [.. order.Batches.SelectMany(b => b)], sorted = [.. values.Order()];
        double[] cuts = [.. Enumerable.Range(1, Bins - 1).Select(i => sorted[i * sorted.Length / Bins])];
        return [.. values.Select(v => cuts.Count(c => v >= c))];
    }
}
