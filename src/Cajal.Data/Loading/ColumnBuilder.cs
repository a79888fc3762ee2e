namespace Cajal.Data;

/// <summary>Collects one column of a table while its file is read.</summary>
internal abstract class ColumnBuilder(int index, string name)
{
    /// <summary>Index of the column in the file, from 0.</summary>
    public int Index { get; } = index;

    public string Name { get; } = name;

    /// <summary>What a value has to be, for messages.</summary>
    public abstract string Expected { get; }

    /// <summary>Takes the value of one record; false when it is not what is expected.</summary>
    public abstract bool Set(int row, CsvRecords record);

    /// <param name="position">Position that the column is to have, counted from 1.</param>
    public abstract Column ToColumn(int position);
}

/// <summary>Collects numbers; missing ones become NaN.</summary>
internal sealed class NumberBuilder(int index, string name, int rows) : ColumnBuilder(index, name)
{
    private readonly double[] values = new double[rows];

    public override string Expected => "a finite number, or nothing";

    public override bool Set(int row, CsvRecords record)
    {
        var field = record[Index];
        if (CsvField.IsMissing(field)) values[row] = double.NaN;
        else if (!CsvField.TryNumber(field, out values[row]) || double.IsInfinity(values[row])) return false;
        return true;
    }

    public override Column ToColumn(int position) => new NumberColumn(Name, values, position);
}

/// <summary>Collects words out of a known list as their index; missing ones become −1.</summary>
internal sealed class WordBuilder : ColumnBuilder
{
    private const string Unseen = "(a word unseen in training)";

    private readonly int[] codes;
    private readonly string[] words;
    private readonly bool takesUnseen;
    private readonly Dictionary<string, int> known;

    private WordBuilder(int index, string name, int rows, string[] words, bool takesUnseen)
        : base(index, name)
    {
        codes = new int[rows];
        known = words.Select((word, code) => (word, code)).ToDictionary(w => w.word, w => w.code, StringComparer.Ordinal);
        this.words = takesUnseen ? [.. words, Unseen] : words;
        this.takesUnseen = takesUnseen;
    }

    public override string Expected => $"one of {string.Join(", ", words.Take(20))}{(words.Length > 20 ? ", ..." : "")}";

    /// <summary>Another word is not taken.</summary>
    public static WordBuilder OnlyKnown(int index, string name, int rows, string[] words) =>
        new(index, name, rows, words, takesUnseen: false);

    /// <summary>All other words become one more word.</summary>
    public static WordBuilder KnownOrUnseen(int index, string name, int rows, string[] words) =>
        new(index, name, rows, words, takesUnseen: true);

    public override bool Set(int row, CsvRecords record)
    {
        codes[row] = -1;
        if (CsvField.IsMissing(record[Index])) return true;
        string word = record.Text(Index);
        if (known.TryGetValue(word, out codes[row]) || known.TryGetValue(CsvField.Canonical(word), out codes[row])) return true;
        codes[row] = words.Length - 1;
        return takesUnseen;
    }

    public override Column ToColumn(int position) => new CategoryColumn(Name, codes, words, position);
}
