using System.Globalization;
using System.Numerics;
using Cajal.Data;
using Parquet;
using Parquet.Schema;

namespace Cajal.Parquet;

/// <summary>One column of a Parquet file, row group by row group, as numbers or words.</summary>
internal static class ParquetColumn
{
    public static async Task Add(TableData table, ParquetReader reader, DataField field, int rows, CancellationToken cancellation)
    {
        string name = field.Path.ToString();
        if (field.Path.Length > 1 || field.IsArray)
        {
            table.AddUnreadable(name, rows, TableColumn.Unreadable(name, table.Name, "nested values"));
            return;
        }
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>)) table.AddWords(name, await Words(reader, field, rows, cancellation).ConfigureAwait(false));
        else if (field.ClrType == typeof(bool)) table.AddWords(name, await Truths(reader, field, rows, cancellation).ConfigureAwait(false));
        else if (Numbers(reader, field, rows, cancellation) is { } reading) table.AddNumbers(name, await reading.ConfigureAwait(false), IsWhole(field.ClrType));
        else table.AddUnreadable(name, rows, TableColumn.Unreadable(name, table.Name, field.ClrType.Name));
    }

    private static bool IsWhole(Type type) => type != typeof(float) && type != typeof(double) && type != typeof(decimal);

    private static Task<double[]>? Numbers(ParquetReader reader, DataField field, int rows, CancellationToken cancellation) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Double => Read<double>(reader, field, rows, cancellation),
        TypeCode.Single => Read<float>(reader, field, rows, cancellation),
        TypeCode.Decimal => Read<decimal>(reader, field, rows, cancellation),
        TypeCode.SByte => Read<sbyte>(reader, field, rows, cancellation),
        TypeCode.Byte => Read<byte>(reader, field, rows, cancellation),
        TypeCode.Int16 => Read<short>(reader, field, rows, cancellation),
        TypeCode.UInt16 => Read<ushort>(reader, field, rows, cancellation),
        TypeCode.Int32 => Read<int>(reader, field, rows, cancellation),
        TypeCode.UInt32 => Read<uint>(reader, field, rows, cancellation),
        TypeCode.Int64 => Read<long>(reader, field, rows, cancellation),
        TypeCode.UInt64 => Read<ulong>(reader, field, rows, cancellation),
        _ => null,
    };

    private static async Task<double[]> Read<T>(ParquetReader reader, DataField field, int rows, CancellationToken cancellation)
        where T : unmanaged, INumber<T>
    {
        var numbers = new double[rows];
        await Fill<T>(reader, field, (row, value) => numbers[row] = value is { } number ? Finite(double.CreateChecked(number), field, row) : double.NaN, cancellation).ConfigureAwait(false);
        return numbers;
    }

    private static async Task<string?[]> Truths(ParquetReader reader, DataField field, int rows, CancellationToken cancellation)
    {
        var words = new string?[rows];
        await Fill<bool>(reader, field, (row, value) => words[row] = value switch { true => "true", false => "false", null => null }, cancellation).ConfigureAwait(false);
        return words;
    }

    private static async Task Fill<T>(ParquetReader reader, DataField field, Action<int, T?> set, CancellationToken cancellation)
        where T : unmanaged
    {
        int first = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            var rows = reader.OpenRowGroupReader(group);
            int count = checked((int)rows.RowCount);
            if (field.IsNullable)
            {
                var values = new T?[count];
                await rows.ReadAsync<T>(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
                for (int i = 0; i < count; i++) set(first + i, values[i]);
            }
            else
            {
                var values = new T[count];
                await rows.ReadAsync<T>(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
                for (int i = 0; i < count; i++) set(first + i, values[i]);
            }
            first += count;
        }
    }

    private static async Task<string?[]> Words(ParquetReader reader, DataField field, int rows, CancellationToken cancellation)
    {
        var words = new string?[rows];
        // One text for all places it comes at.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        int first = 0;
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            var part = reader.OpenRowGroupReader(group);
            int count = checked((int)part.RowCount);
            await part.ReadAsync(field, words.AsMemory(first, count)!, null, cancellation).ConfigureAwait(false);
            for (int i = first; i < first + count; i++)
            {
                if (words[i] is not { Length: > 0 } word) words[i] = null;
                else if (known.TryGetValue(word, out string? same)) words[i] = same;
                else known[word] = word;
            }
            first += count;
        }
        return words;
    }

    private static double Finite(double number, DataField field, int row) => !double.IsInfinity(number) ? number
        : throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"Row {row + 1} holds an infinite number in the column '{field.Name}'; make it null where it is missing."));
}
