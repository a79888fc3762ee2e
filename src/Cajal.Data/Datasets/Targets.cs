using System.Security.Cryptography;

namespace Cajal.Data;

/// <summary>What each of N examples is to be answered with: a class or a number.</summary>
public abstract class Targets
{
    private protected Targets(string name, int count)
    {
        Name = name;
        Count = count;
    }

    /// <summary>Name of the target column; "label" or "y" when the source names none.</summary>
    public string Name { get; }

    /// <summary>Number of examples N.</summary>
    public int Count { get; }

    /// <summary>What is to be learned.</summary>
    public abstract TaskKind Task { get; }

    /// <summary>Position of the target in the file, counted from 1; 0 when it did not come from a column.</summary>
    public int Position { get; init; }

    /// <summary>Learns class names or scaling from the given rows, and from no other.</summary>
    internal abstract TargetTransform Fit(ReadOnlySpan<int> rows);

    internal abstract void AddTo(IncrementalHash hash);
}
