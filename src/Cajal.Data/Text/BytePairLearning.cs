using System.Text;

namespace Cajal.Data;

/// <summary>Finds the pairs that become tokens. Counts are kept per pair and changed only in the words that held the joined pair.</summary>
internal static class BytePairLearning
{
    private const int Bytes = 256;

    /// <summary>First and second token of each new one.</summary>
    public static int[] Learn(IEnumerable<string> words, int wanted)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string word in words) counts[word] = counts.GetValueOrDefault(word) + 1;
        // In ordinal order, so that nothing depends on a dictionary's.
        var distinct = counts.OrderBy(c => c.Key, StringComparer.Ordinal).ToArray();
        List<int>[] tokens = [.. distinct.Select(c => new List<int>(Array.ConvertAll(Encoding.UTF8.GetBytes(c.Key), b => (int)b)))];
        var pairs = new Dictionary<(int, int), long>();
        var places = new Dictionary<(int, int), HashSet<int>>();
        for (int w = 0; w < tokens.Length; w++) Count(w, 1);
        var merges = new List<int>();
        for (int token = Bytes; merges.Count < 2 * wanted; token++)
        {
            (int First, int Second) best = default;
            long most = 1;
            foreach (var (pair, count) in pairs)
                if (count > most || (count == most && most > 1 && pair.CompareTo(best) < 0)) (best, most) = (pair, count);
            if (most < 2) break;
            merges.AddRange([best.First, best.Second]);
            foreach (int w in places[best].ToArray())
            {
                Count(w, -1);
                BytePairTokens.Join(tokens[w], best.First, best.Second, token);
                Count(w, 1);
            }
        }
        return [.. merges];

        void Count(int w, int sign)
        {
            for (int i = 0; i + 1 < tokens[w].Count; i++)
            {
                var pair = (tokens[w][i], tokens[w][i + 1]);
                long now = pairs.GetValueOrDefault(pair) + (long)sign * distinct[w].Value;
                if (now > 0) pairs[pair] = now;
                else pairs.Remove(pair);
                if (!places.TryGetValue(pair, out var where)) places[pair] = where = [];
                if (sign > 0) where.Add(w);
                else where.Remove(w);
            }
        }
    }
}

/// <summary>Cuts a text into words: letters, digits or other signs side by side, each with the blank before it; further white space by
/// itself.</summary>
internal static class TextWords
{
    private enum Kind
    {
        Letter,
        Digit,
        Blank,
        Other,
    }

    public static IEnumerable<string> Of(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = start + 1;
            bool takesNext = text[start] == ' ' && end < text.Length && KindOf(text[end]) != Kind.Blank;
            var kind = KindOf(text[takesNext ? start + 1 : start]);
            if (takesNext) end++;
            while (end < text.Length && KindOf(text[end]) == kind) end++;
            // The last blank of several belongs to the word behind it.
            if (kind == Kind.Blank && end < text.Length && end - start > 1 && text[end - 1] == ' ') end--;
            yield return text[start..end];
            start = end;
        }
    }

    // Halves of a character beyond the basic plane are signs, so that it is never cut.
    private static Kind KindOf(char c) => char.IsLetter(c) ? Kind.Letter : char.IsDigit(c) ? Kind.Digit
        : char.IsWhiteSpace(c) ? Kind.Blank : Kind.Other;
}
