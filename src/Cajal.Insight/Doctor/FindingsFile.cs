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
    public static void Write(string path, Verdict verdict, IReadOnlyList<CureTrial> trials) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(RecordOf(verdict, trials), FindingsJson.Default.FindingsRecord));

    /// <summary>A verdict as JSON.</summary>
    public static string ToJson(Verdict verdict, IReadOnlyList<CureTrial> trials) => JsonSerializer.Serialize(RecordOf(verdict, trials), FindingsJson.Default.FindingsRecord);

    /// <summary>Reads a verdict.</summary>
    /// <exception cref="RunException">The file is missing, damaged or written by a later version.</exception>
    public static Verdict Read(string path)
    {
        var record = ReadRecord(path);
        return new Verdict(record.Findings) { Notes = record.Notes };
    }

    /// <summary>The cures that were tried.</summary>
    /// <exception cref="RunException">The file is missing, damaged or written by a later version.</exception>
    public static IReadOnlyList<TrialRecord> Trials(string path) => ReadRecord(path).Trials;

    private static FindingsRecord ReadRecord(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(AtomicFile.Read(path, 1 << 26), FindingsJson.Default.FindingsRecord) ?? throw new JsonException("it holds null");
            if (record.FormatVersion > CurrentVersion)
                throw new RunException($"'{path}' has format version {record.FormatVersion}, and this version of Cajal reads up to {CurrentVersion}. Use a newer Cajal.");
            return record;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new RunException($"'{path}' holds no findings: {e.Message}", e);
        }
    }

    private static FindingsRecord RecordOf(Verdict verdict, IReadOnlyList<CureTrial> trials) => new()
    {
        FormatVersion = CurrentVersion,
        Headline = verdict.Headline,
        Findings = verdict.Findings,
        Notes = verdict.Notes,
        Trials = [.. trials.Select(t => new TrialRecord(t.Prescription, t.Helped, t.Sentence, Losses(t.Before), Losses(t.After)))],
    };

    private static double[] Losses(TrialCurve curve) => [.. curve.History.Select(e => e["loss"] ?? double.NaN)];
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

    /// <summary>Cures that were tried.</summary>
    public IReadOnlyList<TrialRecord> Trials { get; init; } = [];
}

/// <summary>A cure that was tried.</summary>
/// <param name="Prescription">What was changed.</param>
/// <param name="Helped">Whether the figure got better by more than noise.</param>
/// <param name="Sentence">What came of it.</param>
/// <param name="Before">Loss by epoch without it.</param>
/// <param name="After">Loss by epoch with it.</param>
internal sealed record TrialRecord(Prescription Prescription, bool Helped, string Sentence, IReadOnlyList<double> Before, IReadOnlyList<double> After);

/// <summary>The code that reads and writes them, generated when this floor is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true, RespectNullableAnnotations = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FindingsRecord))]
internal sealed partial class FindingsJson : JsonSerializerContext;
