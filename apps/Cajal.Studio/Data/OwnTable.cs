using System.Text;
using Cajal.Data;

namespace Cajal.Studio;

/// <summary>A table that somebody pasted or dropped, read by the reader of the data wing.</summary>
/// <param name="Columns">Its columns, in the order of the text.</param>
/// <param name="Rows">The fields of each line, header left out.</param>
/// <param name="HasHeader">Whether the first line held names.</param>
internal sealed record OwnTable(IReadOnlyList<OwnColumn> Columns, IReadOnlyList<string[]> Rows, bool HasHeader)
{
    /// <summary>Most columns of a table.</summary>
    public const int MostColumns = 200;

    /// <summary>Most different words of a column that is read as inputs, one for each word.</summary>
    public const int MostWords = 12;

    private const int Kept = 8;

    private static readonly Lock Gate = new();
    private static readonly List<(string Text, OwnTable Table)> Known = [];

    /// <summary>Reads a text; the last ones that were read are kept.</summary>
    /// <exception cref="ArgumentException">No table, or too large a one; the message is one sentence.</exception>
    public static OwnTable Read(string text)
    {
        lock (Gate)
        {
            if (Known.FirstOrDefault(k => k.Text == text) is { Table: { } table }) return table;
            table = ReadAnew(text);
            if (Known.Count == Kept) Known.RemoveAt(0);
            Known.Add((text, table));
            return table;
        }
    }

    // The reader of the data wing reads files: one of this user's own for a moment.
    private static OwnTable ReadAnew(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new ArgumentException("The table is empty: expected lines of fields with a comma, semicolon, tab or bar between them, the first line names or not.");
        return Aside.With(Encoding.UTF8.GetBytes(text), "", path =>
        {
            try
            {
                return ReadFile(path);
            }
            catch (Exception e) when (e is DatasetException or ArgumentException)
            {
                string told = e.Message.Replace($"'{path}'", "the table", StringComparison.Ordinal);
                throw new ArgumentException(char.ToUpperInvariant(told[0]) + told[1..], e);
            }
        });
    }

    private static OwnTable ReadFile(string path)
    {
        var scan = new CsvScan(path, new DatasetOptions());
        if (scan.Rows > PointData.MostPoints) throw new ArgumentException($"The table has {scan.Rows} lines; the playground takes {PointData.MostPoints} at most. Keep a part of them.");
        if (scan.Columns.Length > MostColumns) throw new ArgumentException($"The table has {scan.Columns.Length} columns; the playground takes {MostColumns} at most. Keep a part of them.");
        var rows = new List<string[]>(scan.Rows);
        using var records = new CsvRecords(path, null);
        if (scan.HasHeader) records.Read();
        while (records.Read()) rows.Add([.. Enumerable.Range(0, records.FieldCount).Select(f => CsvField.IsMissing(records[f]) ? "" : records.Text(f))]);
        return new OwnTable([.. scan.Columns.Select((column, c) => Column(column, scan.Names[c], c, rows))], rows, scan.HasHeader);
    }

    private static OwnColumn Column(ColumnScan scan, string name, int index, List<string[]> rows)
    {
        string[] words = CsvField.Names(rows.Select(r => r[index]).Where(f => f.Length > 0));
        string? trouble = scan.FirstInfinite is { } infinite ? $"line {infinite.Line} holds '{infinite.Word}', which is not a finite number"
            : scan.IsNumbers ? scan.FirstText is { } text ? $"line {text.Line} holds '{text.Word}' among numbers" : null
            : words.Length > MostWords ? $"it holds {words.Length} different words, and each would be an input; {MostWords} are taken at most" : null;
        return new OwnColumn(index + 1, name, scan.IsNumbers && scan.FirstText is null, words, scan.Missing, trouble);
    }
}

/// <summary>A column of such a table.</summary>
/// <param name="Position">Its place, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsNumbers">Whether all that is known of it are numbers.</param>
/// <param name="Words">Its different values, numbers in their order, then words.</param>
/// <param name="Missing">How many of its fields are empty.</param>
/// <param name="Trouble">Why it cannot be an input; null when it can.</param>
internal sealed record OwnColumn(int Position, string Name, bool IsNumbers, IReadOnlyList<string> Words, int Missing, string? Trouble);
