namespace Cajal.Data;

/// <summary>Makes a data set to learn from out of a CSV file: the second reading, with the columns that the first one decided on.</summary>
internal sealed class CsvDataset
{
    // From this many lines on, a word that differs on every line is a name or a date.
    private const int LinesToJudgeBy = 20;

    private readonly string path;
    private readonly DatasetOptions options;
    private readonly CsvScan scan;
    private readonly TaskKind task;
    private readonly List<string> notes = [];

    private CsvDataset(string path, DatasetOptions options)
    {
        this.path = path;
        this.options = options;
        scan = new CsvScan(path, options);
        (task, string reason) = TaskGuess.Of(TargetScan, TargetName, path, options.Task);
        string header = scan.HasHeader ? "first line read as header" : "no header";
        notes.Add($"{scan.Rows} lines, {header}{(options.Header is null ? "" : ", as asked for")}");
        notes.Add($"target '{TargetName}' ({task.ToString().ToLowerInvariant()}: {reason})");
        if (TargetScan.Missing > 0) notes.Add($"{TargetScan.Missing} lines left out: their target is missing");
    }

    private ColumnScan TargetScan => scan.Columns[scan.Target];

    private string TargetName => scan.Names[scan.Target];

    /// <exception cref="DatasetException">The file cannot be used; the message names the line.</exception>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="ArgumentException">An option that does not fit the file.</exception>
    public static Dataset Read(string path, DatasetOptions options) => new CsvDataset(path, options).Read();

    private Dataset Read()
    {
        int rows = scan.Rows - TargetScan.Missing;
        ColumnBuilder[] inputs =
        [
            .. Enumerable.Range(0, scan.Columns.Length).Where(i => i != scan.Target && !scan.IsIgnored[i])
                .Select(i => InputBuilder(i, rows)),
        ];
        if (inputs.Length == 0)
            throw new ArgumentException($"All columns of '{path}' but the target are ignored; nothing is left to learn from.");
        ColumnBuilder target = task == TaskKind.Numbers
            ? NumbersBuilder(scan.Target, rows)
            : WordBuilder.OnlyKnown(scan.Target, TargetName, rows, CsvField.Names(TargetScan.Words.Keys));
        Fill(inputs, target, rows);

        var columns = Array.ConvertAll(inputs, builder => builder.ToColumn(builder.Index + 1));
        notes.AddRange(columns.Where(c => c.MissingCount > 0).Select(c => $"column '{c.Name}': {c.MissingCount} values missing"));
        var features = new TableFeatures(columns) { HasHeader = scan.HasHeader, ColumnsInFile = scan.Columns.Length };
        var targets = ToTargets(target.ToColumn(target.Index + 1), options.TargetBounds(task));
        return new Dataset(path, features, targets) { Description = "a CSV file", Notes = notes };
    }

    private Targets ToTargets(Column target, (double, double)? bounds) => target is CategoryColumn classes
        ? new ClassTargets(classes.Codes.ToArray(), [.. classes.Words], TargetName, task) { Position = target.Position }
        : new NumberTargets(((NumberColumn)target).Values.ToArray(), TargetName, bounds) { Position = target.Position };

    private ColumnBuilder InputBuilder(int index, int rows)
    {
        var column = scan.Columns[index];
        if (column.IsNumbers && !scan.IsCategory[index]) return NumbersBuilder(index, rows);
        bool differs = column.Words.Count == column.Numbers + column.Texts && column.Words.Count >= LinesToJudgeBy;
        if (column.HasTooManyWords || differs)
        {
            throw new DatasetException($"The column '{scan.Names[index]}' of '{path}' holds "
                + $"{(differs ? "a different word on every line" : $"more than {CsvScan.MostCategories} different words")} (line "
                + $"{column.FirstText?.Line}: '{column.FirstText?.Word}'); names, dates and free text "
                + $"are no categories. Ignore it: --ignore \"{scan.Names[index]}\".");
        }
        return WordBuilder.OnlyKnown(index, scan.Names[index], rows, CsvField.Names(column.Words.Keys));
    }

    private NumberBuilder NumbersBuilder(int index, int rows)
    {
        var column = scan.Columns[index];
        if (column.FirstText is { } text) throw TaskGuess.TextAmongNumbers(column, scan.Names[index], path, text);
        if (column.FirstInfinite is { } infinite)
            throw new DatasetException($"Line {infinite.Line} of '{path}' holds '{infinite.Word}' in the column '{scan.Names[index]}', "
                + "which is not a finite number; leave it empty if it is missing.");
        return new NumberBuilder(index, scan.Names[index], rows);
    }

    private void Fill(ColumnBuilder[] inputs, ColumnBuilder target, int rows)
    {
        using var records = new CsvRecords(path, options.Separator);
        if (scan.HasHeader) records.Read();
        int row = 0;
        while (records.Read())
        {
            if (records.FieldCount != scan.Columns.Length) throw Changed();
            if (CsvField.IsMissing(records[scan.Target])) continue;
            if (row == rows || !target.Set(row, records)) throw Changed();
            foreach (var input in inputs)
            {
                if (!input.Set(row, records)) throw Changed();
            }
            row++;
        }
        if (row != rows) throw Changed();
    }

    private DatasetException Changed() => new($"'{path}' changed while it was read; try again when it is complete.");
}
