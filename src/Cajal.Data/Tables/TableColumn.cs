namespace Cajal.Data;

/// <summary>One column as a program gives it, before it is decided what it is for: numbers (NaN where one is missing) or words (null where one is missing).</summary>
internal sealed record TableColumn(string Name, double[]? Numbers, string?[]? Words, bool IsWhole)
{
    public int Count => Numbers?.Length ?? Words!.Length;

    public bool IsMissing(int row) => Numbers is not null ? double.IsNaN(Numbers[row]) : Words![row] is null;

    /// <summary>Some rows of it as words: numbers in their one spelling.</summary>
    public string?[] AsWords(int[] rows) => Array.ConvertAll(rows, row => Words is not null ? Words[row] : double.IsNaN(Numbers![row]) ? null : CsvField.Canonical(Numbers[row]));

    /// <summary>Some rows of it as numbers.</summary>
    /// <exception cref="DatasetException">It holds words.</exception>
    public NumberColumn ToNumbers(int[] rows, string table) => new(Name, Array.ConvertAll(rows, row => Numbers?[row]
        ?? throw new DatasetException($"The column '{Name}' of '{table}' holds words; expected numbers.")));

    /// <summary>Some rows of it as a column of words.</summary>
    public CategoryColumn ToWords(int[] rows)
    {
        string?[] words = AsWords(rows);
        string[] names = CsvField.Names(words.OfType<string>().Distinct());
        var codes = names.Select((word, code) => (word, code)).ToDictionary(w => w.word, w => w.code, StringComparer.Ordinal);
        return new CategoryColumn(Name, Array.ConvertAll(words, word => word is null ? -1 : codes[CsvField.Canonical(word)]), names);
    }
}
