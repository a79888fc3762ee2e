using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cajal.Tests.Studio;

/// <summary>Addresses that want out of what Studio serves, byte by byte as an attacker writes them: a client that tidies them up would hide what is tried.</summary>
public sealed class RefusedPathTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("cajal-paths-").FullName;
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        // What must not come out lies where a careless server would find it: beside the folder of runs.
        Directory.CreateDirectory(Path.Combine(folder, "runs"));
        await File.WriteAllTextAsync(Path.Combine(folder, "secret.txt"), "the secret");
        app = StudioServer.Build(new StudioOptions { Port = 0, Runs = Path.Combine(folder, "runs") });
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2fetc%2fpasswd")]
    [InlineData("/%252e%252e%252fsecret.txt")]
    [InlineData("/assets/../../Cajal.Studio.csproj")]
    [InlineData("/..\\..\\secret.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("//etc/passwd")]
    [InlineData("/file:///etc/passwd")]
    [InlineData("/lesson/..%2f..%2fsecret?language=en")]
    [InlineData("/lesson/neuron?language=../../secret")]
    [InlineData("/runs/..%2fsecret.txt/about")]
    [InlineData("/runs/%2e%2e/report")]
    [InlineData("/runs/curves?ids=../secret.txt")]
    [InlineData("/files/..%2f..%2fetc%2fpasswd/tensors")]
    [InlineData("/export/..%2f..%2fsecret/onnx")]
    [InlineData("/explain/x?row=word")]
    [InlineData("/runs/list?from=word")]
    public async Task What_leads_out_is_refused_with_a_sentence(string path)
    {
        string answer = await Ask($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nConnection: close\r\n\r\n");
        answer.ShouldNotContain("the secret");
        answer.ShouldNotContain("root:");
        // A list of no runs, or a lesson in the usual language, is no refusal, and gives nothing away.
        if (path.StartsWith("/runs/curves", StringComparison.Ordinal) || path.StartsWith("/lesson/neuron", StringComparison.Ordinal)) return;
        answer.ShouldMatch("^HTTP/1.1 4\\d\\d ");
        string said = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        said.Length.ShouldBeGreaterThan(20, answer);
        said.ShouldNotContain("Exception");
        said.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("GET /%00 HTTP/1.1")]
    [InlineData("GET /a%00b.js HTTP/1.1")]
    [InlineData("GET /\0 HTTP/1.1")]
    [InlineData("GET ../secret.txt HTTP/1.1")]
    [InlineData("GET http://evil.example/ HTTP/1.1")]
    [InlineData("BREW / HTTP/1.1")]
    [InlineData("nonsense")]
    public async Task What_is_no_request_of_a_page_is_refused(string line) =>
        (await Ask($"{line}\r\nHost: 127.0.0.1:{Port}\r\nConnection: close\r\n\r\n")).ShouldMatch("^HTTP/1.1 4\\d\\d ");

    // A page that is closed while it asks: nobody hears the answer, and where Studio was started nothing is said.
    [Theory]
    [InlineData("/draw/answer")]
    [InlineData("/lesson/neuron")]
    public async Task What_is_left_in_the_middle_is_no_failure_of_Studio(string path)
    {
        using var heard = new Heard();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(heard);
        await Ask($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nOrigin: http://127.0.0.1:{Port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"a\":", saysNoMore: true);
        // What is still done for it ends first.
        await app.StopAsync();
        heard.Lines.ShouldBeEmpty();
    }

    // What is logged.
    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    [Fact]
    public async Task A_request_without_an_end_of_headers_is_cut()
    {
        string answer = await Ask($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n" + string.Concat(Enumerable.Repeat($"X: {new string('x', 1000)}\r\n", 100)));
        answer.ShouldMatch("^HTTP/1.1 431 ");
    }

    private int Port => new Uri(app.Urls.First()).Port;

    private async Task<string> Ask(string request, bool saysNoMore = false)
    {
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await client.ConnectAsync("127.0.0.1", Port, limit.Token);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        if (saysNoMore)
        {
            // By then it is read.
            await Task.Delay(300, limit.Token);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        using var answer = new MemoryStream();
        try
        {
            await wire.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Hung up while there was more to say.
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
