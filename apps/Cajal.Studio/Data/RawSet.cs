namespace Cajal.Studio;

/// <summary>Points as they come from their source, before anything is done to them.</summary>
/// <param name="Values">[points, columns]; a curve has its x in the first column and its target in the second.</param>
/// <param name="Targets">The class from 0, or the number, of each point.</param>
/// <param name="Classes">Number of classes; 0 for numbers.</param>
internal sealed record RawSet(double[,] Values, double[] Targets, int Classes)
{
    private static readonly SetColumn[] Plane = [new("x", "x₁"), new("y", "x₂")];

    /// <summary>Whether the only input is x.</summary>
    public bool IsCurve { get; init; }

    /// <summary>Whether the columns are those of a table rather than the two of the plane.</summary>
    public bool IsTable { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<SetColumn> Columns { get; init; } = Plane;

    /// <summary>Names of the classes; empty where they have numbers only.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>What was decided while it was read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Number of points.</summary>
    public int Count => Targets.Length;

    /// <summary>Some of its points, in the order of the rows.</summary>
    public RawSet Take(IReadOnlyList<int> rows)
    {
        int width = Values.GetLength(1);
        var values = new double[rows.Count, width];
        for (int i = 0; i < rows.Count; i++)
            for (int c = 0; c < width; c++) values[i, c] = Values[rows[i], c];
        return this with { Values = values, Targets = [.. rows.Select(r => Targets[r])] };
    }
}

/// <summary>A column of numbers.</summary>
/// <param name="Key">How links name it: <c>3</c> for the third column of a table, <c>3.2</c> for the second word of a column of words.</param>
/// <param name="Name">How people name it.</param>
internal sealed record SetColumn(string Key, string Name);
