namespace Cajal.CSharp;

/// <summary>What a program says and reads beyond the network.</summary>
public sealed record CSharpExportOptions
{
    /// <summary>What the network is, in the program's first line.</summary>
    public string Title { get; init; } = "A network";

    /// <summary>True to keep the weights in a file beside the program, of the same name with the ending <c>.weights</c>; false to write them
    /// into it.</summary>
    public bool WeightsBeside { get; init; }

    /// <summary>Names of classes, in the order of the answers; of two with one answer, it is the share of the second.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Whether answers are scores without the meaning of shares: the largest wins, and a single one speaks for the second class above
    /// 0.</summary>
    public bool AreScores { get; init; }

    /// <summary>How a row becomes the network's numbers; empty where they are its numbers already.</summary>
    public IReadOnlyList<CSharpColumn> Columns { get; init; } = [];

    /// <summary>Columns of a whole row, those included that are not read; 0 where a row holds only what is read.</summary>
    public int ColumnsInRow { get; init; }

    /// <summary>From the network's answer to the units of the data; null where it answers in them.</summary>
    public CSharpUnits? Units { get; init; }
}

/// <summary>A column of a row: a number (x − mean)/deviation, or one number for each word.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Place">Its place in a whole row, from 0.</param>
/// <param name="Mean">Taken off; stands in for a missing number.</param>
/// <param name="Deviation">Divides; 0 for a column that tells nothing.</param>
/// <param name="Words">Its words; null for numbers.</param>
/// <param name="Usual">The word that stands in for a missing one.</param>
public sealed record CSharpColumn(string Name, int Place, double Mean, double Deviation, IReadOnlyList<string>? Words = null, string? Usual = null);

/// <summary>y = answer · scale + shift, or its exponential.</summary>
/// <param name="Name">What is foretold.</param>
/// <param name="Shift">Added.</param>
/// <param name="Scale">Multiplies.</param>
/// <param name="Logarithm">Whether the answer is of the logarithm.</param>
public sealed record CSharpUnits(string Name, double Shift, double Scale, bool Logarithm);
