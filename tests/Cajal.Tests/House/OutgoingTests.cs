using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Cajal.Cli;
using Cajal.Studio;
using Cajal.Tests.Cli;

namespace Cajal.Tests.House;

/// <summary>The command line and Studio call nobody: no name is looked up, no connection opened, and the proxy that they were told of is never asked.</summary>
public sealed class OutgoingTests : IDisposable
{
    private readonly Shell shell = new();
    private readonly TcpListener proxy = new(IPAddress.Loopback, 0);
    private int asked;

    public OutgoingTests()
    {
        proxy.Start();
        _ = CountAsync();
    }

    public void Dispose()
    {
        proxy.Stop();
        shell.Dispose();
    }

    [Fact]
    public void Training_predicting_and_diagnosing_call_nobody()
    {
        foreach (string[] words in new string[][] { ["train", "moons", "--epochs", "2", "--run", "r"], ["predict", "r", "moons"], ["diagnose", "r"] })
        {
            using var process = Start(words);
            process.Wait().ShouldBe(ExitCode.Done, $"{string.Join(' ', words)}: {process.Said}");
            Calls.ShouldBeEmpty(string.Join(' ', words));
        }
        asked.ShouldBe(0);
    }

    [SkippableFact]
    public async Task Studio_calls_nobody_while_its_rooms_are_used()
    {
        Skip.IfNot(PageFiles.IsThere, PageFiles.Missing);
        using var process = Start(["studio", "--port", "0", "--no-browser"]);
        process.WaitFor("Ctrl-C");
        var address = new Uri(System.Text.RegularExpressions.Regex.Match(process.Said, "http://127\\.0\\.0\\.1:\\d+/").Value);
        // Whoever asks here is not whom the recorder listens to.
        using (var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) })
        {
            client.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
            using var page = await Studio.PageClient.OpenAsync(address);
            foreach (string room in new[] { "", "lessons", "draw", "runs", "files", "lesson?language=en", "lesson/01-neuron?language=en", "runs/list", "files/list", "draw/state", $"export/{page.Session}/onnx", $"export/{page.Session}/run", $"export/{page.Session}/report", $"explain/{page.Session}?row=1" })
                using (var answer = await client.GetAsync(new Uri(address, room))) ((int)answer.StatusCode).ShouldBeLessThan(500, room);
            using (var sent = await client.PostAsync(new Uri(address, "files/send?name=t.onnx"), new StringContent("no network"))) sent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            await page.SendAsync("""{"do":"doctor"}""");
            await page.ShouldTrainAsync();
            if (OperatingSystem.IsLinux()) RemotesOf(process.Id).ShouldAllBe(remote => IPAddress.IsLoopback(remote.Address));
        }
        Calls.ShouldBeEmpty();
        asked.ShouldBe(0);
    }

    // Whether all this would see a call: fetching is the one verb that makes one.
    [Fact]
    public void A_call_is_seen()
    {
        using var process = Start(["data", "fetch", "http://cajal.invalid/t.csv"]);
        process.Wait().ShouldBe(ExitCode.Failed, process.Said);
        Calls.ShouldContain(call => call.StartsWith("RequestStart", StringComparison.Ordinal) && call.Contains("cajal.invalid"));
        Calls.ShouldContain(call => call.StartsWith("ConnectStart", StringComparison.Ordinal));
        asked.ShouldBeGreaterThan(0);
    }

    private Child Start(string[] words)
    {
        File.Delete(shell["calls"]);
        string there = $"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}";
        return new Child(shell.Folder, words, ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (CallRecorder.FileVariable, shell["calls"]), ("NO_PROXY", ""), ("no_proxy", ""),
            ("HTTP_PROXY", there), ("HTTPS_PROXY", there), ("ALL_PROXY", there), ("http_proxy", there), ("https_proxy", there), ("all_proxy", there));
    }

    private string[] Calls
    {
        get
        {
            string[] lines = File.ReadAllLines(shell["calls"]);
            lines[0].ShouldBe("begun");
            return lines[1..];
        }
    }

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                using var client = await proxy.AcceptTcpClientAsync();
                Interlocked.Increment(ref asked);
                await client.GetStream().WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    // The far ends of a process's sockets, whichever library opened them: its descriptors name inodes, and /proc lists those with their addresses in hexadecimal.
    private static IReadOnlyList<IPEndPoint> RemotesOf(string id)
    {
        var own = new HashSet<string>(Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Select(f => new FileInfo(f).LinkTarget ?? "").Where(t => t.StartsWith("socket:[", StringComparison.Ordinal)).Select(t => t[8..^1]));
        var found = new List<IPEndPoint>();
        foreach (string kind in new[] { "tcp", "tcp6", "udp", "udp6" })
            foreach (string line in File.Exists($"/proc/{id}/net/{kind}") ? File.ReadLines($"/proc/{id}/net/{kind}").Skip(1) : [])
            {
                string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries), remote = fields[2].Split(':');
                int port = int.Parse(remote[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                // Port 0: it listens.
                if (!own.Contains(fields[9]) || port == 0) continue;
                byte[] bytes = Convert.FromHexString(remote[0]);
                for (int word = 0; word < bytes.Length; word += 4) Array.Reverse(bytes, word, 4);
                var address = new IPAddress(bytes);
                found.Add(new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port));
            }
        found.ShouldNotBeEmpty("this test's own connections are among them");
        return found;
    }
}
