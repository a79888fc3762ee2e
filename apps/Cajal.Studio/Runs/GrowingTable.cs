using System.Buffers.Text;
using System.Text;
using Cajal.Training;

namespace Cajal.Studio;

/// <summary>The columns of a metrics.csv that grows.</summary>
internal sealed class GrowingTable(string path) : GrowingFile(path)
{
    // 256 MB of numbers: eight columns of four million rows.
    private const int MostCells = 1 << 25;

    private string[] columns = [];
    private double[][] values = [];

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>The numbers of a column, NaN where a field is empty; null when there is no such column.</summary>
    public ReadOnlyMemory<double>? this[string column] => Array.IndexOf(columns, column) is >= 0 and var at ? new ReadOnlyMemory<double>(values[at], 0, Rows) : (ReadOnlyMemory<double>?)null;

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<byte> line, long at)
    {
        if (columns.Length == 0)
        {
            columns = Encoding.UTF8.GetString(line).Split(',');
            values = [.. columns.Select(_ => new double[256])];
            return;
        }
        if ((long)(Rows + 1) * columns.Length > MostCells) throw new RunException($"'{Path}' has more than {MostCells / columns.Length} rows of {columns.Length} columns, which is more than is held here.");
        if (Rows == values[0].Length)
            for (int c = 0; c < values.Length; c++) Array.Resize(ref values[c], Rows * 2);
        int column = 0;
        for (var rest = line; ; column++)
        {
            int comma = rest.IndexOf((byte)',');
            var field = comma < 0 ? rest : rest[..comma];
            if (column == columns.Length) throw Damaged("more");
            values[column][Rows] = Number(field);
            if (comma < 0) break;
            rest = rest[(comma + 1)..];
        }
        if (column + 1 != columns.Length) throw Damaged("fewer");
        Rows++;
    }

    /// <inheritdoc/>
    protected override void Clear() => (columns, values, Rows) = ([], [], 0);

    private double Number(ReadOnlySpan<byte> field)
    {
        if (field.Length == 0) return double.NaN;
        if (!Utf8Parser.TryParse(field, out double value, out int used) || used != field.Length) throw new RunException($"Row {Rows + 1} of '{Path}' holds a field that is no number. The file was edited or damaged.");
        // A number that was lost is not a field that is empty; it is shown as infinities are.
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    private RunException Damaged(string what) => new($"Row {Rows + 1} of '{Path}' has {what} fields than the table has columns, which are {columns.Length}. The file was edited or damaged.");
}
