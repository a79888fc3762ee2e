namespace Cajal.Training;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class Spelling
{
    /// <summary>A sentence for a name that is not among the known ones.</summary>
    public static string Unknown(string kind, string received, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string all = $"Known are: {string.Join(", ", names)}.";
        return Nearest(received, names) is { } near
            ? $"There is no {kind} named '{received}'. Did you mean '{near}'? {all}"
            : $"There is no {kind} named '{received}'. {all}";
    }

    /// <summary>The known name nearest to what was received, within a third of its length (at least 2 edits); null when none is
    /// near.</summary>
    public static string? Nearest(string received, IReadOnlyList<string> known)
    {
        string? best = null;
        int least = Math.Max(2, received.Length / 3) + 1;
        foreach (string name in known)
        {
            int distance = Distance(Plain(received), Plain(name));
            if (distance < least) (best, least) = (name, distance);
        }
        return best;
    }

    private static string Plain(string name) => name.Replace("-", "").Replace("_", "").Replace(" ", "").ToLowerInvariant();

    // Edits (insert, delete, replace, swap of neighbours) from a to b: optimal string alignment.
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                int replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replaced, 1 + Math.Min(d[i - 1, j], d[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], 1 + d[i - 2, j - 2]);
            }
        }
        return d[a.Length, b.Length];
    }
}
