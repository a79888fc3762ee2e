using CsvHelper;

namespace Cajal.Data;

/// <summary>The records of a CSV file, one after the other, all with the same number of fields; blank lines are passed over, blanks
/// around fields taken off.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int MostBytesPerRecord = 64 << 20;

    private readonly string path;
    private readonly CsvReader reader;
    private long firstLine;

    public CsvRecords(string path, char? separator)
    {
        this.path = path;
        RefuseBinary(path);
        reader = CsvReader.Create(DataFile.Open(path), CsvReaderOptions.Default with
        {
            HasHeader = false,
            Separator = separator,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = MostBytesPerRecord,
            OnMalformedRecord = RefuseMalformed,
        });
    }

    /// <summary>Number of fields of every record.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The line of the file where the record starts, counted from 1.</summary>
    public long Line => reader.LineNumber;

    /// <summary>One field of the record as UTF-8, without quotes; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> this[int field] => reader.GetSpan(field);

    /// <summary>One field of the record.</summary>
    public string Text(int field) => reader.GetString(field);

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    /// <exception cref="DatasetException">A record with more or fewer fields than the first, or broken quotes.</exception>
    public bool Read()
    {
        try
        {
            if (!reader.Read()) return false;
        }
        catch (CsvFormatException error)
        {
            throw new DatasetException($"'{path}' is not a CSV file that can be read: {error.Message}", error);
        }
        if (firstLine == 0) (firstLine, FieldCount) = (Line, reader.FieldCount);
        if (reader.FieldCount != FieldCount)
        {
            throw new DatasetException($"Line {Line} of '{path}' has {reader.FieldCount} fields where line {firstLine} has "
                + $"{FieldCount}; expected the same number. Quote fields that contain the separator, or mend the line.");
        }
        return true;
    }

    public void Dispose() => reader.Dispose();

    private static void RefuseBinary(string path)
    {
        byte[] start = DataFile.Peek(path, 4096);
        bool isWide = start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        if (!isWide && start.Contains((byte)0))
            throw new DatasetException($"'{path}' is not a text file (it contains zero "
                + "bytes); expected CSV, or IDX with its magic number.");
    }

    private void RefuseMalformed(CsvMalformedRecord record)
    {
        // A lone quote inside an unquoted field is kept as text, as most spreadsheets do.
        if (record.Reason is CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.TextAfterClosingQuote)
        {
            throw new DatasetException($"Line {record.LineNumber} of '{path}' has a quoted field that "
                + (record.Reason == CsvMalformedReason.UnterminatedQuote ? "never ends" : "goes on after its closing quote")
                + "; close it, or write a quote inside it twice.");
        }
    }
}
