using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cajal.Cli;

/// <summary>Writes one JSON document to a text writer; numbers that JSON does not know become null.</summary>
internal static class JsonText
{
    // Class names and paths stay readable: the text goes to a terminal or a file, never into a web page.
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    extension(Utf8JsonWriter json)
    {
        /// <summary>A number, or null for NaN, infinities and what is not there.</summary>
        public void Figure(string name, double? value)
        {
            if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
            else json.WriteNull(name);
        }

        /// <summary>A list of texts.</summary>
        public void Texts(string name, IEnumerable<string> values)
        {
            json.WriteStartArray(name);
            foreach (string value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        /// <summary>A list of whole numbers, such as a shape.</summary>
        public void Wholes(string name, IEnumerable<int> values)
        {
            json.WriteStartArray(name);
            foreach (int value in values) json.WriteNumberValue(value);
            json.WriteEndArray();
        }

        /// <summary>A list of objects.</summary>
        public void Objects<T>(string name, IEnumerable<T> values, Action<T> content)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStartObject();
                content(value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }
}
