using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>Inputs with named columns of numbers and words: one row per example.</summary>
public sealed class TableFeatures : Features
{
    private readonly Column[] columns;

    /// <summary>A table over the given columns.</summary>
    /// <exception cref="ArgumentException">No column, columns of different length, or a name that comes twice.</exception>
    public TableFeatures(params Column[] columns)
        : base(columns is [var first, ..] ? first.Count
            : throw new ArgumentException("A table needs at least one column; received none.", nameof(columns)))
    {
        foreach (var column in columns)
        {
            if (column.Count != Count)
                throw new ArgumentException($"Column '{column.Name}' has {column.Count} values "
                    + $"where '{columns[0].Name}' has {Count}; columns are equally long.");
        }
        if (columns.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two columns are called '{twice.Key}'; give each its own name.");
        this.columns = columns;
    }

    /// <summary>A table of numbers out of rows [N, columns]; NaN stands for a missing value. Without names the columns are x1, x2,
    /// ...</summary>
    /// <exception cref="ArgumentException">No columns, or another number of names than of columns.</exception>
    public static TableFeatures FromRows(double[,] rows, IReadOnlyList<string>? names = null)
    {
        int count = rows.GetLength(0), width = rows.GetLength(1);
        if (names is not null && names.Count != width)
            throw new ArgumentException($"The rows have {width} columns; received {names.Count} names.", nameof(names));
        var columns = new Column[width];
        for (int c = 0; c < width; c++)
        {
            var values = new double[count];
            for (int i = 0; i < count; i++) values[i] = rows[i, c];
            columns[c] = new NumberColumn(names?[c] ?? $"x{c + 1}", values);
        }
        return new TableFeatures(columns);
    }

    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<Column> Columns => columns;

    /// <inheritdoc/>
    public override Shape ExampleShape => [columns.Length];

    /// <summary>Whether the file they came from had a header line with these names.</summary>
    internal bool HasHeader { get; init; }

    /// <summary>Number of columns of the file they came from, target and ignored ones included.</summary>
    internal int ColumnsInFile { get; init; }

    /// <summary>How many values are missing in all columns together.</summary>
    public int MissingCount => columns.Sum(c => c.MissingCount);

    internal override InputTransform Fit(ReadOnlySpan<int> rows)
    {
        var fitted = new ColumnTransform[columns.Length];
        for (int i = 0; i < columns.Length; i++) fitted[i] = columns[i].Fit(rows);
        return new TableTransform { Columns = fitted, HasHeader = HasHeader, ColumnsInFile = ColumnsInFile };
    }

    internal override void AddTo(IncrementalHash hash)
    {
        foreach (var column in columns) column.AddTo(hash);
    }

    internal override Features Take(int[] rows) =>
        new TableFeatures(Array.ConvertAll(columns, column => column.Take(rows))) { HasHeader = HasHeader, ColumnsInFile = ColumnsInFile };
}
