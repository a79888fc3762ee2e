using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Serving;

/// <summary>Whatever is sent, the answer is a lesson, and the next client is answered.</summary>
[Collection("serving")]
public class HostileTests(TestRuns runs)
{
    private const string Good = "{\"x1\": 0.5, \"x2\": 0.1}";

    [Theory]
    [InlineData("", 400, "empty", "x1")]
    [InlineData("{", 400, "no JSON")]
    [InlineData("{\"x1\": 0.5, \"x2\": 0.1", 400, "no JSON")]
    [InlineData("{\"x1\": 0.5, \"x2\": 0.1} {}", 400, "no JSON")]
    [InlineData("nonsense", 400, "no JSON")]
    [InlineData("null", 400, "null", "expected an object")]
    [InlineData("7", 400, "7", "expected an object")]
    [InlineData("[]", 400, "empty")]
    [InlineData("[1, 2]", 400, "Entry 1", "expected an object")]
    [InlineData("[{\"x1\": 0.5, \"x2\": 0.1}, {\"x1\": 0.5}]", 400, "Example 2", "'x2' is missing")]
    [InlineData("{\"x1\": 0.5}", 400, "'x2' is missing", "null")]
    [InlineData("{\"x1\": 0.5, \"X2\": 0.1}", 400, "'x2' is missing", "Did you mean 'X2'")]
    [InlineData("{\"x1\": 0.5, \"x2\": \"0.1\"}", 400, "'x2'", "the text \"0.1\"", "finite number")]
    [InlineData("{\"x1\": 0.5, \"x2\": true}", 400, "'x2'", "rue")]
    [InlineData("{\"x1\": 0.5, \"x2\": [1]}", 400, "'x2'", "a list")]
    [InlineData("{\"x1\": 0.5, \"x2\": NaN}", 400, "no JSON")]
    [InlineData("{\"x1\": 0.5, \"x2\": 1e999}", 400, "'x2'", "1e999")]
    [InlineData("{\"x1\": 0.5, \"x2\": 1e300}", 400, "'x2'", "far beyond")]
    [InlineData("{\"x1\": 0.5, \"x2\": 0.1, \"x1\": 0.6}", 400, "'x1' comes twice")]
    [InlineData("{\"x1\": 0.5, \"x2\": 0.1, \"label\": \"7\"}", 400, "target", "expected one of")]
    public async Task A_wrong_body_is_a_lesson(string body, int status, params string[] words)
    {
        await using var server = await TestServer.Start(runs["moons"]);
        // The name of the target is the data set's.
        string target = TrainedModel.Load(runs["moons"]).Preprocessing.Target.Name;
        var (found, problem) = await server.Ask(body.Replace("\"label\"", $"\"{target}\""));
        found.ShouldBe(status, problem.GetRawText());
        string detail = problem.GetProperty("detail").GetString()!;
        foreach (string word in words) detail.ShouldContain(word);
        detail.ShouldNotContain("Exception");
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        (await server.Ask(Good)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{\"picture\": [1, 2, 3]}", "3 numbers", "784")]
    [InlineData("{\"picture\": [[1, 2], [3, 4]]}", "2 in which 28 belong")]
    [InlineData("{\"picture\": \"abc\"}", "the text \"abc\"")]
    [InlineData("{\"picture\": [1, \"a\"]}", "the text \"a\"")]
    [InlineData("{\"picture\": [1, null]}", "null")]
    [InlineData("{\"picture\": [1, 01]}", "no JSON")]
    [InlineData("{\"picture\": [1, 1e39]}", "1e39")]
    [InlineData("{\"picture\": [1, [2]]}", "nested")]
    [InlineData("{\"picture\": [[[[[[1]]]]]]}", "nested")]
    [InlineData("{\"image\": [1]}", "'picture' is missing")]
    public async Task A_wrong_picture_is_a_lesson(string body, params string[] words)
    {
        await using var server = await TestServer.Start(runs["drawn"]);
        var (status, problem) = await server.Ask(body);
        status.ShouldBe(400, problem.GetRawText());
        foreach (string word in words) problem.GetProperty("detail").GetString()!.ShouldContain(word);
    }

    [Fact]
    public async Task Deep_JSON_other_bytes_and_other_kinds()
    {
        await using var server = await TestServer.Start(runs["moons"]);
        (await server.Ask("{\"x1\": 0.5, \"x2\": 0.1, \"more\": " + new string('[', 100_000) + new string(']', 100_000) + "}")).Status.ShouldBe(400);
        (await server.Ask([(byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)':', (byte)'1', (byte)'}'], "application/json")).Status.ShouldBe(400);
        (await server.Ask(Encoding.Unicode.GetBytes(Good), "application/json")).Status.ShouldBe(400);
        foreach (string? type in new[] { null, "text/plain", "image/png", "application/x-www-form-urlencoded" })
        {
            var (status, problem) = await server.Ask(Encoding.UTF8.GetBytes(Good), type);
            status.ShouldBe(415);
            problem.GetProperty("detail").GetString()!.ShouldContain("application/json");
        }
        var (_, noted) = await server.Ask("{\"x1\": 0.5, \"x2\": 0.1, \"id\": {\"a\": [1]}}");
        noted.GetProperty("notes")[0].GetString()!.ShouldContain("'id'");
        (await server.Client.DeleteAsync(new Uri("/predict", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.GetAsync(new Uri("/../etc/passwd", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Ask(Good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Limits_on_bytes_rows_and_requests()
    {
        await using var server = await TestServer.Start(runs["moons"], o => (o.MostBytes, o.MostRows, o.MostBytesTogether) = (1 << 16, 3, 1 << 20));
        (await server.Ask("[" + string.Join(",", Enumerable.Repeat(Good, 4)) + "]")).Status.ShouldBe(413);
        (await server.Ask(Good + new string(' ', 1 << 17))).Status.ShouldBe(413);
        (await server.Ask("[" + string.Join(",", Enumerable.Repeat(Good, 3)) + "]")).Status.ShouldBe(200);
        await using var tight = await TestServer.Start(runs["moons"], o => o.MostBytesTogether = 100);
        var (status, problem) = await tight.Ask(Good);
        status.ShouldBe(503);
        problem.GetProperty("detail").GetString()!.ShouldContain("100 bytes");
    }

    [Fact]
    public async Task Damaged_pictures_and_bombs_are_refused_before_memory_is_taken()
    {
        await using var server = await TestServer.Start(runs["drawn"], o => o.MostPixels = 1 << 20);
        byte[] png = new Picture(40, 30, 3, new byte[3600]).ToPng();
        (await server.Ask(png, "image/png")).Status.ShouldBe(200);
        foreach (int length in new[] { 0, 7, 20, png.Length / 2, png.Length - 1 })
            (await server.Ask(png[..length], "image/png")).Status.ShouldBe(400);
        (await server.Ask("GIF89a"u8.ToArray(), "image/gif")).Answer.GetProperty("detail").GetString()!.ShouldContain("GIF");
        // All of one colour: 16 million pixels in some kilobytes.
        byte[] bomb = new Picture(4096, 4096, 1, new byte[1 << 24]).ToPng();
        bomb.Length.ShouldBeLessThan(1 << 16);
        long before = GC.GetTotalAllocatedBytes();
        var (status, problem) = await server.Ask(bomb, "image/png");
        status.ShouldBe(400);
        problem.GetProperty("detail").GetString()!.ShouldContain("4096 pixels wide");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(8 << 20);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), int.MaxValue);
        (await server.Ask(bomb, "image/png")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Half_a_body_is_given_up_and_idle_connections_harm_nobody()
    {
        await using var server = await TestServer.Start(runs["moons"], o => o.Timeout = TimeSpan.FromSeconds(1));
        var idle = new List<Socket>();
        for (int i = 0; i < 500; i++) idle.Add(await Connect(server));
        using var half = await Connect(server);
        await half.SendAsync("POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"x1\""u8.ToArray());
        using var headers = await Connect(server);
        await headers.SendAsync("POST /predict HT"u8.ToArray());
        (await server.Ask(Good)).Status.ShouldBe(200);
        (await Answer(half)).ShouldContain("408");
        (await Answer(headers)).ShouldContain("408");
        (await server.Ask(Good)).Status.ShouldBe(200);
        foreach (var socket in idle) socket.Dispose();
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_and_the_others_answered()
    {
        await using var server = await TestServer.Start(runs["moons"], connections: 5);
        (await server.Ask(Good)).Status.ShouldBe(200);
        var many = new List<Socket>();
        for (int i = 0; i < 20; i++) many.Add(await Connect(server));
        (await server.Ask(Good)).Status.ShouldBe(200);
        foreach (var socket in many) socket.Dispose();
    }

    private static async Task<Socket> Connect(TestServer server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.EndPoint);
        return socket;
    }

    private static async Task<string> Answer(Socket socket)
    {
        using var clock = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, clock.Token));
    }
}
