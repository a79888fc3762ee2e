using System.Text.Json;

namespace Cajal.Data;

/// <summary>What a split was made of: enough to write into a recipe, to make the same split again, and to notice when the data have
/// changed.</summary>
public sealed record SplitRecord
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The seed of the split.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Share for validation.</summary>
    public required double ValidationShare { get; init; }

    /// <summary>Share for the test; null where the source had a test part of its own.</summary>
    public double? TestShare { get; init; }

    /// <summary>Which fold of a cross-validation is the validation part, from 1; null for a share.</summary>
    public int? Fold { get; init; }

    /// <summary>How many folds there are; null for a share.</summary>
    public int? Folds { get; init; }

    /// <summary>Whether the parts follow the order of the examples: first training, then validation, then the test.</summary>
    public bool InOrder { get; init; }

    /// <summary>Whether each class has the same share in every part.</summary>
    public required bool Stratified { get; init; }

    /// <summary>Examples for training.</summary>
    public required int Training { get; init; }

    /// <summary>Examples for validation.</summary>
    public required int Validation { get; init; }

    /// <summary>Examples for the test.</summary>
    public required int Test { get; init; }

    /// <summary>Fingerprint of the data that were split.</summary>
    public required string Data { get; init; }

    /// <summary>Fingerprint of which example went where.</summary>
    public required string Parts { get; init; }

    /// <summary>As JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DataJson.Default.SplitRecord);

    /// <summary>From JSON text written by <see cref="ToJson"/>.</summary>
    /// <exception cref="DatasetException">Not such a text, or written by a later version.</exception>
    public static SplitRecord FromJson(string json) =>
        DataJson.Read(json, DataJson.Default.SplitRecord, "record of the split", CurrentVersion);
}
