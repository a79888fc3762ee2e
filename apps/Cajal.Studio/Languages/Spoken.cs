using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cajal.Studio;

/// <summary>Marks a text that a person reads: it travels in that person's language.</summary>
internal sealed class Spoken : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Tongue.Say(value));
}

/// <summary>The same of several texts.</summary>
internal sealed class SpokenList : JsonConverter<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Texts that are told are not read back.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string text in value) writer.WriteStringValue(Tongue.Say(text));
        writer.WriteEndArray();
    }
}
