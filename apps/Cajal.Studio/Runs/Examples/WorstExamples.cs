using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>An example that was answered badly.</summary>
internal sealed record WorstExample
{
    /// <summary>Where it stands in the data, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Its loss; null where that is no number.</summary>
    public required double? Loss { get; init; }

    /// <summary>What is true.</summary>
    public required string Target { get; init; }

    /// <summary>What the network says.</summary>
    public required string Answer { get; init; }

    /// <summary>The example as a picture in PNG; null where it is none.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>What the network makes of that picture; null where it makes none.</summary>
    public byte[]? Made { get; init; }

    /// <summary>What stood before it in a text, or how it looked in a game; null for others.</summary>
    public string? Before { get; init; }

    /// <summary>Its columns where it is a row of a table.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];
}

/// <summary>The examples with the largest loss.</summary>
/// <param name="Note">Of which examples, and what the loss is; or why there are none.</param>
/// <param name="Columns">Names of the cells.</param>
/// <param name="Rows">The worst first.</param>
internal sealed record WorstExamples([property: JsonConverter(typeof(Spoken))] string Note, IReadOnlyList<string> Columns, IReadOnlyList<WorstExample> Rows)
{
    /// <summary>How many are shown.</summary>
    public const int Most = 24;

    /// <summary>What the rows count, as a word of the page.</summary>
    public string What { get; init; } = "row";

    /// <summary>Where losses are largest, the worst first; what is no number is worst.</summary>
    public static IEnumerable<(int Place, double? Loss)> Places(IEnumerable<double> losses) => losses.Select((loss, place) => (Loss: loss, Place: place))
        .OrderByDescending(e => double.IsNaN(e.Loss) ? double.PositiveInfinity : e.Loss).Take(Most).Select(e => (e.Place, SentNumber.Finite(e.Loss)));
}
