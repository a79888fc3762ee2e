using System.Text;
using System.Text.Json;
using Cajal.Data;

namespace Cajal.AspNetCore;

/// <summary>Reads rows of a table: a value for each column, by its name, with what training did to it.</summary>
internal sealed class TableReader : InputReader
{
    private const int MostOnStack = 512;

    private readonly ColumnTransform[] columns;
    private readonly byte[][] names;
    private readonly int[] offsets;
    private readonly TargetReader target;

    public TableReader(TableTransform table, TargetReader target)
    {
        (columns, this.target) = (table.Columns, target);
        names = Array.ConvertAll(columns, c => Encoding.UTF8.GetBytes(c.Name));
        Fields = Array.ConvertAll(columns, InputField.Of);
        offsets = new int[columns.Length];
        for (int i = 1; i < columns.Length; i++) offsets[i] = offsets[i - 1] + columns[i - 1].Width;
        Size = table.ExampleShape.Count;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<InputField> Fields { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override int RawSize => columns.Length;

    /// <inheritdoc/>
    public override void Read(ref RequestJson json, Span<float> x, Span<double> raw, RowRead read)
    {
        Span<bool> seen = columns.Length <= MostOnStack ? stackalloc bool[columns.Length] : new bool[columns.Length];
        seen.Clear();
        // Rows mostly have the order of training.
        int next = 0;
        List<string>? others = null;
        while (json.Json.Read() && json.Json.TokenType == JsonTokenType.PropertyName)
        {
            int column = IndexOf(json.Json, next);
            if (column < 0)
            {
                ReadOther(ref json.Json, read, ref others);
                continue;
            }
            if (seen[column]) throw RequestProblem.Bad($"The column '{columns[column].Name}' comes twice; give it once.");
            seen[column] = true;
            json.Json.Read();
            double value = Write(json.Json, column, x, read);
            if (!raw.IsEmpty) raw[column] = value;
            next = column + 1;
        }
        if (seen.IndexOf(false) is >= 0 and var missing) throw Lacks(missing, others);
        foreach (string other in others ?? []) read.Note($"'{JsonText.Short(other)}' is none of the model's columns and was not read");
    }

    /// <summary>Writes a value and returns it as it came: a number, or the place of a word; NaN where it is missing.</summary>
    private double Write(in Utf8JsonReader json, int column, Span<float> x, RowRead read)
    {
        if (json.TokenType == JsonTokenType.Null) read.Missing(column);
        return columns[column] is StandardScaling scaling ? WriteNumber(json, scaling, ref x[offsets[column]], read)
            : WriteWord(json, (OneHotWords)columns[column], x.Slice(offsets[column], columns[column].Width), column, read);
    }

    private static double WriteNumber(in Utf8JsonReader json, StandardScaling scaling, ref float x, RowRead read)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            read.Note(FormattableString.Invariant($"'{scaling.Name}' is missing and was filled with the training mean {scaling.Mean:G6}"));
            x = 0;
            return double.NaN;
        }
        if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out double value) || !double.IsFinite(value))
            throw RequestProblem.Bad($"The column '{scaling.Name}' is {JsonText.Of(json)}; expected a finite number, or null where it is missing.");
        x = scaling.Scaled(value);
        return float.IsFinite(x) ? value : throw RequestProblem.Bad($"The column '{scaling.Name}' is {JsonText.Of(json)}, far beyond the numbers of the training part. Correct it.");
    }

    private static double WriteWord(in Utf8JsonReader json, OneHotWords words, Span<float> x, int column, RowRead read)
    {
        x.Clear();
        int place;
        if (json.TokenType == JsonTokenType.Null)
        {
            read.Note($"'{words.Name}' is missing and was filled with the most frequent word '{words.MostFrequent}'");
            place = Array.IndexOf(words.Words, words.MostFrequent);
            if (place >= 0) x[place] = 1;
            return double.NaN;
        }
        string word = TargetReader.WordOf(json)
            ?? throw RequestProblem.Bad($"The column '{words.Name}' is {JsonText.Of(json)}; expected a word such as \"{words.Words.FirstOrDefault()}\", or null where it is missing.");
        place = words.PlaceOf(word);
        if (place >= 0) x[place] = 1;
        else
        {
            read.Unseen(column);
            read.Note($"'{words.Name}' is '{JsonText.Short(word)}', which did not occur in training and was read as none of the known words");
        }
        return place < 0 ? words.Words.Length : place;
    }

    private void ReadOther(ref Utf8JsonReader json, RowRead read, ref List<string>? others)
    {
        string name = json.GetString()!;
        json.Read();
        if (target.TryRead(ref json, name, read)) return;
        (others ??= []).Add(name);
        json.Skip();
    }

    private int IndexOf(in Utf8JsonReader json, int next)
    {
        for (int i = 0; i < names.Length; i++)
        {
            int column = next + i < names.Length ? next + i : next + i - names.Length;
            if (json.ValueTextEquals(names[column])) return column;
        }
        return -1;
    }

    private RequestProblem Lacks(int column, List<string>? others)
    {
        string name = columns[column].Name, hint = others is null ? "" : NearestName.Hint(name, others);
        return RequestProblem.Bad($"The column '{name}' is missing.{hint} The model reads {string.Join(", ", columns.Take(20).Select(c => c.Name))}{(columns.Length > 20 ? ", …" : "")}; where a value is unknown, give null.");
    }
}
