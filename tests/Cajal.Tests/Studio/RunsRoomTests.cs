using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cajal.Studio;
using Cajal.Tests.Training;
using Cajal.Training;
using Microsoft.AspNetCore.Builder;

namespace Cajal.Tests.Studio;

/// <summary>The room of runs as a page meets it, with a run that was trained for it.</summary>
public sealed class RunsRoomTests : IClassFixture<RunsRoomTests.Trained>, IAsyncLifetime
{
    private readonly Trained trained;
    private readonly WebApplication app;
    private readonly HttpClient client = new();
    private string id = "";

    public RunsRoomTests(Trained trained)
    {
        this.trained = trained;
        app = StudioServer.Build(new StudioOptions { Port = 0, Runs = trained.Folder.Path });
    }

    /// <summary>One run of drawn digits, once for all tests.</summary>
    public sealed class Trained : IDisposable
    {
        internal TemporaryFolder Folder { get; } = new();

        public Trained() => Run.Train(new Recipe { Data = "digits", DataOptions = new() { Count = 300, Seed = 1 }, Layers = "16", Epochs = 6, Seed = 2, Monitor = "5" }, Path.Combine(Folder.Path, "first"));

        public void Dispose() => Folder.Dispose();
    }

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        id = (await List())["rows"]![0]!["id"]!.GetValue<string>();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private Uri Address => new(app.Urls.First() + "/");

    private async Task<JsonNode> Get(string path) => JsonNode.Parse(await client.GetStringAsync(new Uri(Address, path)))!;

    private Task<JsonNode> List() => Get("runs/list");

    [Fact]
    public async Task The_list_says_how_a_run_ended()
    {
        var row = (await List())["rows"]![0]!;
        row["name"]!.GetValue<string>().ShouldBe("first");
        row["state"]!.GetValue<string>().ShouldBe("finished");
        row["epochs"]!.GetValue<int>().ShouldBe(6);
        var result = RunResult.Load(new RunFolder(Path.Combine(trained.Folder.Path, "first")).Result);
        row["figures"]!["accuracy"]!.GetValue<double>().ShouldBe(result.Figures["accuracy"]);
        row.ToJsonString().ShouldNotContain(trained.Folder.Path);
    }

    [Fact]
    public async Task Curves_are_those_of_the_file_and_nothing_is_sent_twice()
    {
        var seen = await Get($"runs/curves?ids={id},{id}");
        var table = MetricsTable.Read(new RunFolder(Path.Combine(trained.Folder.Path, "first")).Metrics);
        var loss = seen["panels"]![0]!;
        loss["name"]!.GetValue<string>().ShouldBe("loss");
        loss["lines"]!.AsArray().Select(l => l!["part"]!.GetValue<string>()).ShouldBe(["training", "validation"]);
        loss["lines"]![0]!["curve"]!["mean"]!.AsArray().Select(v => v!.GetValue<double?>()).ShouldBe(table["data_loss"]);
        seen["panels"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()).ShouldContain("batch");
        using var again = await client.GetAsync(new Uri(Address, $"runs/curves?ids={id}&have={seen["rows"]!.GetValue<long>()}"));
        again.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Layers_and_their_histograms_are_those_of_the_monitors()
    {
        var looks = MonitorFile.Read(new RunFolder(Path.Combine(trained.Folder.Path, "first")).Monitors);
        var layers = await Get($"runs/{id}/layers");
        layers["looks"]!.GetValue<int>().ShouldBe(looks.Count);
        var panel = layers["panels"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == "gradientNorm")!;
        panel["lines"]![0]!["curve"]!["mean"]!.AsArray().Select(v => (float)v!.GetValue<double>()).ShouldBe(looks.Select(l => l.Layers[0].GradientNorm!.Value));
        var histograms = await Get($"runs/{id}/histograms?layer=0&kind=weights");
        histograms["heights"]!.AsArray().Count.ShouldBe(Math.Min(40, looks.Count));
        histograms["heights"]!.AsArray().ShouldAllBe(h => h!.AsArray().Max(v => v!.GetValue<int>()) == 1000);
        using var strange = await client.GetAsync(new Uri(Address, $"runs/{id}/histograms?layer=0&kind=colours"));
        strange.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await strange.Content.ReadAsStringAsync()).ShouldContain("preActivations");
    }

    [Fact]
    public async Task The_network_comes_with_its_graph_its_shapes_and_its_weights()
    {
        var network = await Get($"runs/{id}/network");
        network["parameters"]!.GetValue<long>().ShouldBe(784 * 16 + 16 + 160 + 10);
        var boxes = network["graph"]!["boxes"]!.AsArray();
        boxes.Select(b => b!["op"]!.GetValue<string>()).ShouldBe(["input", "Gemm", "Relu", "Gemm", "output"], ignoreOrder: true);
        boxes.Select(b => b!["depth"]!.GetValue<int>()).Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
        boxes.Single(b => b!["op"]!.GetValue<string>() == "Relu")!["outputs"]![0]!.GetValue<string>().ShouldContain("[1, 16]");
        var weights = await Get($"runs/{id}/weights");
        var first = weights["rows"]!.AsArray().Single(r => r!["name"]!.GetValue<string>() == "0.weight")!;
        float[] there = TrainedModel.Load(Path.Combine(trained.Folder.Path, "first")).Network.Parameters.First(p => p.Name == "0.weight").ToArray<float>();
        first["figures"]!["greatest"]!.GetValue<double>().ShouldBe(there.Max());
        first["figures"]!["mean"]!.GetValue<double>().ShouldBe(there.Average(v => (double)v), 1e-9);
        var picture = await Get($"runs/{id}/picture?name=0.weight");
        // 16 tiles of 28 × 28 in a square, a line between them.
        (picture["width"]!.GetValue<int>(), picture["height"]!.GetValue<int>()).ShouldBe((115, 115));
        ((sbyte)Convert.FromBase64String(picture["pixels"]!.GetValue<string>())[0]).ShouldBe((sbyte)Math.Round(127 * there[0] / picture["scale"]!.GetValue<double>()));
    }

    [Fact]
    public async Task Examples_are_projected_and_the_worst_are_the_worst()
    {
        foreach (string kind in new[] { "pca", "tsne" })
        {
            var seen = await Get($"runs/{id}/projection?kind={kind}");
            int count = seen["rows"]!.AsArray().Count;
            seen["points"]!.AsArray().Count.ShouldBe(2 * count);
            seen["classes"]!.AsArray().Count.ShouldBe(count);
            seen["layer"]!.GetValue<string>().ShouldNotBe("inputs");
            seen["width"]!.GetValue<int>().ShouldBe(16);
        }
        (await Get($"runs/{id}/projection?kind=pca&layer=inputs"))["width"]!.GetValue<int>().ShouldBe(784);
        var worst = (await Get($"runs/{id}/worst"))["rows"]!.AsArray();
        double[] losses = [.. worst.Select(w => w!["loss"]!.GetValue<double>())];
        losses.ShouldBe(losses.OrderDescending());
        Encoding.ASCII.GetString(Convert.FromBase64String(worst[0]!["picture"]!.GetValue<string>()), 1, 3).ShouldBe("PNG");
    }

    [Fact]
    public async Task Findings_are_made_on_a_wish_of_this_page_alone()
    {
        using (var none = await client.GetAsync(new Uri(Address, $"runs/{id}/findings"))) none.StatusCode.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.OK);
        using (var strange = await client.PostAsync(new Uri(Address, $"runs/{id}/diagnose"), null)) strange.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, $"runs/{id}/diagnose"));
        request.Headers.Add("Origin", $"http://127.0.0.1:{Address.Port}");
        using var answer = await client.SendAsync(request);
        var verdict = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        verdict["headline"]!.GetValue<string>().ShouldNotBeEmpty();
        (await Get($"runs/{id}/findings"))["headline"]!.GetValue<string>().ShouldBe(verdict["headline"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_report_is_a_page_that_can_do_nothing_in_Studio()
    {
        using var answer = await client.GetAsync(new Uri(Address, $"runs/{id}/report"));
        (await answer.Content.ReadAsStringAsync()).ShouldContain("first: a training run");
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("sandbox allow-scripts;");
        policy.ShouldNotContain("allow-same-origin");
        policy.ShouldContain("default-src 'none'");
    }

    [Theory]
    [InlineData("runs/0123456789abcdef0123/about")]
    [InlineData("runs/..%2f..%2fsecret/report")]
    [InlineData("runs/first/about")]
    public async Task What_is_not_in_the_list_is_not_found(string path)
    {
        using var answer = await client.GetAsync(new Uri(Address, path));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_run_that_has_only_begun_says_what_it_lacks()
    {
        string begun = Directory.CreateDirectory(Path.Combine(trained.Folder.Path, "begun")).FullName;
        try
        {
            File.Copy(Path.Combine(trained.Folder.Path, "first", "recipe.json"), Path.Combine(begun, "recipe.json"));
            await Task.Delay(1100);
            string other = (await List())["rows"]!.AsArray().Single(r => r!["name"]!.GetValue<string>() == "begun")!["id"]!.GetValue<string>();
            (await Get($"runs/{other}/layers"))["looks"]!.GetValue<int>().ShouldBe(0);
            (await Get($"runs/curves?ids={other}"))["panels"]!.AsArray().ShouldBeEmpty();
            using var network = await client.GetAsync(new Uri(Address, $"runs/{other}/network"));
            network.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await network.Content.ReadAsStringAsync()).ShouldContain("could not be read");
        }
        finally
        {
            Directory.Delete(begun, true);
        }
    }
}
