using System.Text.Json.Nodes;
using Cajal.Studio;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>Who is answered in which language: the playground's own, or what the browser asks for.</summary>
public sealed class TongueTests : IAsyncLifetime
{
    private readonly WebApplication app = StudioServer.Build(new StudioOptions { Port = 0, Runs = "no-runs" });
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "列表中没有此记录；它可能已被删除。")]
    [InlineData("en;q=0.5,zh;q=0.9", "列表中没有此记录；它可能已被删除。")]
    [InlineData("en-GB,zh;q=0.9", "There is no such run in the list; it may have been removed.")]
    [InlineData("de", "There is no such run in the list; it may have been removed.")]
    [InlineData("", "There is no such run in the list; it may have been removed.")]
    [InlineData("zh;q=high, ,;", "There is no such run in the list; it may have been removed.")]
    public async Task A_trouble_is_told_in_the_language_that_is_asked_for(string header, string text) =>
        JsonNode.Parse(await Asked("/runs/none/about", header))!["text"]!.GetValue<string>().ShouldBe(text);

    [Fact]
    public async Task A_refusal_and_an_address_that_names_its_language()
    {
        (await Asked("/nothing", "zh")).ShouldStartWith("Studio 在此地址没有内容。");
        (await Asked("/nothing?language=en", "zh")).ShouldStartWith("Studio has nothing at this address.");
        (await Asked("/runs/list?from=word&language=zh-Hans", "en")).ShouldStartWith("此地址所需的内容缺失");
    }

    [Fact]
    public async Task A_playground_speaks_its_browsers_language_until_it_has_one_of_its_own()
    {
        using var page = await PageClient.OpenAsync(app, "zh-CN");
        (await page.NextAsync("advice"))["headline"]!.GetValue<string>().ShouldBe("目前没有发现问题。");
        await page.SendAsync("""{"do":"open","link":"v=1&rat=3"}""");
        (await page.NextAsync("trouble"))["text"]!.GetValue<string>().ShouldStartWith("链接中没有名为“rat”的部分。");
        await page.SendAsync("""{"do":"open","link":"v=1&language=en"}""");
        (await page.NextAsync("advice", a => !a["headline"]!.GetValue<string>().Contains('。')))["headline"]!.GetValue<string>().ShouldBe("Nothing found so far.");
        await page.SendAsync("""{"do":"open","link":"v=1&leak=true&language=zh"}""");
        (await page.NextAsync("scene", s => s["notes"]!.AsArray().Count > 0))["notes"]![0]!.GetValue<string>().ShouldBe("每个测试点都参与了训练：测试结果毫无意义。");
    }

    private async Task<string> Asked(string address, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (language.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
