namespace Cajal.Data;

/// <summary>Decides which example goes where: the same share of every group to each part (largest remainders), by seed, and one of each
/// group left for training.</summary>
internal static class Assignment
{
    /// <summary>Part of each example, [N]. Groups are classes; without classes, one group.</summary>
    /// <exception cref="DatasetException">The groups are too small to give that many examples away.</exception>
    public static PartKind[] Make(ReadOnlySpan<int> groups, int groupCount, int validation, int test, Rng rng)
    {
        var members = new List<int>[groupCount];
        for (int g = 0; g < groupCount; g++) members[g] = [];
        for (int i = 0; i < groups.Length; i++) members[groups[i]].Add(i);

        int[] spare = [.. members.Select(m => Math.Max(0, m.Count - 1))];
        int[] sizes = [.. members.Select(m => m.Count)];
        int[] toTest = Quotas(sizes, spare, test);
        for (int g = 0; g < groupCount; g++) spare[g] -= toTest[g];
        int[] toValidation = Quotas(sizes, spare, validation);

        var parts = new PartKind[groups.Length];
        for (int g = 0; g < groupCount; g++)
        {
            int[] shuffled = [.. members[g]];
            rng.Shuffle(shuffled.AsSpan());
            foreach (int i in shuffled.AsSpan(0, toTest[g])) parts[i] = PartKind.Test;
            foreach (int i in shuffled.AsSpan(toTest[g], toValidation[g])) parts[i] = PartKind.Validation;
        }
        return parts;
    }

    /// <summary>The test part as <see cref="Make"/> takes it; of the rest, each group's members are dealt out to the folds in
    /// turn.</summary>
    /// <exception cref="DatasetException">Fewer examples than folds.</exception>
    public static PartKind[] MakeFold(ReadOnlySpan<int> groups, int groupCount, int fold, int folds, int test, Rng rng)
    {
        var parts = Make(groups, groupCount, 0, test, rng);
        var rest = new List<int>();
        for (int g = 0; g < groupCount; g++)
        {
            var members = new List<int>();
            for (int i = 0; i < parts.Length; i++)
                if (groups[i] == g && parts[i] == PartKind.Training) members.Add(i);
            int[] shuffled = [.. members];
            rng.Shuffle(shuffled.AsSpan());
            rest.AddRange(shuffled);
        }
        RequireEnough(rest.Count, folds);
        // Dealt on from group to group, so that folds differ by one example at most.
        for (int k = fold - 1; k < rest.Count; k += folds) parts[rest[k]] = PartKind.Validation;
        return parts;
    }

    /// <summary>Stretches: training, validation, test; with a fold, the stretch of the rest with that number is for validation.</summary>
    /// <exception cref="DatasetException">Fewer examples than folds.</exception>
    public static PartKind[] InOrder(int count, int validation, int test, (int Number, int Count)? fold)
    {
        var parts = new PartKind[count];
        int rest = count - test, from = rest - validation, to = rest;
        if (fold is { } one)
        {
            RequireEnough(rest, one.Count);
            (from, to) = ((int)((long)rest * (one.Number - 1) / one.Count), (int)((long)rest * one.Number / one.Count));
        }
        parts.AsSpan(from, to - from).Fill(PartKind.Validation);
        parts.AsSpan(rest).Fill(PartKind.Test);
        return parts;
    }

    private static void RequireEnough(int examples, int folds)
    {
        if (examples < folds || examples < 2)
            throw new DatasetException($"{examples} examples beside the test are too few for {folds} folds; take fewer folds.");
    }

    /// <summary>total = Σ quota, each near total · size / Σ size and at most what the group can spare.</summary>
    private static int[] Quotas(int[] sizes, int[] spare, int total)
    {
        if (spare.Sum() < total)
        {
            throw new DatasetException($"{sizes.Sum()} examples in {sizes.Length} classes are too few to set {total} aside and keep one "
                + "of each class for training; bring more examples or set less aside.");
        }
        double all = sizes.Sum();
        double[] wanted = [.. sizes.Select(size => size / all * total)];
        int[] quotas = [.. wanted.Select((share, g) => Math.Min((int)share, spare[g]))];
        for (int left = total - quotas.Sum(); left > 0; left--)
        {
            int next = Enumerable.Range(0, sizes.Length).Where(g => quotas[g] < spare[g]).MaxBy(g => wanted[g] - quotas[g]);
            quotas[next]++;
        }
        return quotas;
    }
}
