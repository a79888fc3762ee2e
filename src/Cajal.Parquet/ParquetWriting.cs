using Cajal.Data;
using Parquet;
using Parquet.Schema;

namespace Cajal.Parquet;

/// <summary>Writes a table as a Parquet file of one row group: numbers as 64-bit floats or integers, words as text, missing values as null.</summary>
internal static class ParquetWriting
{
    public static async Task Write(Stream stream, IReadOnlyList<TableColumn> columns)
    {
        var fields = columns.Select(c => c.Trouble is not null ? throw new DatasetException(c.Trouble) : c.Words is not null ? new DataField<string>(c.Name, true)
            : c.IsWhole ? new DataField<long>(c.Name, true) : (DataField)new DataField<double>(c.Name, true)).ToArray();
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).ConfigureAwait(false);
        await using var _ = writer.ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++)
        {
            if (columns[i].Words is { } words) await group.WriteAsync(fields[i], words!).ConfigureAwait(false);
            else if (columns[i].IsWhole)
                await group.WriteAsync<long>(fields[i], Array.ConvertAll(columns[i].Numbers!, n => double.IsNaN(n) ? (long?)null : (long)n).AsMemory()).ConfigureAwait(false);
            else await group.WriteAsync<double>(fields[i], Array.ConvertAll(columns[i].Numbers!, n => double.IsNaN(n) ? (double?)null : n).AsMemory()).ConfigureAwait(false);
        }
        group.CompleteValidate();
    }
}
