using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cajal.Studio;

/// <summary>Reads what a page posts as JSON, up to a bound.</summary>
internal static class ShortBody
{
    private const int MostBytes = 1 << 16;

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">It is longer than 64 KiB, or no such JSON.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
    {
        byte[] buffer = new byte[MostBytes + 1];
        int length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        if (length > MostBytes) throw new ArgumentException("A question has at most 64 KiB.");
        try
        {
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), type) ?? throw new ArgumentException("A question is JSON; received null.");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"A question is JSON with values as texts; received something else: {e.Message}", e);
        }
    }
}
