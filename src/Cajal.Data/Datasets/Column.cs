using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>One column of a table: one feature of every example.</summary>
public abstract class Column
{
    private protected Column(string name, int count, int position)
    {
        Name = name;
        Count = count;
        Position = position;
    }

    /// <summary>The column's name; "column 3" in a file without a header.</summary>
    public string Name { get; }

    /// <summary>Number of examples N.</summary>
    public int Count { get; }

    /// <summary>Position in the file, counted from 1 (ignored columns count too); 0 when the table did not come from a file.</summary>
    public int Position { get; }

    /// <summary>Number of examples without a value.</summary>
    public abstract int MissingCount { get; }

    /// <summary>Learns the column's transform from the given rows.</summary>
    internal abstract ColumnTransform Fit(ReadOnlySpan<int> rows);

    internal abstract void AddTo(IncrementalHash hash);

    /// <summary>The column of some examples alone.</summary>
    internal abstract Column Take(int[] rows);
}
