namespace Cajal.Data;

/// <summary>One column as a program gives it, before it is decided what it is for: numbers (NaN where one is missing), words (null where one is missing), or something that can only be left out.</summary>
internal sealed record TableColumn(string Name, int Count)
{
    public double[]? Numbers { get; init; }

    public string?[]? Words { get; init; }

    /// <summary>Whether the numbers are whole by their type.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Why the column cannot be read, as a sentence; null when it can.</summary>
    public string? Trouble { get; init; }

    public bool IsMissing(int row) => Numbers is not null ? double.IsNaN(Numbers[row]) : Words is not null && Words[row] is null;

    /// <summary>Some rows of it as words: numbers in their one spelling.</summary>
    /// <exception cref="DatasetException">It cannot be read.</exception>
    public string?[] AsWords(int[] rows)
    {
        if (Trouble is not null) throw new DatasetException(Trouble);
        return Array.ConvertAll(rows, row => Words is not null ? Words[row] : double.IsNaN(Numbers![row]) ? null : CsvField.Canonical(Numbers[row]));
    }

    /// <summary>Some rows of it as numbers.</summary>
    /// <exception cref="DatasetException">It holds words, or cannot be read.</exception>
    public NumberColumn ToNumbers(int[] rows, string table) => Numbers is { } numbers ? new(Name, Array.ConvertAll(rows, row => numbers[row]))
        : throw new DatasetException(Trouble ?? $"The column '{Name}' of '{table}' holds words; expected numbers.");

    /// <summary>Some rows of it as a column of words.</summary>
    /// <exception cref="DatasetException">It cannot be read.</exception>
    public CategoryColumn ToWords(int[] rows)
    {
        string?[] words = AsWords(rows);
        string[] names = CsvField.Names(words.OfType<string>().Distinct());
        var codes = names.Select((word, code) => (word, code)).ToDictionary(w => w.word, w => w.code, StringComparer.Ordinal);
        return new CategoryColumn(Name, Array.ConvertAll(words, word => word is null ? -1 : codes[CsvField.Canonical(word)]), names);
    }

    /// <summary>The sentence for a column of a type that is neither numbers nor words.</summary>
    public static string Unreadable(string name, string table, string? type) =>
        $"The column '{name}' of '{table}' is of the type {type}; numbers, words and truth values can be read. Make a number of it, or ignore it.";
}
