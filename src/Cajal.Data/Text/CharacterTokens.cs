using System.Text;

namespace Cajal.Data;

/// <summary>Every character is a token, in the order of their code points.</summary>
public sealed class CharacterTokens : Tokenizer
{
    private readonly string[] characters;
    private readonly Dictionary<int, int> places = [];

    private CharacterTokens(string[] characters)
    {
        this.characters = characters;
        for (int i = 0; i < characters.Length; i++)
        {
            if (Rune.DecodeFromUtf16(characters[i], out var rune, out int used) != System.Buffers.OperationStatus.Done
                || used != characters[i].Length)
                throw new DatasetException($"Token {i} of the vocabulary is '{characters[i]}'; expected one character.");
            if (!places.TryAdd(rune.Value, i)) throw new DatasetException($"The vocabulary holds the character '{characters[i]}' twice.");
        }
        if (characters.Length == 0) throw new DatasetException("The vocabulary holds no characters.");
    }

    /// <inheritdoc/>
    public override int Count => characters.Length;

    /// <summary>The characters of a text.</summary>
    /// <exception cref="DatasetException">The text is empty.</exception>
    public static CharacterTokens Learn(string text)
    {
        if (text.Length == 0) throw new DatasetException("The text is empty, so there are no characters to learn.");
        return new([.. text.EnumerateRunes().Distinct().Order().Select(rune => rune.ToString())]);
    }

    /// <summary>With the given characters.</summary>
    /// <exception cref="DatasetException">One stands twice, or is none.</exception>
    public static CharacterTokens Of(IEnumerable<string> characters) => new([.. characters]);

    /// <inheritdoc/>
    public override int[] Encode(string text)
    {
        var tokens = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!places.TryGetValue(rune.Value, out int token))
                throw new DatasetException($"The character '{rune}' (U+{rune.Value:X4}, place {tokens.Count + 1}) is not among "
                    + $"the {Count} characters of the "
                    + "training text. Leave it out, or learn a vocabulary that has it.");
            tokens.Add(token);
        }
        return [.. tokens];
    }

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<int> tokens)
    {
        var text = new StringBuilder(tokens.Length);
        foreach (int token in tokens)
        {
            Require(token);
            text.Append(characters[token]);
        }
        return text.ToString();
    }

    private protected override VocabularyRecord ToRecord() => new() { Characters = characters };
}
