namespace Cajal.Data;

/// <summary>Some examples of a data set, set aside for one purpose. A part gives access to its own examples only.</summary>
public sealed class Part
{
    private readonly int[] rows;

    internal Part(Dataset dataset, PartKind kind, int[] rows)
    {
        Dataset = dataset;
        Kind = kind;
        this.rows = rows;
    }

    /// <summary>What the examples are for.</summary>
    public PartKind Kind { get; }

    /// <summary>Number of examples; a validation or test part may be empty.</summary>
    public int Count => rows.Length;

    /// <summary>Which examples of the data set these are: indices from 0, ascending.</summary>
    public ReadOnlySpan<int> Rows => rows;

    /// <summary>All examples, those of other parts too; therefore not for everyone.</summary>
    internal Dataset Dataset { get; }

    /// <summary>For example <c>training: 97 examples</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}: {Count} examples";
}
