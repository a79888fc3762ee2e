using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>x' = one number per word of the training part, 1 at the example's word and 0 elsewhere: [N] → [N, words].</summary>
/// <remarks>A missing value becomes the most frequent word. A word that did not occur in training turns no number on: all are 0, and the
/// count is said.</remarks>
public sealed class OneHotWords : ColumnTransform
{
    private Dictionary<string, int>? places;

    /// <summary>The words of the training part, in ordinal order; word i turns number i on.</summary>
    public required string[] Words { get; init; }

    /// <summary>The word that was most frequent in the training part; null when every value was missing there.</summary>
    public required string? MostFrequent { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => Words.Length;

    /// <inheritdoc/>
    public override string Describe() => $"{Name}: {Words.Length} words, one number each "
        + $"({string.Join(", ", Words.Take(6))}{(Words.Length > 6 ? ", ..." : "")})"
        + (Missing == 0 ? "" : $"; {Missing} missing, filled with '{MostFrequent}'");

    /// <summary>Which number a word turns on; −1 for one that did not occur in training. Numbers that are equal are one word, however they are written.</summary>
    public int PlaceOf(string word) => Places.TryGetValue(word, out int place) || Places.TryGetValue(CsvField.Canonical(word), out place) ? place : -1;

    private Dictionary<string, int> Places => places ??= new(Words.Select((word, place) => KeyValuePair.Create(word, place)).DistinctBy(w => w.Key), StringComparer.Ordinal);

    internal static OneHotWords Fit(CategoryColumn column, ReadOnlySpan<int> rows)
    {
        var counts = new int[column.Words.Count];
        int missing = 0;
        foreach (int row in rows)
        {
            int code = column.Codes[row];
            if (code < 0) missing++;
            else counts[code]++;
        }
        string[] words = [.. column.Words.Where((_, code) => counts[code] > 0).Order(StringComparer.Ordinal)];
        string? mostFrequent = words.Length == 0 ? null : column.Words[Array.IndexOf(counts, counts.Max())];
        return new OneHotWords
        {
            Name = column.Name,
            Position = column.Position,
            Missing = missing,
            Words = words,
            MostFrequent = mostFrequent,
        };
    }

    internal override string? Write(Column column, ReadOnlySpan<int> rows, Span<float> matrix, int offset, int width)
    {
        if (column is not CategoryColumn category)
            throw new DatasetException($"Column '{Name}' held words in training; here it holds numbers.");
        int filler = Array.IndexOf(Words, MostFrequent), filled = 0, unseen = 0;
        int[] places = [.. category.Words.Select(word => Array.IndexOf(Words, word))];
        for (int i = 0; i < rows.Length; i++)
        {
            int code = category.Codes[rows[i]];
            int place = code < 0 ? filler : places[code];
            if (code < 0) filled++;
            else if (place < 0) unseen++;
            var numbers = matrix.Slice(i * width + offset, Words.Length);
            numbers.Clear();
            if (place >= 0) numbers[place] = 1;
        }
        string[] said =
        [
            .. filled == 0 ? Array.Empty<string>() : [$"{filled} missing, filled with the most frequent word '{MostFrequent}'"],
            .. unseen == 0 ? Array.Empty<string>() : [$"{unseen} with a word unseen in training, read as none of the known words"],
        ];
        return said.Length == 0 ? null : $"column '{Name}': {string.Join("; ", said)}";
    }
}
