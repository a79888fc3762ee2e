using Cajal.Data;
using Parquet;
using Parquet.Schema;

namespace Cajal.Parquet;

/// <summary>Reads the flat columns of a Parquet file; nested ones can only be left out. What a file says of itself is believed as far as its size bears it out.</summary>
internal static class ParquetReading
{
    // 2 GiB of double precision; and a small file may grow this many times, as columns of one value do.
    private const long MostCells = 1L << 28, FreeCells = 1L << 22, MostExpansion = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <exception cref="DatasetException">The file is damaged, or larger than what is held in memory.</exception>
    public static TableData Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}'.", path);
        try
        {
            return Task.Run(() => ReadAll(path)).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not DatasetException)
        {
            // A damaged file makes the library fail in many ways, all of which say the same.
            throw new DatasetException($"'{path}' is not a Parquet file that can be read ({error.GetType().Name}); it is damaged, cut short, or packed in a way that is not known. Write it again.", error);
        }
    }

    private static async Task<TableData> ReadAll(string path)
    {
        using var patience = new CancellationTokenSource(Longest);
        FooterCheck.OfFooter(path);
        var reader = await ParquetReader.CreateAsync(path, null, patience.Token).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        FooterCheck.OfPages(path, reader);
        DataField[] fields = reader.Schema.GetDataFields();
        long rows = Rows(path, reader, fields.Length);
        var table = new TableData(path);
        foreach (var field in fields) await ParquetColumn.Add(table, reader, field, (int)rows, patience.Token).ConfigureAwait(false);
        return table;
    }

    private static long Rows(string path, ParquetReader reader, int columns)
    {
        long rows = 0, bytes = new FileInfo(path).Length;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            long count = reader.RowGroups[group].RowCount;
            if (count < 0) throw new InvalidDataException("a negative number of rows");
            rows = checked(rows + count);
            if (rows > Math.Max(FreeCells, bytes * MostExpansion) || rows > MostCells / Math.Max(1, columns))
                throw new DatasetException($"'{path}' says that it has {rows} rows or more of {columns} columns in {bytes} bytes, more than Cajal holds in memory or than such a file can hold; split it or drop columns.");
        }
        return columns > 0 ? rows : throw new DatasetException($"'{path}' has no columns; expected inputs and a target.");
    }
}
