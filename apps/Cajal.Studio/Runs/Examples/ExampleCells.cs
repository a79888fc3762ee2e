using System.Globalization;
using Cajal.Data;
using Cajal.Insight;

namespace Cajal.Studio;

/// <summary>Examples as they stand in the data: a picture, or the first columns of a table.</summary>
/// <param name="features">What was measured.</param>
internal sealed class ExampleCells(Features features)
{
    private const int MostColumns = 8;

    private readonly Column[] columns = features is TableFeatures table ? [.. table.Columns.Take(MostColumns)] : [];

    /// <summary>Names of the columns; none for pictures.</summary>
    public IReadOnlyList<string> Names => [.. columns.Select(c => c.Name)];

    /// <summary>The columns of a row.</summary>
    public IReadOnlyList<string> Of(int row) => [.. columns.Select(c => CellOf(c, row))];

    /// <summary>A row as a picture in PNG; null where it is none.</summary>
    public byte[]? PictureOf(int row)
    {
        if (features is not PictureFeatures pictures || !PictureText.IsShown(pictures.ExampleShape)) return null;
        var values = new float[pictures.ExampleShape.Count];
        pictures.CopyTo(row, values);
        return PictureText.Of(values, pictures.ExampleShape, values.Min(), values.Max()).ToPng();
    }

    /// <summary>A number as it is read.</summary>
    public static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string CellOf(Column column, int row) => column switch
    {
        NumberColumn numbers => Text(numbers.Values[row]),
        CategoryColumn words => words.Codes[row] is >= 0 and var code ? PlainText.Of(words.Words[code], 40) : "",
        _ => "",
    };
}
