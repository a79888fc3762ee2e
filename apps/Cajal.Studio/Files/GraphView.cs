namespace Cajal.Studio;

/// <summary>A box of a graph.</summary>
internal sealed record GraphBox
{
    /// <summary>Number of the node in the file; −1 for what goes in or out of the graph.</summary>
    public required int Node { get; init; }

    /// <summary>The operator, or <c>input</c> and <c>output</c>.</summary>
    public required string Op { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Attributes, name and value by turns.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>What it reads, with shapes where they are known.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What it makes.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Row from the top.</summary>
    public int Depth { get; set; }

    /// <summary>Place in the row, from the left, in boxes.</summary>
    public double Place { get; set; }
}

/// <summary>An edge between two boxes.</summary>
/// <param name="From">Index of the box it leaves.</param>
/// <param name="To">Index of the box it enters.</param>
/// <param name="Label">Shape of what goes along it; empty where it is unknown.</param>
/// <param name="Bends">Where it goes through the rows between: depth and place by turns.</param>
internal sealed record GraphEdge(int From, int To, string Label, IReadOnlyList<double> Bends);

/// <summary>A part of a graph, laid out in rows from the top.</summary>
internal sealed record GraphView
{
    /// <summary>The most nodes drawn at once: more cannot be read.</summary>
    public const int MostNodes = 120;

    /// <summary>Nodes of the whole graph.</summary>
    public required int Nodes { get; init; }

    /// <summary>First node of this part.</summary>
    public required int From { get; init; }

    /// <summary>What is known of the file: producer, edition of the operators and the like.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>How often each operator stands in the graph, name and number by turns.</summary>
    public required IReadOnlyList<string> Operators { get; init; }

    /// <summary>The boxes.</summary>
    public required IReadOnlyList<GraphBox> Boxes { get; init; }

    /// <summary>The edges.</summary>
    public required IReadOnlyList<GraphEdge> Edges { get; init; }
}
