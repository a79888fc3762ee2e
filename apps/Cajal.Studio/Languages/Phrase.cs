using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cajal.Studio;

/// <summary>A sentence of the engine and the same in another language; both have numbered holes for what differs each time: <c>row {0}</c>, <c>第 {0} 行</c>. What stands in quotes, or in a hole
/// that is written <c>{=0}</c> in the English sentence, are names that stay as they are.</summary>
internal sealed partial class Phrase
{
    private readonly string[] parts;
    private readonly int[] holes;
    private readonly bool[] areNames;
    private readonly string[] answers;
    private readonly int[] fills;

    /// <summary>Reads a pair. What stands in braces and is no number is text.</summary>
    /// <exception cref="FormatException">The English sentence is a hole and no more, or the other one has other holes.</exception>
    public Phrase(string english, string other)
    {
        (parts, holes, areNames) = Read(english);
        (answers, fills, _) = Read(other);
        Fixed = parts.Sum(p => p.Length);
        if (Fixed == 0 || !holes.Order().SequenceEqual(fills.Order()) || holes.Distinct().Count() != holes.Length)
            throw new FormatException($"Both lines of a pair of the phrasebook have text and the same holes, each once; received '{english}' and '{other}'.");
    }

    /// <summary>How many characters of it are the same each time: the more, the surer it is what was said.</summary>
    public int Fixed { get; }

    /// <summary>The first character; 0 where it begins with a hole.</summary>
    public char First => parts[0].Length > 0 ? parts[0][0] : '\0';

    /// <summary>The sentence in the other language; null where the text is another one. Holes take as little as they can, so that time grows with the length only.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="fill">Is asked what a hole holds in the other language; null where it cannot be held by a hole of this sentence.</param>
    public string? Of(string text, Func<string, string?> fill)
    {
        int end = text.Length - parts[^1].Length, at = parts[0].Length;
        if (!text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal)) return null;
        if (holes.Length == 0) return text.Length == at ? string.Concat(answers) : null;
        if (end < at) return null;
        var held = new string[holes.Length];
        for (int i = 0; i < holes.Length; i++)
        {
            int next = i == holes.Length - 1 ? end : text.IndexOf(parts[i + 1], at, end - at, StringComparison.Ordinal);
            if (next < 0) return null;
            held[i] = text[at..next];
            at = next + parts[i + 1].Length;
        }
        var said = new StringBuilder(answers[0]);
        for (int i = 0; i < fills.Length; i++)
        {
            int hole = Array.IndexOf(holes, fills[i]);
            if ((areNames[hole] ? held[hole] : fill(held[hole])) is not { } told) return null;
            Append(said, told);
            Append(said, answers[i + 1]);
        }
        return said.ToString();
    }

    // Chinese has a space between its signs and other letters or digits, and none between two signs.
    private static void Append(StringBuilder said, string text)
    {
        if (text.Length == 0) return;
        string first = text.TrimStart();
        if (first.Length > 0 && IsSign(first[0]) && said.Length > 1 && said[^1] == ' ' && IsSign(said[^2])) said.Length--;
        else if (said.Length > 0 && (IsSign(said[^1]) && char.IsAsciiLetterOrDigit(text[0]) || char.IsAsciiLetterOrDigit(said[^1]) && IsSign(text[0]))) said.Append(' ');
        said.Append(text[0] == ' ' && said.Length > 0 && (IsSign(said[^1]) || said[^1] >= '\u3000') && first.Length > 0 && IsSign(first[0]) ? first : text);
    }

    private static bool IsSign(char c) => c is >= '\u4E00' and <= '\u9FFF';

    // "a{0}b" is the parts a and b around the hole 0.
    private static (string[] Parts, int[] Holes, bool[] AreNames) Read(string line)
    {
        var (parts, holes, names, from) = (new List<string>(), new List<int>(), new List<bool>(), 0);
        foreach (Match hole in Hole().Matches(line))
        {
            parts.Add(line[from..hole.Index]);
            holes.Add(int.Parse(hole.Groups["number"].ValueSpan, CultureInfo.InvariantCulture));
            names.Add(hole.Groups["name"].Length > 0 || parts[^1].EndsWith('\''));
            from = hole.Index + hole.Length;
        }
        parts.Add(line[from..]);
        return ([.. parts], [.. holes], [.. names]);
    }

    [GeneratedRegex(@"\{(?<name>=?)(?<number>[0-9]{1,2})\}")]
    private static partial Regex Hole();
}
