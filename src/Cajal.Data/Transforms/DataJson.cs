using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Data;

/// <summary>The records of this wing that are written as JSON; the code is generated when the wing is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Preprocessing))]
[JsonSerializable(typeof(SplitRecord))]
[JsonSerializable(typeof(DataSummary))]
[JsonSerializable(typeof(DatasetOptions))]
[JsonSerializable(typeof(VocabularyRecord))]
internal sealed partial class DataJson : JsonSerializerContext
{
    /// <summary>Reads a record whose format is known up to a version, or says in one sentence why it cannot be read.</summary>
    public static T Read<T>(string json, JsonTypeInfo<T> type, string what, int known = int.MaxValue)
    {
        try
        {
            // Before the names: a later version may have new ones, and its number is the better explanation.
            RequireVersion(JsonNode.Parse(json) as JsonObject, what, known);
            return JsonSerializer.Deserialize(json, type)
                ?? throw new DatasetException($"The {what} is empty (null); expected a JSON object.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw new DatasetException($"The {what} cannot be read as JSON: {error.Message}", error);
        }
    }

    private static void RequireVersion(JsonObject? root, string what, int known)
    {
        if (root?["formatVersion"] is not JsonValue number || !number.TryGetValue(out int version)) return;
        if (version > known)
            throw new DatasetException($"The {what} has format version {version}; this version of Cajal reads up to {known}. Use a newer "
                + "Cajal.");
        if (version < 1) throw new DatasetException($"The {what} has format version {version}, which never existed; it is damaged.");
    }
}
