using System.Net.WebSockets;
using System.Text.Json;

namespace Cajal.Studio;

/// <summary>The wire between a page of digits and its training: every question gets one answer, and the training ends when the page goes.</summary>
internal static class DigitSocket
{
    private const int MostBytes = 1 << 16, MostSessions = 6;

    private static int sessions;

    /// <summary>Serves a page until it goes.</summary>
    public static async Task ServeAsync(HttpContext context, CancellationToken stopping)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await Refusals.TellAsync(context, "This address is for web sockets.");
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        int now = Interlocked.Increment(ref sessions);
        try
        {
            if (now > MostSessions) await SendAsync(socket, Trouble("Too many pages train digits at once; close one of them."), over.Token);
            else await ServeAsync(socket, over.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The page is gone, and that is all.
        }
        finally
        {
            Interlocked.Decrement(ref sessions);
        }
    }

    private static async Task ServeAsync(WebSocket socket, CancellationToken cancellation)
    {
        using var session = new DigitSession(() => DigitSets.Ours.Value);
        byte[] buffer = new byte[MostBytes];
        while (await SocketText.ReadAsync(socket, buffer, "A question has at most 64 kilobytes.", cancellation) is { } text)
            await SendAsync(socket, await AnswerAsync(session, text), cancellation);
    }

    // Whatever breaks is said on the page.
    private static async Task<byte[]> AnswerAsync(DigitSession session, ReadOnlyMemory<byte> text)
    {
        try
        {
            var command = JsonSerializer.Deserialize(text.Span, DigitJson.Default.DigitCommand) ?? new DigitCommand { Do = "null" };
            return JsonSerializer.SerializeToUtf8Bytes(await session.AskAsync(command), DigitJson.Default.DigitCourseView);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Trouble(e is JsonException ? "A question is JSON with values as texts; received something else." : e.Message);
        }
    }

    private static byte[] Trouble(string text) => JsonSerializer.SerializeToUtf8Bytes(new Trouble(text), DigitJson.Default.Trouble);

    private static async Task SendAsync(WebSocket socket, byte[] text, CancellationToken cancellation) => await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellation);
}
