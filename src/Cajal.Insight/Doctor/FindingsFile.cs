using System.Text.Json;
using System.Text.Json.Serialization;
using Cajal.Training;

namespace Cajal.Insight;

/// <summary>findings.json: a verdict beside its run. docs/doctor.md says what stands in it.</summary>
internal static class FindingsFile
{
    private const int CurrentVersion = 1;

    /// <summary>Writes a verdict.</summary>
    /// <exception cref="RunException">The disk is full, or the folder is read-only.</exception>
    public static void Write(string path, Verdict verdict) => AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(RecordOf(verdict), FindingsJson.Default.FindingsRecord));

    /// <summary>A verdict as JSON.</summary>
    public static string ToJson(Verdict verdict) => JsonSerializer.Serialize(RecordOf(verdict), FindingsJson.Default.FindingsRecord);

    /// <summary>Reads a verdict.</summary>
    /// <exception cref="RunException">The file is missing, damaged or written by a later version.</exception>
    public static Verdict Read(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(AtomicFile.Read(path, 1 << 26), FindingsJson.Default.FindingsRecord) ?? throw new JsonException("it holds null");
            if (record.FormatVersion > CurrentVersion)
                throw new RunException($"'{path}' has format version {record.FormatVersion}, and this version of Cajal reads up to {CurrentVersion}. Use a newer Cajal.");
            return new Verdict(record.Findings) { Notes = record.Notes };
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new RunException($"'{path}' holds no findings: {e.Message}", e);
        }
    }

    private static FindingsRecord RecordOf(Verdict verdict) => new()
    {
        FormatVersion = CurrentVersion,
        Headline = verdict.Headline,
        Findings = verdict.Findings,
        Notes = verdict.Notes,
    };
}

/// <summary>What stands in findings.json.</summary>
internal sealed record FindingsRecord
{
    /// <summary>Version of the format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The first line of the verdict.</summary>
    public required string Headline { get; init; }

    /// <summary>The roots, with their consequences under them.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What could not be looked at.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>The code that reads and writes them, generated when this floor is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true, RespectNullableAnnotations = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FindingsRecord))]
internal sealed partial class FindingsJson : JsonSerializerContext;
