using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Data;

/// <summary>The records of this wing that are written as JSON; the code is generated when the wing is compiled.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Preprocessing))]
[JsonSerializable(typeof(SplitRecord))]
[JsonSerializable(typeof(DatasetOptions))]
internal sealed partial class DataJson : JsonSerializerContext
{
    /// <summary>Reads a record, or says in one sentence why it cannot be read.</summary>
    public static T Read<T>(string json, JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new DatasetException($"The {what} is empty (null); expected a JSON object.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new DatasetException($"The {what} cannot be read as JSON: {error.Message}", error);
        }
    }

    public static DatasetException TooNew(string what, int version, int known) =>
        new($"The {what} has format version {version}; this version of Cajal reads up to {known}. Use a newer Cajal.");
}
