using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>Lessons and digits as a browser meets them: what is asked for is answered, what comes from elsewhere or is too much is refused.</summary>
public sealed class LessonServedTests : IAsyncLifetime
{
    private readonly WebApplication app = StudioServer.Build(new StudioOptions { Port = 0 });
    private readonly HttpClient client = new();

    private Uri Address => new(app.Urls.First() + "/");

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [SkippableFact]
    public async Task Both_rooms_have_pages()
    {
        Skip.IfNot(PageFiles.IsThere, PageFiles.Missing);
        (await client.GetStringAsync(new Uri(Address, "lessons"))).ShouldContain("Cajal Studio: Lessons");
        (await client.GetStringAsync(new Uri(Address, "draw"))).ShouldContain("Cajal Studio: Draw a digit");
    }

    [Fact]
    public async Task Lessons_are_told_in_both_languages()
    {
        JsonNode.Parse(await client.GetStringAsync(new Uri(Address, "lesson?language=zh")))!.AsArray().Count.ShouldBe(new LessonShelf(null).Names.Count);
        JsonNode.Parse(await client.GetStringAsync(new Uri(Address, "lesson/01-neuron?language=zh")))!["title"]!.GetValue<string>().ShouldBe("神经元");
        using var none = await client.GetAsync(new Uri(Address, "lesson/99-nothing"));
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_bench_answers_and_refuses_with_a_sentence()
    {
        var (status, text) = await Post("lesson/forward", """{"language":"en","values":{"x1":"0.5"}}""");
        status.ShouldBe(HttpStatusCode.OK);
        JsonNode.Parse(text)!["numbers"]!.AsArray().Single(n => n!["name"]!.GetValue<string>() == "y")!["value"]!.GetValue<double>().ShouldBe(0.7269545104, 1e-9);
        JsonNode.Parse(text)!["drawings"]![0]!["is"]!.GetValue<string>().ShouldBe("table");
        (await Post("lesson/forward", """{"values":{"x1":"9"}}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Post("lesson/forward", "no json")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Post("lesson/forward", "null")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Post("lesson/nothing", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Post("lesson/gan", $$$"""{"values":{"points":"{{{new string('1', 70_000)}}}"}}""")).Text.ShouldContain("64 KiB");
    }

    [Theory]
    [InlineData("lesson/forward")]
    [InlineData("draw/begin")]
    [InlineData("draw/answer")]
    [InlineData("draw/correct")]
    [InlineData("draw/forget")]
    public async Task Questions_of_other_pages_are_refused(string path)
    {
        (await Post(path, "{}", origin: null)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Post(path, "{}", origin: "http://evil.example")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_room_of_digits_sleeps_until_it_is_asked_for()
    {
        JsonNode.Parse(await client.GetStringAsync(new Uri(Address, "draw/state")))!["phase"]!.GetValue<string>().ShouldBe("asleep");
        var (status, text) = await Post("draw/answer", """{"ink":"AAAA"}""");
        status.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldContain("3136");
    }

    private Task<(HttpStatusCode Status, string Text)> Post(string path, string body) => Post(path, body, $"http://127.0.0.1:{Address.Port}");

    private async Task<(HttpStatusCode Status, string Text)> Post(string path, string body, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
