using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cajal.AspNetCore;

/// <summary>Writes answers and problems.</summary>
internal static class Answering
{
    private static readonly JsonEncodedText Notes = JsonEncodedText.Encode("notes");

    /// <summary>Quotes and letters of all languages as they are: this is read as JSON, and never as HTML.</summary>
    public static JavaScriptEncoder Spelling => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>Writes the answers to a request: an object, or a list of them.</summary>
    public static ValueTask Write(HttpContext context, ServedModel served, Ask ask) => Write(context, 200, "application/json", (served, ask), static (json, state) =>
    {
        var (served, ask) = state;
        if (ask.IsList) json.WriteStartArray();
        for (int i = 0; i < ask.Rows; i++)
        {
            json.WriteStartObject();
            served.Writer.Write(json, ask.Outputs(i));
            if (ask.Reads[i].Notes is { } notes)
            {
                json.WriteStartArray(Notes);
                foreach (string note in notes) json.WriteStringValue(note);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        if (ask.IsList) json.WriteEndArray();
    });

    /// <summary>Writes a problem document. Source: RFC 9457.</summary>
    public static ValueTask Write(HttpContext context, RequestProblem problem)
    {
        if (problem.Status == 503) context.Response.Headers.RetryAfter = "1";
        return Write(context, problem.Status, "application/problem+json", problem, static (json, problem) =>
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", problem.Title);
            json.WriteNumber("status", problem.Status);
            json.WriteString("detail", problem.Message);
            json.WriteEndObject();
        });
    }

    /// <summary>Writes a document whose length is known before its first byte goes out.</summary>
    public static ValueTask Write<T>(HttpContext context, int status, string type, T state, Action<Utf8JsonWriter, T> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        if (writer is null) writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = Spelling });
        else writer.Reset(buffer);
        write(writer, state);
        writer.Flush();
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        // A large answer does not stay for the next ones.
        if (buffer.Capacity > 1 << 20) (buffer, writer) = (null, null);
        var flushed = response.BodyWriter.FlushAsync(context.RequestAborted);
        return flushed.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(flushed.AsTask());
    }
}
