using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Cajal.Studio;

/// <summary>What the engine says, in another language. Its files hold pairs of lines, an English sentence with holes and the same in the other language; empty lines and those that begin with # are
/// passed over. What no pair fits is told as it is.</summary>
internal sealed partial class Phrasebook
{
    // Nobody writes a longer sentence: what is longer is no sentence.
    private const int MostLetters = 4000, MostKept = 2000, Deepest = 6;

    // So many characters in their places are no chance.
    private const int Long = 20;

    private readonly ILookup<char, Phrase> phrases;
    private readonly ConcurrentDictionary<string, string> said = new(StringComparer.Ordinal);

    /// <summary>A book of the lines of its files.</summary>
    /// <exception cref="FormatException">A line has no second one, or a pair does not fit together.</exception>
    public Phrasebook(IEnumerable<string> lines)
    {
        string[][] pairs = [.. lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Chunk(2)];
        if (pairs is [.., { Length: 1 } alone]) throw new FormatException($"The phrasebook's last line has no other language: {alone[0]}");
        // The surest first.
        phrases = pairs.Select(p => new Phrase(p[0], p[1])).OrderByDescending(p => p.Fixed).ToLookup(p => p.First);
    }

    /// <summary>The book that came with Studio.</summary>
    public static Phrasebook Chinese { get; } = new(Files().SelectMany(Lines));

    /// <summary>A text in the other language, as far as the book knows it.</summary>
    public string Say(string text)
    {
        if (text.Length > MostLetters || !HasWords(text)) return text;
        if (said.TryGetValue(text, out string? known)) return known;
        // Numbers change: what was said a while ago is hardly said again.
        if (said.Count >= MostKept) said.Clear();
        return said[text] = Say(text, 0);
    }

    private string Say(string text, int depth)
    {
        if (depth > Deepest || !HasWords(text)) return text;
        string bare = text.Trim();
        return Listed(bare, depth, takesNames: false) ?? Sentences(bare, depth) ?? Fuller(Whole(bare, depth), Measured(bare, depth), bare) ?? Coded(bare, depth) ?? Listed(bare, depth, takesNames: true) ?? Pieces(bare, depth) ?? text;
    }

    private string? Whole(string text, int depth)
    {
        string? best = null;
        int sure = 0;
        if (text.Length == 0) return null;
        foreach (char first in (char[])[text[0], '\0'])
        {
            foreach (var phrase in phrases[first])
            {
                if (phrase.Fixed <= sure) break;
                if (phrase.Of(text, held => Fill(held, phrase.Fixed >= Long, depth)) is not { } found) continue;
                (best, sure) = (found, phrase.Fixed);
                break;
            }
        }
        return best;
    }

    // What a hole holds. A short phrase has found itself by chance where a hole of it would hold English prose: "step {0}" is no "step at which the loss was lost".
    private string? Fill(string held, bool takesProse, int depth) => Say(held, depth + 1) is var told && (takesProse || !Prose().IsMatch(told)) ? told : null;

    // Several sentences, if the book has each that has words.
    private string? Sentences(string text, int depth)
    {
        string[] sentences = SentenceEnd().Split(text);
        if (sentences.Length < 2) return null;
        var all = new StringBuilder();
        foreach (string sentence in sentences)
        {
            if ((Whole(sentence, depth) ?? (HasWords(sentence) ? null : sentence)) is not { } one) return null;
            all.Append(one);
        }
        return all.ToString();
    }

    // Several sentences, of which the book has some.
    private string? Pieces(string text, int depth) => SentenceEnd().Split(text) is { Length: > 1 } sentences ? string.Join(' ', sentences.Select(s => Say(s, depth + 1))) : null;

    // That of which less is left in English; of equals "step 3" is a whole, and "recall of class 1 0.4" is a number of what stands before it.
    private static string? Fuller(string? whole, string? measured, string text)
    {
        if (whole is null || measured is null) return whole ?? measured;
        int more = whole.Count(char.IsAsciiLetterLower) - measured.Count(char.IsAsciiLetterLower);
        return more > 0 || (more == 0 && text.IndexOf(' ') != text.LastIndexOf(' ')) ? measured : whole;
    }

    // "share of dead units 0.83 (threshold 0.5; 200 rows)": a quantity, its number, and what stands beside it.
    private string? Measured(string text, int depth)
    {
        if (Quantity().Match(text) is not { Success: true } m || Whole(m.Groups["what"].Value, depth) is not { } what) return null;
        string beside = m.Groups["beside"].Value;
        return $"{what}{(what[^1] == '）' ? "" : " ")}{Say(m.Groups["number"].Value, depth + 1)}{(beside.Length > 0 ? $"（{string.Join("；", beside.Split("; ").Select(b => Say(b, depth + 1)))}）" : "")}";
    }

    // "T8 no better than the prior": the code of a finding and its name.
    private string? Coded(string text, int depth) => text.IndexOf(' ') is > 1 and < 4 and var end && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiDigit(text[end - 1]) && Whole(text[(end + 1)..], depth) is { } name ? text[..(end + 1)] + name : null;

    // "layer 1 (Linear), layer 2 (Linear)": the book has each; "tanh and relu": or it is a name of one word.
    private string? Listed(string text, int depth, bool takesNames)
    {
        string[] items = Joint().Split(text);
        if (items.Length < 2) return null;
        for (int i = 0; i < items.Length; i++)
        {
            if ((Whole(items[i], depth) ?? Coded(items[i], depth) ?? (takesNames && !(items[i].Contains(' ') && HasWords(items[i])) ? items[i] : null)) is not { } told) return null;
            items[i] = told;
        }
        return string.Join("、", items);
    }

    // Whether something of it could be in the book.
    private static bool HasWords(string text) => text.AsSpan().ContainsAnyInRange('a', 'z');

    private static IEnumerable<string> Files() => typeof(Phrasebook).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("languages/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string[] Lines(string file)
    {
        using var reader = new StreamReader(typeof(Phrasebook).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd().Split('\n');
    }

    [GeneratedRegex(@"(?<=[.!?]) (?=\P{Ll})")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[a-z]{2,} [a-z]{2,}")]
    private static partial Regex Prose();

    [GeneratedRegex(" and |, |; ")]
    private static partial Regex Joint();

    [GeneratedRegex(@"^(?<what>.*\S) (?<number>-?[\d.]+(?:E[+-]?\d+)?(?: \[[^\]]*\])?|NaN|-?∞|-?Infinity)(?: \((?<beside>.*)\))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Quantity();
}
