using System.Globalization;
using System.Text;

namespace Cajal.Training;

/// <summary>Appends rows to metrics.csv. The columns are fixed when the file begins; a missing value is an empty field.</summary>
internal sealed class MetricsWriter : IDisposable
{
    private readonly AppendedFile file;
    private readonly int columns;
    private readonly StringBuilder line = new();

    private MetricsWriter(AppendedFile file, int columns)
    {
        this.file = file;
        this.columns = columns;
    }

    /// <summary>Bytes so far.</summary>
    public long Length => file.Length;

    /// <summary>Opens the table, new or at its end, with at most <paramref name="keep"/> of its first bytes.</summary>
    /// <exception cref="RunException">The file has other columns, or cannot be written.</exception>
    public static MetricsWriter Open(string path, IReadOnlyList<string> columns, long keep = long.MaxValue)
    {
        string header = string.Join(',', columns);
        if (File.Exists(path))
        {
            var there = MetricsTable.Read(path);
            keep = Math.Min(keep, there.WholeBytes);
            if (keep > 0 && !there.Columns.SequenceEqual(columns))
                throw new RunException($"'{path}' has the columns {string.Join(',', there.Columns)}, and this run writes {header}. It "
                    + $"belongs to another run; choose another folder.");
        }
        var file = AppendedFile.Open(path, keep);
        if (file.Length == 0) file.Append(Encoding.UTF8.GetBytes(header + "\n"));
        return new MetricsWriter(file, columns.Count);
    }

    /// <summary>Adds a row, one value per column; null leaves the field empty.</summary>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public void Append(ReadOnlySpan<double?> values)
    {
        if (values.Length != columns) throw new ArgumentException($"A row has {columns} values; received {values.Length}.");
        line.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) line.Append(',');
            // The shortest text that reads back as the same number.
            if (values[i] is { } value) line.Append(value.ToString("R", CultureInfo.InvariantCulture));
        }
        line.Append('\n');
        file.Append(Encoding.UTF8.GetBytes(line.ToString()));
    }

    /// <summary>Waits until the disk has it all.</summary>
    public void Flush() => file.Flush();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
