using System.Data;

namespace Cajal.Data;

/// <summary>A table that comes from a program rather than a file: columns of numbers and of words. It becomes a data set to learn from, or to show a trained model.</summary>
public sealed class TableData
{
    private readonly List<TableColumn> columns = [];

    /// <summary>An empty table.</summary>
    /// <param name="name">What it is called in messages and runs.</param>
    public TableData(string name) => Name = name;

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Count => columns.Count == 0 ? 0 : columns[0].Count;

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => [.. columns.Select(c => c.Name)];

    /// <summary>The columns with what is in them.</summary>
    internal IReadOnlyList<TableColumn> AllColumns => columns;

    /// <summary>Name of the column that the rows themselves call the target; null when they call none.</summary>
    internal string? Target { get; private set; }

    /// <summary>The task the rows themselves give.</summary>
    internal TaskKind? Task { get; private set; }

    /// <summary>A table of rows, column by column as their type says.</summary>
    /// <exception cref="ArgumentException">Two columns of one name, or two targets.</exception>
    public static TableData From<T>(IEnumerable<T> rows, string? name = null)
        where T : ITrainingRow<T>
    {
        T[] all = [.. rows];
        var table = new TableData(name ?? typeof(T).Name);
        foreach (var column in T.Columns)
        {
            if (column.ReadNumber is { } number) table.AddNumbers(column.Name, Array.ConvertAll(all, row => number(row) ?? double.NaN), column.IsWhole);
            else table.AddWords(column.Name, Array.ConvertAll(all, row => column.ReadWord!(row)));
            if (!column.IsTarget) continue;
            if (table.Target is { } other) throw new ArgumentException($"'{typeof(T).Name}' calls both '{other}' and '{column.Name}' its target; one is learned at a time.");
            (table.Target, table.Task) = (column.Name, column.Task);
        }
        return table;
    }

    /// <summary>A table of all rows a reader gives, such as the answer of a database; the reader is read to its end.</summary>
    /// <param name="reader">Numbers become numbers, text and truth values words, DBNull a missing value.</param>
    /// <param name="name">What it is called in messages and runs.</param>
    /// <exception cref="DatasetException">No columns, more than fits into memory, or a value that does not belong into its column. A column of dates or other things that are neither numbers
    /// nor words can only be ignored.</exception>
    public static TableData From(IDataReader reader, string name = "query") => ReaderTable.Read(reader, name);

    /// <summary>Adds a column of numbers, [N]; NaN stands for a missing one. The array is not copied.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="areWhole">Whether the numbers are whole by their type, so that as a target they may be classes.</param>
    /// <exception cref="ArgumentException">Another length than the columns before it, or a name that is taken.</exception>
    public TableData AddNumbers(string name, double[] values, bool areWhole = false) => Add(new TableColumn(name, values.Length) { Numbers = values, IsWhole = areWhole });

    /// <summary>Adds a column of words, [N]; null stands for a missing one. The array is not copied.</summary>
    /// <exception cref="ArgumentException">Another length than the columns before it, or a name that is taken.</exception>
    public TableData AddWords(string name, string?[] values) => Add(new TableColumn(name, values.Length) { Words = values });

    /// <summary>Adds a column that can only be left out, and why.</summary>
    internal TableData AddUnreadable(string name, int count, string sentence) => Add(new TableColumn(name, count) { Trouble = sentence });

    /// <summary>A data set to learn from. The target is the column the options name, else the one the rows call so, else the last one.</summary>
    /// <exception cref="ArgumentException">An option that does not apply, or a column that does not exist.</exception>
    /// <exception cref="DatasetException">Nothing to learn from, or a column that can be no input.</exception>
    public Dataset ToDataset(DatasetOptions? options = null) => new TableReading(this, columns, options ?? new DatasetOptions()).Read();

    /// <summary>Examples for a trained model to answer, its columns found by name; targets are not looked at.</summary>
    /// <exception cref="DatasetException">A column that the model reads is missing, or holds something else.</exception>
    public Dataset ToPredict(Preprocessing model) => TableForModel.Read(Name, columns, model, withTargets: false);

    /// <summary>Examples with their targets for a trained model to be judged by; rows without a target are left out.</summary>
    /// <exception cref="DatasetException">A column that the model reads, or the target, is missing, or holds something else.</exception>
    public Dataset ToEvaluate(Preprocessing model) => TableForModel.Read(Name, columns, model, withTargets: true);

    private TableData Add(TableColumn column)
    {
        if (columns.Count > 0 && column.Count != Count)
            throw new ArgumentException($"Column '{column.Name}' has {column.Count} values where '{columns[0].Name}' has {Count}; columns are equally long.");
        if (columns.Any(c => c.Name == column.Name)) throw new ArgumentException($"Two columns are called '{column.Name}'; give each its own name.");
        columns.Add(column);
        return this;
    }
}
