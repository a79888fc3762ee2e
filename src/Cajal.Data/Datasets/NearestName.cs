namespace Cajal.Data;

/// <summary>The known name that takes the fewest typing slips to reach (Levenshtein 1966, with swapped neighbours as one slip).</summary>
internal static class NearestName
{
    /// <summary>The nearest of the names, or null when none is nearer than half of its letters.</summary>
    public static string? Find(string received, IEnumerable<string> names)
    {
        string wanted = received.ToUpperInvariant();
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string name in names)
        {
            int distance = Distance(wanted, name.ToUpperInvariant());
            if (distance < bestDistance && distance * 2 <= Math.Max(received.Length, name.Length)) (best, bestDistance) = (name, distance);
        }
        return best;
    }

    /// <summary>" Did you mean 'digits'?", or nothing.</summary>
    public static string Hint(string received, IEnumerable<string> names) =>
        Find(received, names) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that lead from a to b.</summary>
    public static int Distance(string a, string b)
    {
        // Three rows of the table suffice: a swap looks two rows back.
        int[] twoBack = new int[b.Length + 1], back = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) back[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], back[j]) + 1, back[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
            }
            (twoBack, back, row) = (back, row, twoBack);
        }
        return back[b.Length];
    }
}
