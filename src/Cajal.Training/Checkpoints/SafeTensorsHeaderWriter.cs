using System.Text.Json;

namespace Cajal.Training;

/// <summary>Writes the JSON header of a safetensors file.</summary>
internal static class SafeTensorsHeaderWriter
{
    /// <summary>The header for tensors in the order their numbers will follow, padded with spaces to a multiple of 8 bytes.</summary>
    public static byte[] Write(IReadOnlyList<(string Name, Tensor Tensor, StoredType Type)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(SafeTensorsHeader.MetadataName);
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }
            long begin = 0;
            foreach (var (name, tensor, type) in tensors)
            {
                if (name == SafeTensorsHeader.MetadataName)
                    throw new ArgumentException($"A tensor cannot be named '{name}': the format keeps that name for its own use.");
                long end = begin + (long)tensor.Count * type.Size();
                json.WriteStartObject(name);
                json.WriteString("dtype", SafeTensorsEntry.Word(type));
                json.WriteStartArray("shape");
                foreach (int size in tensor.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(begin);
                json.WriteNumberValue(end);
                json.WriteEndArray();
                json.WriteEndObject();
                begin = end;
            }
            json.WriteEndObject();
        }
        while (bytes.Length % 8 != 0) bytes.WriteByte((byte)' ');
        return bytes.ToArray();
    }
}
