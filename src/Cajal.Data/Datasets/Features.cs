using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>The inputs of N examples, all of one shape, as they came: before any transform.</summary>
public abstract class Features
{
    private protected Features(int count) => Count = count;

    /// <summary>Number of examples N.</summary>
    public int Count { get; }

    /// <summary>Shape of one example as it came: <c>[columns]</c> of a table, <c>[28, 28]</c> of a grey picture.</summary>
    public abstract Shape ExampleShape { get; }

    /// <summary>Learns from the given rows, and from no other, how to turn these inputs into what a network reads.</summary>
    internal abstract InputTransform Fit(ReadOnlySpan<int> rows);

    /// <summary>Adds every value to a hash that tells whether two data sets are the same.</summary>
    internal abstract void AddTo(IncrementalHash hash);

    /// <summary>Some examples alone, in the order of the rows.</summary>
    internal abstract Features Take(int[] rows);

    /// <summary>The numbers of some examples, one after the other.</summary>
    private protected T[] Gather<T>(T[] values, int[] rows)
    {
        int size = ExampleShape.Count;
        var some = new T[rows.Length * size];
        for (int i = 0; i < rows.Length; i++) values.AsSpan(rows[i] * size, size).CopyTo(some.AsSpan(i * size));
        return some;
    }
}
