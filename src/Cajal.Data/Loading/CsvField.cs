using System.Globalization;
using System.Text;

namespace Cajal.Data;

/// <summary>How the text of one field is read: as missing, as a number, or as a word.</summary>
internal static class CsvField
{
    /// <summary>What stands for a missing value, in upper or lower case.</summary>
    private static readonly string[] MissingMarks = ["NA", "NaN", "?", "null"];

    public static bool IsMissing(ReadOnlySpan<byte> field)
    {
        if (field.Length > 4) return false;
        if (field.IsEmpty) return true;
        foreach (string mark in MissingMarks)
        {
            if (Ascii.EqualsIgnoreCase(field, mark)) return true;
        }
        return false;
    }

    /// <summary>A decimal number with point and perhaps exponent, whatever the culture; overflow and "Infinity" give an infinite
    /// one.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out double number)
    {
        // Most numbers of large files are short whole ones.
        int whole = 0, read = 0;
        for (; read < field.Length && read < 9 && char.IsAsciiDigit((char)field[read]); read++) whole = 10 * whole + field[read] - '0';
        number = whole;
        return (read == field.Length && read > 0)
            || (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !double.IsNaN(number));
    }

    /// <summary>A word as a class or category name: numbers that are equal get one spelling.</summary>
    public static string Canonical(string word) => TryNumber(Encoding.UTF8.GetBytes(word), out double number) ? Canonical(number) : word;

    public static string Canonical(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The different names among words: numbers in their order, then words in ordinal order, whatever the order of the
    /// lines.</summary>
    public static string[] Names(IEnumerable<string> words) =>
    [
        .. words.Select(Canonical).Distinct()
            .Select(word => (word, isNumber: TryNumber(Encoding.UTF8.GetBytes(word), out double number), number))
            .OrderBy(w => !w.isNumber).ThenBy(w => w.number).ThenBy(w => w.word, StringComparer.Ordinal).Select(w => w.word),
    ];
}
