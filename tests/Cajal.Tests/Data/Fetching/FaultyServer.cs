using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cajal.Tests.Data;

/// <summary>A web server on 127.0.0.1 that does as the test wants: it cuts, lies, dawdles and turns in circles. One question for each connection.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();

    public FaultyServer(Func<Question, Task> answer)
    {
        listener.Start();
        _ = Serve(answer);
    }

    /// <summary>A server that has one file and knows ranges, as a good one does.</summary>
    public static FaultyServer Good(byte[] content, string? tag = "\"v1\"") => new(q => q.Give(content, tag));

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>All that was asked.</summary>
    public ConcurrentQueue<Question> Asked { get; } = new();

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
    }

    private async Task Serve(Func<Question, Task> answer)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                client.NoDelay = true;
                using var stream = client.GetStream();
                if (await Read(stream) is not { } question) continue;
                Asked.Enqueue(question);
                await answer(question);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<Question?> Read(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, end.Token) == 0) return null;
            text.Append((char)one[0]);
        }
        string[] lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        return new Question(Asked.Count + 1, lines[0].Split(' ')[1], headers, stream);
    }
}

/// <summary>What a client asked, and the ways to answer it.</summary>
/// <param name="Number">Which question it is, from 1.</param>
/// <param name="Path">The path that was asked for.</param>
/// <param name="Headers">The header lines.</param>
/// <param name="Stream">Where the answer goes.</param>
internal sealed record Question(int Number, string Path, IReadOnlyDictionary<string, string> Headers, NetworkStream Stream)
{
    /// <summary>The first byte that is wanted; null when all are.</summary>
    public int? From => Headers.TryGetValue("Range", out string? range) ? int.Parse(range["bytes=".Length..].TrimEnd('-'), null) : null;

    /// <summary>An answer as it stands: status and headers, then bytes.</summary>
    public async Task Say(string head, ReadOnlyMemory<byte> body = default)
    {
        await Stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head.ReplaceLineEndings("\r\n")}\r\nConnection: close\r\n\r\n"));
        await Stream.WriteAsync(body);
        await Stream.FlushAsync();
    }

    /// <summary>The file, or the part of it that is asked for.</summary>
    /// <param name="content">The file.</param>
    /// <param name="tag">Its entity tag; null gives none.</param>
    /// <param name="cutAt">The connection ends after this byte of the file.</param>
    public Task Give(byte[] content, string? tag, int? cutAt = null)
    {
        int from = From is { } wanted && (tag is null || !Headers.TryGetValue("If-Range", out string? version) || version == tag) ? wanted : 0;
        string named = tag is null ? "" : $"\nETag: {tag}";
        var body = content.AsMemory()[from..Math.Max(from, cutAt ?? content.Length)];
        return from == 0 ? Say($"200 OK\nContent-Length: {content.Length}{named}", body)
            : Say($"206 Partial Content\nContent-Length: {content.Length - from}\nContent-Range: bytes {from}-{content.Length - 1}/{content.Length}{named}", body);
    }
}
