using Cajal.Data;

namespace Cajal.AspNetCore;

/// <summary>Rows that came in, as a data set like that of training.</summary>
internal static class RawFeatures
{
    /// <summary>Of rows [N, width]: numbers and places of words of a table, pixels, steps.</summary>
    public static Dataset Of(InputTransform inputs, double[] rows, int width) => new("the latest requests", inputs switch
    {
        TableTransform table => new TableFeatures([.. table.Columns.Select((column, i) => ColumnOf(column, rows, i, width))]),
        PictureScaling pictures => new FloatPictures(Array.ConvertAll(rows, v => (float)v), pictures.ExampleShape),
        SequenceScaling sequences => Sequences(sequences, rows, width),
        _ => throw new ArgumentException($"There are no rows of {inputs.GetType().Name}.", nameof(inputs)),
    }, null);

    private static Column ColumnOf(ColumnTransform column, double[] rows, int index, int width)
    {
        double[] values = [.. Enumerable.Range(0, rows.Length / width).Select(row => rows[row * width + index])];
        return column is OneHotWords words
            ? new CategoryColumn(column.Name, Array.ConvertAll(values, v => double.IsNaN(v) ? -1 : (int)v), [.. words.Words, "(a word unseen in training)"])
            : new NumberColumn(column.Name, values);
    }

    // Steps behind the end of a sequence are no numbers.
    private static SequenceFeatures Sequences(SequenceScaling scaling, double[] rows, int width)
    {
        int[] lengths = [.. Enumerable.Range(0, rows.Length / width).Select(row =>
        {
            int end = Array.FindIndex(rows, row * width, width, double.IsNaN);
            return (end < 0 ? width : end - row * width) / scaling.Means.Length;
        })];
        return new SequenceFeatures(Array.ConvertAll(rows, v => double.IsNaN(v) ? 0 : (float)v), scaling.Steps, scaling.Means.Length, lengths);
    }
}
