using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>A race as its page sees it.</summary>
internal sealed record RaceView
{
    /// <summary>Marks the message.</summary>
    public string Is => "race";

    /// <summary>Epochs of the clock.</summary>
    public required int Epoch { get; init; }

    /// <summary>Whether it goes on.</summary>
    public required bool Running { get; init; }

    /// <summary>The lanes; none when the race is over.</summary>
    public required IReadOnlyList<LaneView> Lanes { get; init; }
}

/// <summary>A lane.</summary>
internal sealed record LaneView
{
    /// <summary>What it has of its own; empty for nothing.</summary>
    public required string Change { get; init; }

    /// <summary>Link of its state.</summary>
    public required string Link { get; init; }

    /// <summary>Its weights and biases.</summary>
    public required int Parameters { get; init; }

    /// <summary>Updates made.</summary>
    public required long Step { get; init; }

    /// <summary>Loss on the points trained on; null when it is no number.</summary>
    public double? Train { get; init; }

    /// <summary>Loss on the others.</summary>
    public double? Test { get; init; }

    /// <summary>Share of right classes.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>The same on the others.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Why it cannot go on; null when it can.</summary>
    [JsonConverter(typeof(Spoken))]
    public string? Frozen { get; init; }

    /// <summary>Losses over the epochs.</summary>
    public required IReadOnlyList<LanePoint> Points { get; init; }

    /// <summary>Points on a side of the maps; a curve has one row.</summary>
    public required int Side { get; init; }

    /// <summary>Number of classes; 0 for numbers.</summary>
    public required int Classes { get; init; }

    /// <summary>Whether the set is a curve.</summary>
    public required bool IsCurve { get; init; }

    /// <summary>Each output over the plane, a signed byte a point, in base 64.</summary>
    public required IReadOnlyList<byte[]> Maps { get; init; }
}

/// <summary>Losses after an epoch.</summary>
internal sealed record LanePoint(int Epoch, double? Train, double? Test);
