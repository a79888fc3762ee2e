namespace Cajal.Data;

/// <summary>A format of files that hold tables with typed columns, which an annex reads. Once it is added, <see cref="Datasets"/> takes such files as it takes CSV files.</summary>
public abstract class TableFormat
{
    private static readonly Lock Gate = new();
    private static TableFormat[] known = [];

    /// <summary>What the format is called.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a file of this format begins so; up to 32 bytes are shown.</summary>
    public abstract bool IsOne(ReadOnlySpan<byte> start);

    /// <summary>Reads a file.</summary>
    /// <exception cref="DatasetException">The file is damaged, or holds nothing that can be read.</exception>
    public abstract TableData Read(string path);

    /// <summary>Adds a format for the whole program; one that is there stays as it is.</summary>
    public static void Add(TableFormat format)
    {
        lock (Gate)
        {
            if (!known.Any(f => f.Name == format.Name)) known = [.. known, format];
        }
    }

    /// <summary>The format of a file; null for none of them.</summary>
    /// <exception cref="DatasetException">A format that an annex reads, and it was not added.</exception>
    internal static TableFormat? Of(string path)
    {
        if (!File.Exists(path)) return null;
        byte[] start = DataFile.Peek(path, 32);
        if (known.FirstOrDefault(f => f.IsOne(start)) is { } format) return format;
        if (start.AsSpan().StartsWith("PAR1"u8))
            throw new DatasetException($"'{path}' is a Parquet file. Refer to the package Cajal.Parquet and say ParquetTables.Register() once, or convert it to CSV.");
        if (start.AsSpan().StartsWith("ARROW1"u8))
            throw new DatasetException($"'{path}' is an Arrow (Feather) file, which is not read yet; write it as Parquet or CSV, for example with pandas.");
        return null;
    }
}
