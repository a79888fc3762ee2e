using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>The wire of a page that trains digits: every question is answered, whatever it is, and the places are bounded.</summary>
public sealed class DigitSocketTests : IAsyncLifetime
{
    private readonly WebApplication app = StudioServer.Build(new StudioOptions { Port = 0 });
    private readonly byte[] buffer = new byte[1 << 21];

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_is_no_question_is_answered_with_a_sentence_and_the_training_lives_on()
    {
        using var socket = await OpenAsync();
        foreach (string text in new[] { "", "null", "[]", "{", "{\"do\":7}", "{\"do\":null}", "{\"settings\":{\"net\":null}}", "{\"do\":\"fly\"}", "{\"settings\":{\"rate\":-1}}", "{\"settings\":{\"rate\":1e999}}", "{\"settings\":{\"batch\":0}}", "{\"settings\":{\"net\":\"gpt\"}}", "{\"settings\":null,\"ink\":\"%%%\"}", string.Concat(Enumerable.Repeat("[", 30_000)) })
        {
            var said = await AskAsync(socket, text);
            string sent = text[..Math.Min(60, text.Length)], sentence = (said["text"] ?? said["refused"]).ShouldNotBeNull(sent).GetValue<string>();
            sentence.Length.ShouldBeInRange(20, 700, sent);
            sentence.ShouldNotContain("Exception", customMessage: sent);
            sentence.ShouldNotContain("Object reference", customMessage: sent);
        }
        (await AskAsync(socket, "{}"))["step"]!.GetValue<long>().ShouldBe(0);
        (await AskAsync(socket, """{"do":"step","ink":"AAAA","example":-2147483648}"""))["step"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task A_question_that_is_too_long_ends_the_training_with_a_sentence()
    {
        using var socket = await OpenAsync();
        await socket.SendAsync(new byte[100_000], WebSocketMessageType.Text, endOfMessage: true, default);
        (await ReadAsync(socket)).ShouldBeNull();
        (socket.CloseStatus, socket.CloseStatusDescription).ShouldBe((WebSocketCloseStatus.MessageTooBig, "A question has at most 64 kilobytes."));
    }

    [Fact]
    public async Task A_seventh_page_is_told_to_wait_until_another_is_closed()
    {
        var pages = new List<ClientWebSocket>();
        try
        {
            for (int i = 0; i < 6; i++)
            {
                pages.Add(await OpenAsync());
                (await AskAsync(pages[^1], """{"do":"look"}"""))["step"]!.GetValue<long>().ShouldBe(0);
            }
            using (var more = await OpenAsync()) (await ReadAsync(more))!["text"]!.GetValue<string>().ShouldStartWith("Too many pages train digits");
            pages[0].Dispose();
            for (int tries = 0; ; tries++)
            {
                using var next = await OpenAsync();
                await next.SendAsync(Encoding.UTF8.GetBytes("""{"do":"look"}"""), WebSocketMessageType.Text, endOfMessage: true, default);
                if ((await ReadAsync(next))!["step"] is not null) break;
                tries.ShouldBeLessThan(100, "the place of a page that went stays taken");
                await Task.Delay(100);
            }
        }
        finally
        {
            foreach (var page in pages) page.Dispose();
        }
    }

    private async Task<ClientWebSocket> OpenAsync()
    {
        var uri = new Uri(app.Urls.First());
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.SetRequestHeader("Origin", $"http://127.0.0.1:{uri.Port}");
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{uri.Port}/draw/socket"), default);
        return socket;
    }

    private async Task<JsonNode> AskAsync(ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);
        return (await ReadAsync(socket))!;
    }

    // The next message; null when the server hangs up.
    private async Task<JsonNode?> ReadAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (int length = 0; ;)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, length));
        }
    }
}
