using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>Studio as a browser meets it: on a free port of 127.0.0.1.</summary>
public sealed class ServedPageTests : IAsyncLifetime
{
    private readonly WebApplication app = StudioServer.Build(new StudioOptions { Port = 0, MostSessions = 2 });
    private readonly HttpClient client = new();

    private Uri Address => new(app.Urls.First() + "/");

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public void Only_this_machine_is_listened_to() => Address.Host.ShouldBe("127.0.0.1");

    [SkippableFact]
    public async Task The_page_comes_with_all_its_files_and_names_no_other_host()
    {
        Skip.IfNot(PageFiles.IsThere, PageFiles.Missing);
        string page = await client.GetStringAsync(Address);
        page.ShouldContain("<title>Cajal Studio</title>");
        string script = System.Text.RegularExpressions.Regex.Match(page, "src=\"\\./(assets/[^\"]+\\.js)\"").Groups[1].Value, style = System.Text.RegularExpressions.Regex.Match(page, "href=\"\\./(assets/[^\"]+\\.css)\"").Groups[1].Value;
        using var answer = await client.GetAsync(new Uri(Address, script));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        (await client.GetStringAsync(new Uri(Address, "licences.md"))).ShouldContain("uplot");
        (page + await answer.Content.ReadAsStringAsync() + await client.GetStringAsync(new Uri(Address, style))).Replace("http://www.w3.org/2000/svg", "").ShouldNotMatch("https?://[a-z]");
    }

    [Theory]
    [InlineData("evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "null", HttpStatusCode.Forbidden)]
    [InlineData("localhost", null, HttpStatusCode.NotFound)]
    public async Task Other_names_and_other_sites_pages_stay_outside(string host, string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "nothing.js")) { Headers = { Host = $"{host}:{Address.Port}" } };
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData(false, "frame-ancestors 'none'")]
    [InlineData(true, "frame-ancestors 'self' file: http://127.0.0.1:* http://localhost:*")]
    public async Task Only_when_asked_for_may_pages_of_this_machine_hold_it_in_a_frame(bool allows, string policy)
    {
        await using var other = StudioServer.Build(new StudioOptions { Port = 0, AllowsFrames = allows });
        await other.StartAsync();
        using var answer = await client.GetAsync(new Uri(other.Urls.First() + "/nothing.js"));
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith(policy);
    }

    [Fact]
    public async Task A_web_socket_needs_this_pages_origin_and_there_are_so_many_and_no_more()
    {
        await Should.ThrowAsync<WebSocketException>(async () => await Connect(null));
        await Should.ThrowAsync<WebSocketException>(async () => await Connect("http://evil.example"));
        using WebSocket first = await Connect(), second = await Connect();
        await Should.ThrowAsync<WebSocketException>(async () => await Connect());
        await first.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        WebSocket? third = null;
        // The session ends on a thread of its own.
        for (int i = 0; i < 100 && third is null; i++)
        {
            try
            {
                third = await Connect();
            }
            catch (WebSocketException)
            {
                await Task.Delay(50);
            }
        }
        third.ShouldNotBeNull();
        third.Dispose();
    }

    [Fact]
    public async Task Commands_go_in_and_pictures_and_files_come_out()
    {
        using var socket = await Connect();
        string name = (await Text(socket, m => m["is"]!.GetValue<string>() == "hello"))["session"]!.GetValue<string>();
        await Send(socket, """{"do":"step","by":"epoch"}""");
        await Text(socket, m => m["is"]!.GetValue<string>() == "figures" && m["epoch"]!.GetValue<int>() == 1);
        await Send(socket, "this is no JSON");
        (await Text(socket, m => m["is"]!.GetValue<string>() == "trouble"))["text"]!.GetValue<string>().ShouldContain("no command in JSON");
        (await client.GetStringAsync(new Uri(Address, $"export/{name}/csharp"))).ShouldContain("new Sequential(");
        (await client.GetByteArrayAsync(new Uri(Address, $"export/{name}/onnx"))).Length.ShouldBeGreaterThan(100);
        (await client.GetByteArrayAsync(new Uri(Address, $"export/{name}/safetensors"))).Length.ShouldBeGreaterThan(100);
        (await client.GetStringAsync(new Uri(Address, $"explain/{name}?row=3"))).ShouldContain("Backward");
        (await client.GetStringAsync(new Uri(Address, $"explain/{name}?row=3&layer=0&unit=1&from=1"))).ShouldContain("central difference");
        using (var nowhere = await client.GetAsync(new Uri(Address, $"explain/{name}?row=100000"))) nowhere.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var strange = await client.GetAsync(new Uri(Address, "export/guessed/csharp"));
        strange.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_file_is_opened_for_this_page_only_and_answered_in_one_sentence()
    {
        using var socket = await Connect();
        string name = (await Text(socket, m => m["is"]!.GetValue<string>() == "hello"))["session"]!.GetValue<string>();
        (await Open("open/" + name, "a,b,kind\n1,2,x\n2,1,y\n3,4,x\n", origin: null)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Open("open/" + name, "a,b,kind\n1,2,x\n2,1,y\n3,4,x\n", "http://evil.example")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Open("open/guessed?name=t.csv", "a,b\n1,x\n2,y\n")).Status.ShouldBe(HttpStatusCode.NotFound);
        var bad = await Open($"open/{name}?name=t.csv", "a,b\n1,2\n3\n");
        (bad.Status, bad.Text).ShouldBe((HttpStatusCode.BadRequest, "Line 3 of the table has 1 fields where line 1 has 2; expected the same number. Quote fields that contain the separator, or mend the line."));
        (await Open($"open/{name}?name=t.csv", new string('1', SentFile.MostBytes + 1))).Text.ShouldContain("more than 4 MB");
        (await Open($"open/{name}?name=t.csv", "a,b,kind\n1,2,x\n2,1,y\n3,4,x\n")).Status.ShouldBe(HttpStatusCode.OK);
        var scene = await Text(socket, m => m["is"]!.GetValue<string>() == "scene" && m["table"] is not null);
        scene["classNames"]!.AsArray().Select(c => c!.GetValue<string>()).ShouldBe(["x", "y"]);

        async Task<(HttpStatusCode Status, string Text)> Open(string where, string body, string? origin = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, where)) { Content = new StringContent(body) };
            if (origin is not null) request.Headers.Add("Origin", origin.Length > 0 ? origin : $"http://127.0.0.1:{Address.Port}");
            using var answer = await client.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private Task<WebSocket> Connect() => Connect($"http://127.0.0.1:{Address.Port}");

    private async Task<WebSocket> Connect(string? origin)
    {
        var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Address.Port}/socket"), default);
        return socket;
    }

    private static Task Send(WebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    private static async Task<JsonNode> Text(WebSocket socket, Func<JsonNode, bool> wanted)
    {
        byte[] buffer = new byte[1 << 20];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Text && JsonNode.Parse(buffer.AsSpan(0, length)) is { } message && wanted(message)) return message;
        }
    }
}
