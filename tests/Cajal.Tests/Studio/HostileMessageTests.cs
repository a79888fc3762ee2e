using System.Net.WebSockets;
using System.Text;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>What no page of Studio sends: each is answered with a sentence, and the session trains on.</summary>
public sealed class HostileMessageTests : IAsyncLifetime
{
    private readonly WebApplication app = StudioServer.Build(new StudioOptions { Port = 0 });

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    private static readonly string[] Messages =
    [
        "", "null", "[]", "7", "\"play\"", "{", "{}", "{\"do\":null}", "{\"do\":7}", "{\"do\":\"\"}", "{\"Do\":\"play\"}", "{\"do\":\"work\",\"step\":\"one\"}", "{\"do\":\"__proto__\"}", "\0\0\0", "\uFEFF{\"do\":",
        string.Concat(Enumerable.Repeat("[", 100_000)), "{\"do\":" + string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1", "{\"do\":\"" + new string('x', 1_000_000) + "\"}",
        "{\"do\":\"open\",\"link\":\"" + new string('x', 900_000) + "\"}", "{\"do\":\"open\",\"link\":\"v=1&rate=NaN\"}", "{\"do\":\"open\",\"link\":\"v=1&layers=" + string.Join(',', Enumerable.Repeat("256:relu", 1000)) + "\"}",
        "{\"do\":\"open\",\"link\":\"v=1&layers=999999999999:relu\"}", "{\"do\":\"open\",\"link\":\"v=1&count=2000000000\"}", "{\"do\":\"open\",\"link\":\"v=1&batch=-1\"}", "{\"do\":\"open\",\"link\":\"v=1&data=../../etc/passwd\"}",
        "{\"do\":\"open\",\"link\":\"v=1&weights=" + string.Join(',', Enumerable.Repeat("1e39", 9)) + "\"}", "{\"do\":\"set\"}", "{\"do\":\"set\",\"state\":null}", "{\"do\":\"set\",\"state\":{\"layers\":null}}",
        "{\"do\":\"set\",\"state\":{\"rate\":\"NaN\"}}", "{\"do\":\"set\",\"state\":{\"noise\":\"Infinity\"}}", "{\"do\":\"set\",\"state\":{\"trainShare\":\"NaN\"}}", "{\"do\":\"set\",\"state\":{\"speed\":\"-Infinity\"}}", "{\"do\":\"set\",\"state\":{\"count\":1e400}}",
        "{\"do\":\"set\",\"state\":{\"data\":\"drawn\",\"points\":\"1,2\"}}", "{\"do\":\"set\",\"state\":{\"data\":\"table\",\"table\":\"a\"}}", "{\"do\":\"step\",\"by\":7}", "{\"do\":\"step\",\"by\":\"leap\"}",
        "{\"do\":\"pin\",\"row\":-1}", "{\"do\":\"pin\",\"row\":2147483647}", "{\"do\":\"pin\",\"row\":1e99}", "{\"do\":\"try\",\"finding\":-1}", "{\"do\":\"try\",\"finding\":0,\"prescription\":-1}", "{\"do\":\"edit\"}", "{\"do\":\"edit\",\"place\":{\"layer\":-1,\"unit\":0},\"value\":1}",
        "{\"do\":\"edit\",\"place\":{\"layer\":0,\"unit\":2147483647},\"value\":1}", "{\"do\":\"edit\",\"place\":{\"layer\":0,\"unit\":0,\"from\":-7},\"value\":1}", "{\"do\":\"edit\",\"place\":{\"layer\":0,\"unit\":0},\"value\":\"NaN\"}", "{\"do\":\"edit\",\"place\":{\"layer\":0,\"unit\":0},\"value\":1e300}",
        "{\"do\":\"undo\"}", "{\"do\":\"view\"}", "{\"do\":\"view\",\"view\":{}}", "{\"do\":\"view\",\"view\":{\"name\":\"nothing\"}}", "{\"do\":\"race\"}", "{\"do\":\"race\",\"lanes\":[]}", "{\"do\":\"race\",\"lanes\":[\"rate=x\",\"\"]}", "{\"do\":\"race\",\"lanes\":[1,2]}",
        "{\"do\":\"race-play\"}", "{\"do\":\"race\",\"lanes\":[\"layers=" + new string('9', 400) + ":relu\",\"\"]}",
    ];

    [Fact]
    public async Task Each_is_answered_with_a_sentence_and_the_session_lives_on()
    {
        using var page = await PageClient.OpenAsync(app);
        foreach (string message in Messages)
        {
            await page.SendAsync(message);
            string said = (await page.NextAsync("trouble"))["text"]!.GetValue<string>(), sent = message[..Math.Min(200, message.Length)];
            said.Length.ShouldBeInRange(20, 700, sent);
            said.ShouldNotContain("Exception", customMessage: sent);
        }
        await page.ShouldTrainAsync();
    }

    // Numbers beyond what is there lead to the nearest thing that is, or to a sentence; whichever it is, no view ends a session.
    [Fact]
    public async Task No_view_ends_a_session()
    {
        using var page = await PageClient.OpenAsync(app);
        foreach (string hash in new[] { "v=1", "v=1&layers=", "v=1&data=sine&layers=3:relu", "v=1&data=iris", "v=1&trainShare=1" })
        {
            await page.SendAsync($$"""{"do":"open","link":"{{hash}}"}""");
            foreach (string view in new[] { "warp", "lines", "spreads", "judgement", "surface", "pieces", "matrices", "cost" })
                foreach (string layer in new[] { "-1", "2147483647" })
                    foreach (string how in new[] { "nothing", "units", "components", "straight", "point" })
                        await page.SendAsync($$"""{"do":"view","view":{"name":"{{view}}","layer":{{layer}},"first":{{layer}},"second":{{layer}},"how":"{{how}}","part":"{{how}}"} }""");
            // A session has room for so many commands; those that are asked for one by one are all obeyed.
            await page.ShouldTrainAsync();
        }
    }

    [Fact]
    public async Task What_can_be_understood_somehow_does_no_harm()
    {
        using var page = await PageClient.OpenAsync(app);
        foreach (string message in new[]
        {
            """{"do":"rewind","step":9223372036854775807}""", """{"do":"rewind","step":-9223372036854775808}""", """{"do":"race","lanes":[null,null]}""", """{"do":"drawn"}""", """{"do":"work"}""",
            """{"do":"set","state":{"hide":"everything","language":"<script>"}}""",
        })
            await page.SendAsync(message);
        await page.ShouldTrainAsync();
    }

    // A long step first, so that what follows waits.
    [Theory]
    [InlineData(40, 900_000)]
    [InlineData(2000, 10)]
    public async Task More_than_a_busy_session_has_room_for_is_refused_with_a_sentence(int commands, int length)
    {
        using var page = await PageClient.OpenAsync(app);
        await page.SendAsync("""{"do":"open","link":"v=1&count=5000&trainShare=1&batch=1&layers=256:tanh,256:tanh,256:tanh"}""");
        await page.SendAsync("""{"do":"step","by":"epoch"}""");
        for (int i = 0; i < commands; i++) await page.SendAsync($$"""{"do":"pause","link":"{{new string('x', length)}}"}""");
        (await page.NextAsync("trouble"))["text"]!.GetValue<string>().ShouldBe(Mailbox.Full);
    }

    [Fact]
    public async Task A_frame_of_bytes_is_read_as_text_or_refused()
    {
        using var page = await PageClient.OpenAsync(app);
        await page.SendAsync([0, 255, 128, 7], WebSocketMessageType.Binary);
        await page.NextAsync("trouble");
        await page.SendAsync(Encoding.UTF8.GetBytes("""{"do":"nothing"}"""), WebSocketMessageType.Binary);
        await page.NextAsync("trouble");
        await page.ShouldTrainAsync();
    }

    [Fact]
    public async Task More_than_a_megabyte_ends_that_page_with_a_sentence_and_no_other()
    {
        using PageClient ill = await PageClient.OpenAsync(app), well = await PageClient.OpenAsync(app);
        await ill.SendAsync(new string('x', 3 << 20));
        (await ill.ClosedAsync()).ShouldBe((WebSocketCloseStatus.MessageTooBig, "A command has at most a megabyte."));
        await well.ShouldTrainAsync();
    }
}
