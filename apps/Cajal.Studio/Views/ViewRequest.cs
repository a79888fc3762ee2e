namespace Cajal.Studio;

/// <summary>A view that the page shows or puts away, and how it looks at it.</summary>
internal sealed record ViewRequest
{
    /// <summary>warp, lines, spreads, judgement, surface, pieces, matrices or cost.</summary>
    public required string Name { get; init; }

    /// <summary>True when the page puts it away.</summary>
    public bool Away { get; init; }

    /// <summary>The layer looked at: 0 for the inputs, then the layers, the output last.</summary>
    public int Layer { get; init; }

    /// <summary>Unit of the first axis, from 0.</summary>
    public int First { get; init; }

    /// <summary>Unit of the second axis.</summary>
    public int Second { get; init; }

    /// <summary>warp: units or components (of more than two units, where nothing is said); surface: path, drawn or straight; matrices: batch or point.</summary>
    public string? How { get; init; }

    /// <summary>judgement: train, validation or test.</summary>
    public string? Part { get; init; }
}
