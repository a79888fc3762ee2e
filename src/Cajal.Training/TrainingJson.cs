using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Training;

/// <summary>The records of this floor that are written as JSON; the code is generated when the floor is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CheckpointRecord))]
[JsonSerializable(typeof(LatestRecord))]
[JsonSerializable(typeof(Recipe))]
[JsonSerializable(typeof(ModelSpec))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(ComparisonRecord))]
internal sealed partial class TrainingJson : JsonSerializerContext
{
    private const long MostBytes = 64 << 20;

    /// <summary>Writes a record as a whole file.</summary>
    public static void Write<T>(string path, T record, JsonTypeInfo<T> type) =>
        AtomicFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, record, type);
            stream.WriteByte((byte)'\n');
        });

    /// <summary>Reads a record from a file whose format is known up to a version.</summary>
    /// <exception cref="RunException">The file is missing, damaged or written by a later version.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type, int known) where T : class
    {
        byte[] bytes = AtomicFile.Read(path, MostBytes);
        try
        {
            // Before the names: a later version may have new ones, and its number is the better explanation.
            RequireVersion(path, JsonNode.Parse(bytes) as JsonObject, known);
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The file holds null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new RunException($"'{path}' cannot be read: {FirstSentence(e.Message)}", e);
        }
    }

    /// <summary>Throws for a file that a later version wrote.</summary>
    public static void RequireVersion(string path, JsonObject? root, int known)
    {
        if (root?["formatVersion"] is not JsonValue number || !number.TryGetValue(out int version)) return;
        if (version > known)
            throw new RunException($"'{path}' has format version {version}, and this version of Cajal reads up to {known}. Use a newer "
                + $"Cajal.");
        if (version < 1) throw new RunException($"'{path}' has format version {version}, which never existed. The file is damaged.");
    }

    // Path and position in the file follow the first sentence; they help, but the sentence ends once.
    private static string FirstSentence(string message) => message.TrimEnd('.') + ".";
}
