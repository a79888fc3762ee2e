using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cajal.AspNetCore;
using Cajal.Cli;

namespace Cajal.Tests.Serving;

/// <summary><c>cajal serve</c> in this process, on a free port, with a client.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly StringWriter log = new();

    private TestServer(ModelServer server, StringWriter log)
    {
        (Server, this.log) = (server, log);
        Client = new HttpClient { BaseAddress = new Uri(server.Address) };
    }

    public ModelServer Server { get; }

    public HttpClient Client { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, new Uri(Server.Address).Port);

    /// <summary>What it has written to standard error.</summary>
    public string Log => log.ToString();

    public static async Task<TestServer> Start(string path, Action<CajalOptions>? configure = null, int connections = 10_000)
    {
        var options = new CajalOptions { Path = path };
        configure?.Invoke(options);
        var log = new StringWriter();
        var synchronized = TextWriter.Synchronized(log);
        return new TestServer(await ModelServer.Start(new ServeSettings(options, 0, connections), new Terminal(synchronized, synchronized, Directory.GetCurrentDirectory())), log);
    }

    /// <summary>Posts to /predict.</summary>
    public Task<(int Status, JsonElement Answer)> Ask(string json) => Ask(Encoding.UTF8.GetBytes(json), "application/json");

    public async Task<(int Status, JsonElement Answer)> Ask(byte[] body, string? type)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Client.PostAsync(new Uri("/predict", UriKind.Relative), content);
        string text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Gets a document.</summary>
    public async Task<JsonElement> Get(string path) => JsonDocument.Parse(await Client.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.Stop();
        await Server.DisposeAsync();
    }
}
