namespace Cajal.Networks;

/// <summary>The right name that a wrong one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest letters to change, add, drop or swap; null when all are too far away to be meant.</summary>
    public static string? Of(string wrong, IEnumerable<string> names)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string name in names)
        {
            int distance = Distance(Plain(wrong), Plain(name));
            if (distance >= least) continue;
            (nearest, least) = (name, distance);
        }
        return least <= Math.Max(2, wrong.Length / 2) ? nearest : null;
    }

    /// <summary>Without case, blanks, dashes and underscores: LeakyReLU, leaky_relu and leaky-relu are one name.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // The optimal string alignment distance: like Levenshtein's, with two swapped neighbours as one change.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
