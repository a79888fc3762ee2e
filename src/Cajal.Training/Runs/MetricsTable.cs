using System.Globalization;
using System.Text;

namespace Cajal.Training;

/// <summary>The rows of a metrics.csv. A last line without its line end is torn and left out.</summary>
public sealed class MetricsTable
{
    private const long MostBytes = 1 << 28;

    private readonly List<double?[]> rows = [];

    private MetricsTable(string[] columns, long wholeBytes)
    {
        Columns = columns;
        WholeBytes = wholeBytes;
    }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, one value per column; null where the field is empty.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> Rows => rows;

    /// <summary>Bytes up to the end of the last whole row.</summary>
    internal long WholeBytes { get; }

    /// <summary>The values of one column, row by row.</summary>
    /// <exception cref="ArgumentException">No such column; the message names the nearest.</exception>
    public IReadOnlyList<double?> this[string column]
    {
        get
        {
            int at = Columns.ToList().IndexOf(column);
            return at >= 0 ? rows.ConvertAll(r => r[at]) : throw new ArgumentException(NearestName.Unknown("column", column, Columns));
        }
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="RunException">The file is missing, or a whole row is not a row of this table.</exception>
    public static MetricsTable Read(string path)
    {
        byte[] bytes = AtomicFile.Read(path, MostBytes);
        int whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (whole == 0) return new MetricsTable([], 0);
        string[] lines = Encoding.UTF8.GetString(bytes, 0, whole - 1).Split('\n');
        var table = new MetricsTable(lines[0].TrimEnd('\r').Split(','), whole);
        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].TrimEnd('\r').Split(',');
            if (fields.Length != table.Columns.Count)
                throw new RunException($"Line {i + 1} of '{path}' has {fields.Length} fields, and the table has {table.Columns.Count} "
                    + $"columns. The file was edited or damaged.");
            table.rows.Add(Array.ConvertAll(fields, field => Number(field, i + 1, path)));
        }
        return table;
    }

    private static double? Number(string field, int line, string path)
    {
        if (field.Length == 0) return null;
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw new RunException($"Line {line} of '{path}' holds '{field}', which is no number. The file was edited or damaged.");
    }
}
