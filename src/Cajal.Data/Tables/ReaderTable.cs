using System.Data;
using System.Globalization;

namespace Cajal.Data;

/// <summary>Reads an <see cref="IDataReader"/> into columns. The type a column is declared with decides; where it is declared as any object, its first value does.</summary>
internal static class ReaderTable
{
    // 2 GiB of double precision.
    private const long MostCells = 1L << 28;

    public static TableData Read(IDataReader reader, string name)
    {
        string[] names = ColumnChoice.Names([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], reader.FieldCount);
        Reading[] columns = [.. Enumerable.Range(0, names.Length).Select(i => new Reading(i, names[i], reader.GetFieldType(i), name))];
        if (columns.Length == 0) throw new DatasetException($"'{name}' has no columns; expected inputs and a target.");
        int rows = 0;
        for (int row = 1; reader.Read(); rows = row++)
        {
            if ((long)row * columns.Length > MostCells) throw new DatasetException($"'{name}' has more than {MostCells / columns.Length} rows of {columns.Length} columns, more than Cajal holds in memory; "
                + "ask for fewer rows or columns.");
            foreach (var column in columns) column.Add(reader, row);
        }
        var table = new TableData(name);
        foreach (var column in columns) column.AddTo(table, rows);
        return table;
    }

    private sealed class Reading(int index, string column, Type? declared, string table)
    {
        private readonly List<double> numbers = [];
        private readonly List<string?> words = [];
        private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
        private Kind kind = KindOf(declared);
        private string? type = declared?.Name;
        private int missing;

        public void Add(IDataReader reader, long row)
        {
            if (kind == Kind.Other) return;
            if (reader.IsDBNull(index))
            {
                if (kind == Kind.Open) missing++;
                else if (kind == Kind.Words) words.Add(null);
                else numbers.Add(double.NaN);
                return;
            }
            object value = reader.GetValue(index);
            if (kind == Kind.Open) Decide(value);
            if (kind == Kind.Other) return;
            if (kind == Kind.Words) words.Add(Word(value) is { Length: > 0 } word ? Once(word) : null);
            else numbers.Add(Number(value, row));
        }

        public void AddTo(TableData data, int rows)
        {
            if (kind == Kind.Other) data.AddUnreadable(column, rows, TableColumn.Unreadable(column, table, type));
            else if (kind == Kind.Open) data.AddNumbers(column, [.. Enumerable.Repeat(double.NaN, missing)]);
            else if (kind == Kind.Words) data.AddWords(column, [.. words]);
            else data.AddNumbers(column, [.. numbers], kind == Kind.Wholes);
        }

        private void Decide(object value)
        {
            (kind, type) = (KindOf(value.GetType()), value.GetType().Name);
            if (kind == Kind.Other) return;
            for (; missing > 0; missing--)
            {
                if (kind == Kind.Words) words.Add(null);
                else numbers.Add(double.NaN);
            }
        }

        private string Once(string word) => known.TryGetValue(word, out string? first) ? first : known[word] = word;

        private double Number(object value, long row)
        {
            if (value is string or bool or char || value is not IConvertible convertible)
                throw new DatasetException($"Row {row} of '{table}' holds '{value}' in the column '{column}', which holds numbers; make it null where it is missing.");
            double number = convertible.ToDouble(CultureInfo.InvariantCulture);
            // A database may give whole numbers for some rows of a column and others for the rest.
            if (kind == Kind.Wholes && number != Math.Round(number)) kind = Kind.Numbers;
            return !double.IsInfinity(number) ? number
                : throw new DatasetException($"Row {row} of '{table}' holds an infinite number in the column '{column}'; make it null where it is missing.");
        }
    }

    private enum Kind
    {
        Open,
        Numbers,
        Wholes,
        Words,
        Other,
    }

    private static string Word(object value) => value is bool yes ? yes ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static Kind KindOf(Type? type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => Kind.Numbers,
        TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64 => Kind.Wholes,
        TypeCode.String or TypeCode.Boolean or TypeCode.Char => Kind.Words,
        TypeCode.Empty or TypeCode.DBNull => Kind.Open,
        _ when type == typeof(object) => Kind.Open,
        _ when type == typeof(Guid) => Kind.Words,
        _ => Kind.Other,
    };
}
