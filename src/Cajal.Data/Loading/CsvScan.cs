namespace Cajal.Data;

/// <summary>The first of two readings of a CSV file: decides on header, names and columns, and counts the lines.</summary>
/// <remarks>The header rule: the first line holds names when no field of it is a number or marked as missing (an empty first one may be),
/// and either a column below it holds numbers, or, in a file of words only, none of its words comes again in its column. A column asked
/// for by name needs a header.</remarks>
internal sealed class CsvScan
{
    /// <summary>A column of more different words than this is no category but free text.</summary>
    public const int MostCategories = 256;

    /// <summary>A target of more different values than this is no class.</summary>
    public const int MostClasses = 1000;

    // 2 GiB of double precision.
    private const long MostCells = 1L << 28;

    private readonly string path;
    private readonly DatasetOptions options;

    /// <exception cref="DatasetException">Nothing to read, too much to hold, ragged lines or broken quotes.</exception>
    /// <exception cref="ArgumentException">A column that does not exist, or target and ignored at once.</exception>
    public CsvScan(string path, DatasetOptions options)
    {
        (this.path, this.options) = (path, options);
        using var records = new CsvRecords(path, options.Separator);
        if (!records.Read()) throw new DatasetException($"'{path}' holds no lines with content; expected one example per line.");
        int width = records.FieldCount;
        if (width < 2)
        {
            throw new DatasetException($"'{path}' has one column (separator not found?); expected "
                + "at least two: an input and the target. Give the separator.");
        }
        long firstLine = records.Line;
        byte[][] first = [.. Enumerable.Range(0, width).Select(i => records[i].ToArray())];
        string[] words = [.. Enumerable.Range(0, width).Select(records.Text)];
        bool asksForNames = AsksForNames();
        Names = ColumnChoice.Names(options.Header == true || asksForNames ? words : null, width);
        IsIgnored = new bool[width];
        foreach (string ignore in options.Ignore) IsIgnored[Find(ignore)] = true;
        IsCategory = new bool[width];
        foreach (string category in options.Categories) IsCategory[Find(category)] = true;
        Target = FindTarget();
        Columns = [.. Enumerable.Range(0, width).Select(i =>
            new ColumnScan(i == Target ? MostClasses : MostCategories, countsNumbers: i == Target || IsCategory[i]))];

        for (; records.Read(); Rows++) Add(records);
        HasHeader = options.Header ?? (asksForNames || LooksLikeHeader(first, words));
        if (HasHeader) Names = ColumnChoice.Names(words, width);
        else
        {
            for (int i = 0; i < width; i++)
            {
                if (!IsIgnored[i]) Columns[i].Add(first[i], firstLine);
            }
            Rows++;
        }
        if (Rows == 0) throw new DatasetException($"'{path}' holds a header line and no examples below it.");
        CountNumbersAmongWords();
    }

    public string[] Names { get; }

    public ColumnScan[] Columns { get; }

    /// <summary>Index of the target column.</summary>
    public int Target { get; }

    public bool[] IsIgnored { get; }

    /// <summary>Whether the user wants the column to hold words.</summary>
    public bool[] IsCategory { get; }

    /// <summary>Whether the first line holds names.</summary>
    public bool HasHeader { get; }

    /// <summary>Number of records, header not counted.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether a field of a first line speaks for names: neither a number nor marked as missing.</summary>
    public static bool CanBeName(ReadOnlySpan<byte> field, int index) =>
        field.IsEmpty ? index == 0 : !CsvField.IsMissing(field) && !CsvField.TryNumber(field, out _);

    private int Find(string wanted) => ColumnChoice.Find(wanted, Names, path);

    private bool AsksForNames()
    {
        string[] wanted = [.. options.Ignore, .. options.Categories, options.Target ?? "-1"];
        string? name = wanted.FirstOrDefault(ColumnChoice.IsName);
        return name is null || options.Header != false ? name is not null
            : throw new ArgumentException($"Column '{name}' is a name, but '{path}' is said to have no header; give its position.");
    }

    private int FindTarget()
    {
        int target = options.Target is { } wanted ? Find(wanted) : Array.FindLastIndex(IsIgnored, ignored => !ignored);
        if (target >= 0 && !IsIgnored[target]) return target;
        throw new ArgumentException($"The target column of '{path}' is among the ignored ones; ignore others or choose another target.");
    }

    private void Add(CsvRecords records)
    {
        if ((Rows + 1L) * Columns.Length > MostCells)
        {
            throw new DatasetException($"'{path}' has more than {MostCells / Columns.Length} lines of {Columns.Length} columns, "
                + "more than Cajal holds in memory; split it or drop columns.");
        }
        for (int i = 0; i < Columns.Length; i++)
        {
            if (!IsIgnored[i]) Columns[i].Add(records[i], records.Line);
        }
    }

    private bool LooksLikeHeader(byte[][] first, string[] words)
    {
        if (first.Where((field, i) => !CanBeName(field, i)).Any()) return false;
        int[] used = [.. Enumerable.Range(0, Columns.Length).Where(i => !IsIgnored[i])];
        return Rows == 0 || used.Any(i => Columns[i].Numbers > Columns[i].Texts) || !used.Any(i => Columns[i].Words.ContainsKey(words[i]));
    }

    /// <summary>Reads columns again that turned out to hold words with some numbers among them.</summary>
    private void CountNumbersAmongWords()
    {
        int[] again = [.. Enumerable.Range(0, Columns.Length).Where(i => Columns[i].LacksNumbers)];
        if (again.Length == 0) return;
        foreach (int i in again) Columns[i] = new ColumnScan(MostCategories, countsNumbers: true);
        using var records = new CsvRecords(path, options.Separator);
        if (HasHeader) records.Read();
        while (records.Read())
        {
            foreach (int i in again) Columns[i].Add(records[i], records.Line);
        }
    }
}
