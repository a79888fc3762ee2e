using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>A thousand connections that do nothing, while one page trains.</summary>
[Collection("alone")]
public sealed class IdleSocketTests : IAsyncLifetime
{
    private const int Many = 1000;

    private readonly WebApplication app = StudioServer.Build(new StudioOptions { Port = 0 });
    private readonly List<TcpClient> idle = [];

    private int Port => new Uri(app.Urls.First()).Port;

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var client in idle) client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task They_are_refused_beyond_the_limit_with_a_sentence_and_starve_nobody()
    {
        using var page = await TrainingAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        string[] answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => HandshakeAsync()));
        answers.Count(a => a.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)).ShouldBe(new StudioOptions().MostSessions - 1);
        string[] refused = [.. answers.Where(a => !a.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))];
        refused.ShouldAllBe(a => a.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) && a.Contains("There are too many pages; close one of them."));
        await ShouldGoOnAsync(page, before);
    }

    [Fact]
    public async Task Connections_that_never_ask_cost_little_and_starve_nobody()
    {
        using var page = await TrainingAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Many; i++)
        {
            var client = new TcpClient();
            idle.Add(client);
            await client.ConnectAsync("127.0.0.1", Port);
            if (i % 2 == 0) await client.GetStream().WriteAsync("GET /socket HTTP/1.1\r\nHost: "u8.ToArray());
        }
        await ShouldGoOnAsync(page, before);
    }

    private async Task<PageClient> TrainingAsync()
    {
        var page = await PageClient.OpenAsync(app);
        await page.SendAsync("""{"do":"play"}""");
        await page.NextAsync("figures", f => f["epoch"]!.GetValue<int>() > 3);
        return page;
    }

    // All stay connected; what is measured holds the clients' half of each too.
    private async Task ShouldGoOnAsync(PageClient page, long before)
    {
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();
        (await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/lesson?language=en"))).EnsureSuccessStatusCode().Dispose();
        await page.SendAsync("""{"do":"step","by":"batch"}""");
        long step = (await page.NextAsync("figures", f => !f["running"]!.GetValue<bool>()))["step"]!.GetValue<long>();
        await page.SendAsync("""{"do":"step","by":"batch"}""");
        await page.NextAsync("figures", f => f["step"]!.GetValue<long>() == step + 1);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(200L << 20);
    }

    private async Task<string> HandshakeAsync()
    {
        var client = new TcpClient();
        lock (idle) idle.Add(client);
        await client.ConnectAsync("127.0.0.1", Port);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes($"GET /socket HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nOrigin: http://127.0.0.1:{Port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"));
        byte[] buffer = new byte[4096];
        var text = new StringBuilder();
        while (!(text.ToString() is var said && (said.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal) ? said.Contains("\r\n\r\n") : said.EndsWith("0\r\n\r\n", StringComparison.Ordinal))))
        {
            int read = await wire.ReadAsync(buffer);
            if (read == 0) break;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        return text.ToString();
    }
}
