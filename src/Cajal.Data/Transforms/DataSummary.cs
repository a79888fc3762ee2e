using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cajal.Data;

/// <summary>What the training part looked like: saved with the model, so that data that come later can be held against it.</summary>
public sealed record DataSummary
{
    /// <summary>The format this version writes; it reads this one and older ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentVersion;

    /// <summary>The inputs: columns of a table, or figures of each picture or sequence (<see cref="FeatureColumns"/>).</summary>
    public required ColumnSummary[] Inputs { get; init; }

    /// <summary>The targets.</summary>
    public required ColumnSummary Target { get; init; }

    /// <summary>The network's answers on the validation part (on the training part where there is none); null in a network that was not judged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ColumnSummary? Answers { get; init; }

    /// <summary>How far those answers lay from the truth, in units of the network, from small to large; null for classes, and where there was no validation part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? Residuals { get; init; }

    /// <summary>Of a part.</summary>
    public static DataSummary Of(Part part)
    {
        int[] rows = part.Rows.ToArray();
        return new()
        {
            Inputs = [.. FeatureColumns.Of(part.Dataset.Features).Select(c => ColumnSummary.Of(c, rows))],
            Target = ColumnSummary.Of(FeatureColumns.Of(part.Dataset.Targets!), rows),
        };
    }

    /// <summary>As JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DataJson.Default.DataSummary);

    /// <summary>From JSON text written by <see cref="ToJson"/>.</summary>
    /// <exception cref="DatasetException">Not such a text, or written by a later version.</exception>
    public static DataSummary FromJson(string json) => DataJson.Read(json, DataJson.Default.DataSummary, "summary of the training part", CurrentVersion);
}
