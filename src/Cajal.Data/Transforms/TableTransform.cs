using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>A table, column by column: [N, columns] → [N, sum of the columns' widths].</summary>
public sealed class TableTransform : InputTransform
{
    /// <summary>One transform per column, in the order of the training file.</summary>
    public required ColumnTransform[] Columns { get; init; }

    /// <summary>Whether the training file had a header line with these names.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Number of columns of the training file, target and ignored ones included; 0 when it was not a file.</summary>
    public int ColumnsInFile { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override Shape ExampleShape => [Columns.Sum(c => c.Width)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Describe() => [.. Columns.Select(c => c.Describe())];

    internal override ExampleInputs Apply(Features features, ReadOnlySpan<int> rows, List<string> notes)
    {
        if (features is not TableFeatures table)
            throw new DatasetException($"The model reads a table of {Columns.Length} "
                + $"columns; received pictures of shape {features.ExampleShape}.");
        if (!table.Columns.Select(c => c.Name).SequenceEqual(Columns.Select(c => c.Name)))
        {
            throw new DatasetException($"The model reads the columns {string.Join(", ", Columns.Select(c => c.Name))}; received "
                + $"{string.Join(", ", table.Columns.Select(c => c.Name))}.");
        }
        int width = ExampleShape[0];
        if ((long)rows.Length * width > Array.MaxLength)
            throw new DatasetException($"{rows.Length} examples of {width} numbers do "
                + "not fit into memory; ignore columns with many words.");
        var matrix = new float[rows.Length * width];
        for (int c = 0, offset = 0; c < Columns.Length; offset += Columns[c++].Width)
        {
            if (Columns[c].Write(table.Columns[c], rows, matrix, offset, width) is { } note) notes.Add(note);
        }
        return new MatrixInputs(matrix, rows.Length, ExampleShape);
    }
}
