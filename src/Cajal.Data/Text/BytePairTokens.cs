using System.Text;

namespace Cajal.Data;

/// <summary>Tokens 0 to 255 are bytes of UTF-8, each later one a frequent pair of earlier ones; so every text can be said.</summary>
/// <remarks>Pairs are joined inside words only, the blank before a word belonging to it. Sources: Gage (1994), A new algorithm for data
/// compression; Sennrich, Haddow, Birch (2016).</remarks>
public sealed class BytePairTokens : Tokenizer
{
    private const int Bytes = 256;

    private readonly int[] merges;
    private readonly byte[][] contents;
    private readonly Dictionary<(int, int), int> ranks = [];
    private readonly Dictionary<string, int[]> known = new(StringComparer.Ordinal);

    private BytePairTokens(int[] merges)
    {
        this.merges = merges;
        if (merges.Length % 2 != 0) throw new DatasetException($"The vocabulary has {merges.Length} numbers of merges; expected two for "
            + $"each.");
        contents = new byte[Bytes + merges.Length / 2][];
        for (int i = 0; i < Bytes; i++) contents[i] = [(byte)i];
        for (int i = 0; i < merges.Length / 2; i++)
        {
            int first = merges[2 * i], second = merges[2 * i + 1], token = Bytes + i;
            if ((uint)first >= (uint)token || (uint)second >= (uint)token)
                throw new DatasetException($"Token {token} of the vocabulary is made of {first} and {second}; expected tokens before it.");
            if ((long)contents[first].Length + contents[second].Length > 1 << 16)
                throw new DatasetException($"Token {token} of the vocabulary has more than {1 << 16} bytes.");
            if (!ranks.TryAdd((first, second), token)) throw new DatasetException($"The vocabulary joins {first} and {second} twice.");
            contents[token] = [.. contents[first], .. contents[second]];
        }
    }

    /// <inheritdoc/>
    public override int Count => contents.Length;

    /// <summary>Learns a vocabulary: again and again the most frequent pair (of equals, the smallest) becomes a token.</summary>
    /// <param name="text">The training text.</param>
    /// <param name="size">Tokens wanted, bytes included; fewer come when no pair is left that stands twice.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 256.</exception>
    public static BytePairTokens Learn(string text, int size)
    {
        if (size < Bytes) throw new ArgumentOutOfRangeException(nameof(size), $"A vocabulary of byte pairs has at least {Bytes} tokens; "
            + $"received {size}.");
        return new(BytePairLearning.Learn(TextWords.Of(text), size - Bytes));
    }

    /// <summary>With given pairs: first and second token of 256, of 257, ….</summary>
    /// <exception cref="DatasetException">A pair of tokens that come later, or twice the same.</exception>
    public static BytePairTokens Of(IEnumerable<int> merges) => new([.. merges]);

    /// <inheritdoc/>
    public override int[] Encode(string text)
    {
        var tokens = new List<int>(text.Length / 2);
        foreach (string word in TextWords.Of(text)) tokens.AddRange(OfWord(word));
        return [.. tokens];
    }

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new List<byte>(4 * tokens.Length);
        foreach (int token in tokens)
        {
            Require(token);
            bytes.AddRange(contents[token]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    // Pairs in the order they were learned.
    private int[] OfWord(string word)
    {
        lock (known)
            if (known.TryGetValue(word, out int[]? before)) return before;
        var tokens = new List<int>(Array.ConvertAll(Encoding.UTF8.GetBytes(word), b => (int)b));
        while (tokens.Count > 1)
        {
            int best = int.MaxValue;
            for (int i = 0; i + 1 < tokens.Count; i++)
                if (ranks.TryGetValue((tokens[i], tokens[i + 1]), out int token)) best = Math.Min(best, token);
            if (best == int.MaxValue) break;
            Join(tokens, merges[2 * (best - Bytes)], merges[2 * (best - Bytes) + 1], best);
        }
        int[] result = [.. tokens];
        lock (known)
            if (known.Count < 1 << 18 && word.Length < 64) known[word] = result;
        return result;
    }

    /// <summary>Every pair, from the left, becomes the token.</summary>
    internal static void Join(List<int> tokens, int first, int second, int token)
    {
        int to = 0;
        for (int from = 0; from < tokens.Count; from++)
        {
            bool isPair = tokens[from] == first && from + 1 < tokens.Count && tokens[from + 1] == second;
            tokens[to++] = isPair ? token : tokens[from];
            if (isPair) from++;
        }
        tokens.RemoveRange(to, tokens.Count - to);
    }

    private protected override VocabularyRecord ToRecord() => new() { Merges = merges };
}
