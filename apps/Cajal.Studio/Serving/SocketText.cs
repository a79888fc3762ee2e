using System.Net.WebSockets;

namespace Cajal.Studio;

/// <summary>Whole messages of a web socket.</summary>
internal static class SocketText
{
    /// <summary>The next message; null when the page goes, or when it says more than the buffer holds, which it is told.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Holds the message until the next one is read.</param>
    /// <param name="most">What a message has at most, in a sentence.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<Memory<byte>?> ReadAsync(WebSocket socket, byte[] buffer, string most, CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                await socket.CloseAsync(WebSocketCloseStatus.MessageTooBig, most, cancellation);
                return null;
            }
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return buffer.AsMemory(0, length);
        }
    }
}
