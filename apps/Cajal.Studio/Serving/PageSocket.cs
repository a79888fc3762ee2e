using System.Net.WebSockets;
using System.Text.Json;

namespace Cajal.Studio;

/// <summary>The wire between a page and its session: commands come in as JSON, letters go out as JSON or as pictures.</summary>
internal static class PageSocket
{
    private const int MostBytes = 1 << 20;

    /// <summary>Serves a page until it goes.</summary>
    public static async Task ServeAsync(WebSocket socket, Session session, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = SendAsync(socket, session, over.Token, cancellation);
        try
        {
            await ReceiveAsync(socket, session, over.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The page is gone, and that is all.
        }
        finally
        {
            session.Dispose();
            await over.CancelAsync();
            await sending;
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
    }

    private static async Task ReceiveAsync(WebSocket socket, Session session, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MostBytes];
        while (await SocketText.ReadAsync(socket, buffer, "A command has at most a megabyte.", cancellation) is { } text)
        {
            var command = Read(text.Span);
            // This one is no work for the session, and comes often.
            if (command.Do == "drawn") session.Outbox.Drawn();
            else if (!session.Post(command with { Bytes = text.Length }) && !session.IsOver) session.Tell(Mailbox.Full);
        }
    }

    // What is no command is answered as one that nobody knows.
    private static Command Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StudioJson.Default.Command) ?? new Command { Do = "null" };
        }
        catch (JsonException)
        {
            return new Command { Do = "something that is no command in JSON" };
        }
    }

    private static async Task SendAsync(WebSocket socket, Session session, CancellationToken over, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var letter = await session.Outbox.TakeAsync(over);
                await socket.SendAsync(letter.Bytes, letter.IsBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, cancellation);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // As above.
        }
    }
}
