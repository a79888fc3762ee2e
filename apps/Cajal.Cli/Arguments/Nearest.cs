namespace Cajal.Cli;

/// <summary>The known word that takes the fewest typing slips to reach.</summary>
internal static class Nearest
{
    /// <summary>" Did you mean '--epochs'?", or nothing when no word is near: at most a third of its letters off, two at least.</summary>
    public static string Hint(string received, IEnumerable<string> known)
    {
        var (word, slips) = known.Select(k => (Word: k, Slips: Slips(Letters(received), Letters(k))))
            .OrderBy(k => k.Slips).FirstOrDefault(("", int.MaxValue));
        return slips <= Math.Max(2, Letters(received).Length / 3) ? $" Did you mean '{word}'?" : "";
    }

    private static string Letters(string word) => word.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    // Levenshtein's distance, one row of the table at a time.
    private static int Slips(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }
}
