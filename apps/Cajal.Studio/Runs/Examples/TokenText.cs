using System.Text;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>Tokens as a person reads them.</summary>
internal static class TokenText
{
    /// <summary>Kinds of token by what they begin with behind blanks, as words of the page.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["letterToken", "digitToken", "spaceToken", "signToken"];

    /// <summary>Which kind a token is.</summary>
    public static int KindOf(Tokenizer tokens, int token)
    {
        foreach (var rune in tokens.Decode([token]).EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune)) return Rune.IsLetter(rune) ? 0 : Rune.IsDigit(rune) ? 1 : 3;
        return 2;
    }

    /// <summary>A token in which blanks are seen.</summary>
    public static string Of(Tokenizer tokens, int token) => PlainText.Of(tokens.Decode([token]).Replace("\r", "␍", StringComparison.Ordinal).Replace('\n', '↵').Replace('\t', '⇥').Replace(' ', '␣'), 24);

    /// <summary>The last of some tokens as running text, for what stands before a place.</summary>
    /// <param name="tokens">The vocabulary.</param>
    /// <param name="before">The tokens.</param>
    /// <param name="most">Characters at most.</param>
    public static string Last(Tokenizer tokens, ReadOnlySpan<int> before, int most)
    {
        string text = tokens.Decode(before).ReplaceLineEndings("↵").Replace('\t', '⇥');
        if (text.Length <= most) return PlainText.Of(text, most);
        int from = text.Length - most;
        // Halves of a character stay together.
        if (char.IsLowSurrogate(text[from])) from++;
        return $"…{PlainText.Of(text[from..], most)}";
    }
}
