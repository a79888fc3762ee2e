namespace Cajal;

/// <summary>The right name that a wrong one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The name with the fewest letters to change, add, drop or swap: a third of them at most, or two; where that is more than one, rather the first name of which it is a
    /// whole word, as <c>rate</c> is of <c>learning-rate</c>. Null when all are too far away to be meant.</summary>
    public static string? Of(string wrong, IEnumerable<string> names)
    {
        string received = Plain(wrong);
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string name in names)
        {
            string known = Plain(name);
            int slips = Distance(received, known), longer = Math.Max(received.Length, known.Length);
            if (slips < least && slips <= Math.Max(2, received.Length / 3) && 2 * slips <= longer) (nearest, least) = (name, slips);
        }
        return least > 1 ? names.FirstOrDefault(n => Words(n).Contains(received)) ?? nearest : nearest;
    }

    private static IEnumerable<string> Words(string name) => name.Split('-', '_', ' ', '.').Select(Plain).Where(w => w.Length > 2);

    /// <summary>" Did you mean 'digits'?", with the space before it, or nothing.</summary>
    public static string Hint(string wrong, IEnumerable<string> names) => Of(wrong, names) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>The sentences for a name that is not among the known ones.</summary>
    public static string Unknown(string kind, string wrong, IEnumerable<string> names) =>
        $"There is no {kind} named '{wrong}'.{Hint(wrong, names)} Known are: {string.Join(", ", names)}.";

    /// <summary>Without case, blanks, dashes and underscores: LeakyReLU, leaky_relu and leaky-relu are one name.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // The optimal string alignment distance: Levenshtein's (1966), with two swapped neighbours as one change.
    internal static int Distance(string a, string b)
    {
        // Three rows of the table suffice: a swap looks two rows back.
        int[] twoBack = new int[b.Length + 1], back = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) back[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], back[j]) + 1, back[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
            }
            (twoBack, back, row) = (back, row, twoBack);
        }
        return back[b.Length];
    }
}
