namespace Cajal.Data;

/// <summary>The first of two readings of a CSV file: decides on header, names and columns, and counts the lines.</summary>
/// <remarks>The header rule: the first line holds names when no field of it is a number or marked as missing (an empty first one may be),
/// and either a
/// column below it holds numbers, or, in a file of words only, none of its words comes again in its column. A column asked for by name
/// needs a header.</remarks>
internal sealed class CsvScan
{
    /// <summary>A column of more different words than this is no category but free text.</summary>
    public const int MostCategories = 256;

    /// <summary>A target of more different values than this is no class.</summary>
    public const int MostClasses = 1000;

    // 2 GiB of double precision.
    private const long MostCells = 1L << 28;

    private CsvScan(string[] names, ColumnScan[] columns, int target, bool[] isIgnored) =>
        (Names, Columns, Target, IsIgnored) = (names, columns, target, isIgnored);

    public string[] Names { get; }

    public ColumnScan[] Columns { get; }

    /// <summary>Index of the target column.</summary>
    public int Target { get; }

    public bool[] IsIgnored { get; }

    /// <summary>Whether the first line holds names.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>Number of records, header not counted.</summary>
    public int Rows { get; private set; }

    /// <exception cref="DatasetException">Nothing to read, too much to hold, ragged lines or broken quotes.</exception>
    /// <exception cref="ArgumentException">A column that does not exist, or target and ignored at once.</exception>
    public static CsvScan Of(string path, DatasetOptions options)
    {
        using var records = new CsvRecords(path, options.Separator);
        if (!records.Read()) throw new DatasetException($"'{path}' holds no lines with content; expected one example per line.");
        int width = records.FieldCount;
        if (width < 2)
            throw new DatasetException($"'{path}' has one column (separator not found?); expected at least two: an input and the "
                + "target. Give the separator.");

        long firstLine = records.Line;
        string[] first = [.. Enumerable.Range(0, width).Select(records.Text)];
        byte[][] firstFields = [.. Enumerable.Range(0, width).Select(i => records[i].ToArray())];
        // The first line's words serve as names for now: whoever asks for a name asks for a header.
        string[] wanted = [.. options.Ignore, .. options.Categories, .. options.Target is null ? Array.Empty<string>() : [options.Target]];
        bool asksForNames = wanted.Any(ColumnChoice.IsName);
        if (asksForNames && options.Header == false)
            throw new ArgumentException($"Column '{wanted.First(ColumnChoice.IsName)}' is a name, but '{path}' is said to have no "
                + "header; give its position.");
        string[] names = ColumnChoice.Names(options.Header == false ? null : first, width);
        var isIgnored = new bool[width];
        foreach (string ignore in options.Ignore) isIgnored[ColumnChoice.Find(ignore, names, path)] = true;
        int target = options.Target is { } name ? ColumnChoice.Find(name, names, path)
            : Array.FindLastIndex(isIgnored, ignored => !ignored);
        if (target < 0 || isIgnored[target])
            throw new ArgumentException($"The target column of '{path}' is among the ignored ones; ignore others or choose another "
                + "target.");

        ColumnScan[] columns = [.. Enumerable.Range(0, width).Select(i => new ColumnScan(i == target ? MostClasses : MostCategories))];
        int rows = 0;
        for (; records.Read(); rows++)
        {
            if ((rows + 1L) * width > MostCells)
                throw new DatasetException($"'{path}' has more than {MostCells / width} lines of {width} columns, more than Cajal holds "
                    + "in memory; split it or drop columns.");
            for (int i = 0; i < width; i++)
            {
                if (!isIgnored[i]) columns[i].Add(records[i], records.Line);
            }
        }
        bool hasHeader = options.Header ?? (asksForNames || LooksLikeHeader(firstFields, first, columns, isIgnored, rows));
        if (!hasHeader)
        {
            for (int i = 0; i < width; i++)
            {
                if (!isIgnored[i]) columns[i].Add(firstFields[i], firstLine);
            }
            rows++;
            names = ColumnChoice.Names(null, width);
        }
        if (rows == 0) throw new DatasetException($"'{path}' holds a header line and no examples below it.");
        return new CsvScan(names, columns, target, isIgnored) { HasHeader = hasHeader, Rows = rows };
    }

    /// <summary>Whether a field of a first line speaks for names: neither a number nor marked as missing.</summary>
    public static bool CanBeName(ReadOnlySpan<byte> field, int index) =>
        field.IsEmpty ? index == 0 : !CsvField.IsMissing(field) && !CsvField.TryNumber(field, out _);

    private static bool LooksLikeHeader(byte[][] fields, string[] first, ColumnScan[] columns, bool[] isIgnored, int rows)
    {
        if (fields.Where((field, i) => !CanBeName(field, i)).Any()) return false;
        int[] used = [.. Enumerable.Range(0, columns.Length).Where(i => !isIgnored[i])];
        if (rows == 0 || used.Any(i => columns[i].Numbers > columns[i].Texts)) return true;
        return !used.Any(i => columns[i].Words.ContainsKey(first[i]));
    }
}
