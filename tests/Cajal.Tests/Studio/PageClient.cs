using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>A page as its server sees it: a web socket that sends commands and reads letters.</summary>
internal sealed class PageClient : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private byte[] buffer = new byte[1 << 20];

    /// <summary>Opens a page and waits for its first words.</summary>
    public static Task<PageClient> OpenAsync(WebApplication app, string language = "") => OpenAsync(new Uri(app.Urls.First()), language);

    /// <summary>The same of a Studio elsewhere.</summary>
    public static async Task<PageClient> OpenAsync(Uri uri, string language = "")
    {
        var page = new PageClient();
        page.socket.Options.Proxy = null;
        page.socket.Options.SetRequestHeader("Origin", $"http://127.0.0.1:{uri.Port}");
        if (language.Length > 0) page.socket.Options.SetRequestHeader("Accept-Language", language);
        await page.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{uri.Port}/socket"), default);
        page.Session = (await page.NextAsync("hello"))["session"]!.GetValue<string>();
        return page;
    }

    /// <summary>The name of its session.</summary>
    public string Session { get; private set; } = "";

    /// <summary>Sends a command.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    /// <summary>Sends any bytes.</summary>
    public Task SendAsync(byte[] bytes, WebSocketMessageType type) => socket.SendAsync(bytes, type, endOfMessage: true, default);

    /// <summary>The next letter of a kind that is as wanted.</summary>
    public async Task<JsonNode> NextAsync(string kind, Func<JsonNode, bool>? wanted = null)
    {
        using var limit = new CancellationTokenSource(Long);
        while (true)
        {
            var (length, type) = await ReadAsync(limit.Token);
            if (type == WebSocketMessageType.Close) throw new InvalidOperationException($"The session closed: {socket.CloseStatusDescription}");
            if (type != WebSocketMessageType.Text) continue;
            var letter = JsonNode.Parse(buffer.AsSpan(0, length))!;
            if (letter["is"]!.GetValue<string>() == "trouble" && letter["ended"]!.GetValue<bool>()) throw new InvalidOperationException($"The session ended: {letter["text"]}");
            if (letter["is"]!.GetValue<string>() == kind && wanted?.Invoke(letter) != false) return letter;
        }
    }

    /// <summary>How the server hung up.</summary>
    public async Task<(WebSocketCloseStatus?, string?)> ClosedAsync()
    {
        using var limit = new CancellationTokenSource(Long);
        while ((await ReadAsync(limit.Token)).Type != WebSocketMessageType.Close)
        {
        }
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }

    /// <summary>It opens the usual playground and trains it.</summary>
    public async Task ShouldTrainAsync()
    {
        await SendAsync("""{"do":"open","link":"v=1&weightSeed=77"}""");
        await NextAsync("scene", s => s["link"]!.GetValue<string>() == "v=1&weightSeed=77");
        await SendAsync("""{"do":"play"}""");
        await NextAsync("figures", f => f["running"]!.GetValue<bool>() && f["epoch"]!.GetValue<int>() >= 3);
        await SendAsync("""{"do":"pause"}""");
        await NextAsync("figures", f => !f["running"]!.GetValue<bool>());
    }

    public void Dispose() => socket.Dispose();

    private async Task<(int Length, WebSocketMessageType Type)> ReadAsync(CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.EndOfMessage) return (length, part.MessageType);
        }
    }
}
