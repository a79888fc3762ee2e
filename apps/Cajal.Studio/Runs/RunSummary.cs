using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>What the list of runs says of one: read from its recipe, its result and the last row of its metrics, and from nothing else.</summary>
internal sealed record RunSummary
{
    /// <summary>Names the run in addresses; says nothing of where it lies.</summary>
    public required string Id { get; init; }

    /// <summary>Path below the folder of all runs.</summary>
    public required string Name { get; init; }

    /// <summary><c>training</c>, <c>finished</c>, <c>stopped</c> (can be resumed), <c>damaged</c>, or <c>events</c> of another program.</summary>
    public required string State { get; init; }

    /// <summary>Epochs trained.</summary>
    public int Epochs { get; init; }

    /// <summary>Epochs asked for; null while nobody has chosen.</summary>
    public int? Of { get; init; }

    /// <summary>Updates made.</summary>
    public long Steps { get; init; }

    /// <summary>Seconds of work.</summary>
    public double? Seconds { get; init; }

    /// <summary>Last change of its files, in milliseconds since 1970.</summary>
    public long Changed { get; init; }

    /// <summary>Entries of its recipe, as text.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Loss and metrics of the part it is judged on: of the kept weights, or of the last epoch.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>Why it cannot be read; null when it can.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Trouble { get; init; }
}
