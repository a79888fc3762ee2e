using Microsoft.AspNetCore.Http;

namespace Cajal.AspNetCore;

/// <summary>What a model reads and answers, as a document for those who ask it.</summary>
internal static class ModelDescription
{
    /// <summary>Writes the document.</summary>
    public static ValueTask Write(HttpContext context, CajalModel model) => Answering.Write(context, 200, "application/json", model.Current, static (json, served) =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", served.Version);
        json.WriteString("loaded", served.Loaded);
        json.WriteStartArray("reads");
        foreach (var field in served.Reader.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("kind", field.Kind switch { FieldKind.Word => "word", FieldKind.Number => "number", _ => "numbers" });
            if (field.Kind == FieldKind.Grid)
            {
                json.WriteStartArray("shape");
                foreach (int size in field.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
            }
            if (field.Words is { } words)
            {
                json.WriteStartArray("words");
                foreach (string word in words) json.WriteStringValue(word);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("takesPictureFiles", served.Reader.TakesPictures);
        json.WriteString("answers", served.Writer.Description);
        if (served.Writer.ClassNames is { Count: > 0 } names)
        {
            json.WriteStartArray("classes");
            foreach (string name in names) json.WriteStringValue(name);
            json.WriteEndArray();
        }
        if (served.Notice is { } notice) json.WriteString("notice", notice);
        json.WriteEndObject();
    });
}
