namespace Cajal.Data;

/// <summary>Chooses N examples for an epoch, N / classes of each class (the remainder one each, by chance).</summary>
internal sealed class ClassBalance
{
    private readonly int[][] members;

    public ClassBalance(Examples examples)
    {
        if (!examples.HasTargets || examples.Task == TaskKind.Numbers)
            throw new ArgumentException("Balanced batches need classes; the targets of these examples are "
                + $"{(examples.HasTargets ? "numbers" : "unknown")}. Shuffle them instead.", nameof(examples));
        var rows = new Dictionary<int, List<int>>();
        for (int i = 0; i < examples.Count; i++)
        {
            if (!rows.TryGetValue(examples.Labels[i], out var own)) rows[examples.Labels[i]] = own = [];
            own.Add(i);
        }
        members = [.. rows.OrderBy(r => r.Key).Select(r => r.Value.ToArray())];
    }

    /// <summary>Writes the examples of an epoch, class by class.</summary>
    public void Fill(Span<int> order, Rng rng)
    {
        int[] classes = rng.Permutation(members.Length);
        for (int k = 0, at = 0; k < classes.Length; k++)
        {
            int[] own = [.. members[classes[k]]];
            int count = order.Length / classes.Length + (k < order.Length % classes.Length ? 1 : 0);
            for (int i = 0; i < count; i++)
            {
                // Shuffled anew each time all have come.
                if (i % own.Length == 0) rng.Shuffle(own.AsSpan());
                order[at++] = own[i % own.Length];
            }
        }
    }
}
