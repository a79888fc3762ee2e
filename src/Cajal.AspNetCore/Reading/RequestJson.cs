using System.Text.Json;

namespace Cajal.AspNetCore;

/// <summary>A body while it is read: the platform's reader, and a way past lists of numbers that have been read without it.</summary>
internal ref struct RequestJson
{
    private const int MostDepth = 16;

    private readonly Span<byte> body;
    private int start;

    /// <summary>Begins at the front of a body, which is written into on the way.</summary>
    public RequestJson(Span<byte> body)
    {
        this.body = body;
        Json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MostDepth });
    }

    /// <summary>The reader.</summary>
    public Utf8JsonReader Json;

    /// <summary>What the reader has not looked at yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => body[(start + (int)Json.BytesConsumed)..];

    /// <summary>Goes on behind a value that was read without the reader: in the place of the value's last byte stands a number, which becomes the reader's token.</summary>
    public void Pass(int length)
    {
        start += (int)Json.BytesConsumed + length - 1;
        body[start] = (byte)'0';
        Json = new Utf8JsonReader(body[start..], isFinalBlock: true, Json.CurrentState);
        Json.Read();
    }
}
