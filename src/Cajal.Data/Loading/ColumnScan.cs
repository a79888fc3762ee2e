using System.Text;

namespace Cajal.Data;

/// <summary>What a first reading of one CSV column found.</summary>
/// <param name="mostWords">How many different values are kept.</param>
/// <param name="countsNumbers">Whether numbers are kept as values too; words always are.</param>
internal sealed class ColumnScan(int mostWords, bool countsNumbers)
{
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private char[] letters = new char[64];

    /// <summary>Values that read as numbers, infinite ones included.</summary>
    public int Numbers { get; private set; }

    /// <summary>Values that are neither numbers nor missing.</summary>
    public int Texts { get; private set; }

    /// <summary>Values that are missing.</summary>
    public int Missing { get; private set; }

    /// <summary>The first value that is text, and its line.</summary>
    public (string Word, long Line)? FirstText { get; private set; }

    /// <summary>The first value that is an infinite number, and its line.</summary>
    public (string Word, long Line)? FirstInfinite { get; private set; }

    /// <summary>How often each different value occurs (words only, unless numbers count too), as long as there are not too many.</summary>
    public IReadOnlyDictionary<string, int> Words => words;

    /// <summary>Whether there were more different values than are kept.</summary>
    public bool HasTooManyWords { get; private set; }

    /// <summary>The rule for columns: numbers when more than half of the values that are not missing are numbers (or none is known), else
    /// words.</summary>
    public bool IsNumbers => Numbers > Texts || Numbers + Texts == 0;

    /// <summary>Whether the column is one of words with some numbers among them that were not kept: it has to be read again.</summary>
    public bool LacksNumbers => !countsNumbers && !IsNumbers && Numbers > 0;

    public void Add(ReadOnlySpan<byte> field, long line)
    {
        if (CsvField.IsMissing(field))
        {
            Missing++;
            return;
        }
        if (CsvField.TryNumber(field, out double number))
        {
            Numbers++;
            if (double.IsInfinity(number)) FirstInfinite = Earlier(FirstInfinite, field, line);
            if (!countsNumbers) return;
        }
        else
        {
            Texts++;
            FirstText = Earlier(FirstText, field, line);
        }
        if (!HasTooManyWords) CountWord(field);
    }

    private static (string, long) Earlier((string Word, long Line)? known, ReadOnlySpan<byte> field, long line) =>
        known is { } first && first.Line <= line ? first : (Encoding.UTF8.GetString(field), line);

    private void CountWord(ReadOnlySpan<byte> field)
    {
        if (letters.Length < field.Length) letters = new char[field.Length];
        ReadOnlySpan<char> word = letters.AsSpan(0, Encoding.UTF8.GetChars(field, letters));
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(word, out int count)) lookup[word] = count + 1;
        else if (words.Count < mostWords) lookup[word] = 1;
        else HasTooManyWords = true;
    }
}
