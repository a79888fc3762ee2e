namespace Cajal.Data;

/// <summary>Text as whole numbers and back: each number is a token of a vocabulary that was learned from the training text.</summary>
public abstract class Tokenizer
{
    private protected Tokenizer()
    {
    }

    /// <summary>Number of tokens; they are 0 to Count − 1.</summary>
    public abstract int Count { get; }

    /// <summary>A text as tokens.</summary>
    /// <exception cref="DatasetException">The text holds something that the vocabulary cannot say.</exception>
    public abstract int[] Encode(string text);

    /// <summary>Tokens as text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is no token.</exception>
    public abstract string Decode(ReadOnlySpan<int> tokens);

    /// <summary>Writes the vocabulary as JSON.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => File.WriteAllText(path, ToJson());

    /// <summary>Reads a vocabulary written by <see cref="Save"/>.</summary>
    /// <exception cref="DatasetException">No such text, or written by a later version.</exception>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    public static Tokenizer Load(string path)
    {
        using var stream = DataFile.Open(path);
        using var reader = new StreamReader(stream);
        return FromJson(reader.ReadToEnd());
    }

    /// <summary>The vocabulary as JSON text.</summary>
    public string ToJson() => System.Text.Json.JsonSerializer.Serialize(ToRecord(), DataJson.Default.VocabularyRecord);

    /// <summary>From JSON text written by <see cref="ToJson"/>.</summary>
    /// <exception cref="DatasetException">Not such a text, or written by a later version.</exception>
    public static Tokenizer FromJson(string json)
    {
        var record = DataJson.Read(json, DataJson.Default.VocabularyRecord, "vocabulary", VocabularyRecord.CurrentVersion);
        return (record.Characters, record.Merges) switch
        {
            ({ } characters, null) => CharacterTokens.Of(characters),
            (null, { } merges) => BytePairTokens.Of(merges),
            _ => throw new DatasetException("The vocabulary has neither characters nor merges, or both; expected one of them."),
        };
    }

    /// <summary>Throws for a number that is no token.</summary>
    private protected void Require(int token)
    {
        if ((uint)token >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(token), $"The vocabulary has the tokens 0 to {Count - 1}; received {token}.");
    }

    private protected abstract VocabularyRecord ToRecord();
}

/// <summary>A vocabulary as it is written.</summary>
internal sealed class VocabularyRecord
{
    public const int CurrentVersion = 1;

    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The characters, one token each; null for byte pairs.</summary>
    public string[]? Characters { get; init; }

    /// <summary>Pairs of tokens that became tokens 256, 257, …: first and second of each; null for characters.</summary>
    public int[]? Merges { get; init; }
}
