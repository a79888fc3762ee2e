using System.Diagnostics;
using System.Text.Json.Nodes;
using Cajal.Studio;
using Cajal.Tests.Training;
using Cajal.Training;
using Xunit.Abstractions;

namespace Cajal.Tests.Studio;

/// <summary>TensorBoard events of other programs in the room of runs.</summary>
public sealed class EventFolderTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Write(string place, string file, params (string Tag, double Value, long Step, double Time)[] values)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder[place]).FullName, file);
        using var writer = EventWriter.Open(path, 1000);
        foreach (var (tag, value, step, time) in values) writer.Append(tag, value, step, time);
        return path;
    }

    private CurvePanels Curves(string place, string axis, RunShelf? shelf = null) => CurvePanels.Of([("id", new RunFolder(folder[place]))], shelf ?? new(), new CurveQuery(axis, null, null, 400, 0));

    [Fact]
    public async Task They_are_in_the_list_and_their_parts_say_what_is_not_there()
    {
        Write("other", "events.out.tfevents.1700000000.host.1.0.v2", ("epoch_loss", 2, 0, 1000), ("epoch_loss", 1, 1, 1010));
        Write("other/validation", "events.out.tfevents.1700000000.host.2.0.v2", ("epoch_loss", 3, 0, 1000));
        await using var app = StudioServer.Build(new StudioOptions { Port = 0, Runs = folder.Path });
        await app.StartAsync();
        using var client = new HttpClient();
        var address = new Uri(app.Urls.First() + "/");
        var rows = JsonNode.Parse(await client.GetStringAsync(new Uri(address, "runs/list?sort=name&down=false")))!["rows"]!.AsArray();
        rows.Select(r => r!["name"]!.GetValue<string>()).ShouldBe(["other", "other/validation"]);
        rows.ShouldAllBe(r => r!["state"]!.GetValue<string>() == "events");
        string id = rows[0]!["id"]!.GetValue<string>();
        string curves = await client.GetStringAsync(new Uri(address, $"runs/curves?ids={id}"));
        JsonNode.Parse(curves)!["panels"]![0]!["lines"]![0]!["curve"]!["mean"]!.AsArray().Select(v => v!.GetValue<double>()).ShouldBe([2, 1]);
        using (var again = await client.GetAsync(new Uri(address, $"runs/curves?ids={id}&have=2"))) again.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        var about = JsonNode.Parse(await client.GetStringAsync(new Uri(address, $"runs/{id}/about")))!;
        about["sentence"]!.GetValue<string>().ShouldBe("Event files of another program: 1; curves: 1; points: 2.");
        about["missing"]!.AsArray().Select(m => m!["part"]!.GetValue<string>()).ShouldBe(["layers", "histograms", "findings", "network", "projection", "worst"]);
        foreach (string part in new[] { "projection", "worst", "network", "report" })
            using (var answer = await client.GetAsync(new Uri(address, $"runs/{id}/{part}"))) answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Curves_of_several_files_are_one_and_of_a_step_the_later_value_counts()
    {
        Write("run", "events.out.tfevents.1", ("train/loss", 3, 0, 1000), ("train/loss", 2, 10, 1010), ("train/loss", 9, 20, 1020), ("Loss/val", 4, 10, 1010), ("lr", 0.1, 0, 1000));
        Write("run", "events.out.tfevents.2", ("train/loss", 1, 20, 1100), ("train/loss", 0.5, 30, 1110));
        var seen = Curves("run", "step");
        seen.Troubles.ShouldBeEmpty();
        seen.Panels.Select(p => p.Name).ShouldBe(["loss", "lr"], ignoreOrder: true);
        var loss = seen.Panels[0].Lines;
        loss.Select(l => l.Part).ShouldBe(["validation", "training"]);
        loss[1].Curve.X.ShouldBe([0, 10, 20, 30]);
        loss[1].Curve.Mean.ShouldBe([3, 2, 1, 0.5]);
        Curves("run", "seconds").Panels[0].Lines[1].Curve.X.ShouldBe([0, 10, 100, 110]);
        Curves("run", "epoch").Troubles.ShouldHaveSingleItem().ShouldContain("no epochs");
    }

    [Theory]
    [InlineData("train/loss", "loss", "training")]
    [InlineData("Loss/train", "loss", "training")]
    [InlineData("validation/accuracy", "accuracy", "validation")]
    [InlineData("metrics/top5/val", "metrics/top5", "validation")]
    [InlineData("gradient_norm/0", "gradient_norm/0", "")]
    [InlineData("/train", "/train", "")]
    public void A_name_says_what_is_measured_and_of_which_part(string tag, string name, string part) => EventPanels.PlaceOf(tag).ShouldBe((name, part));

    [Fact]
    public void Files_that_grow_are_replaced_or_damaged_are_followed()
    {
        string path = Write("run", "events.out.tfevents.1", ("loss", 1, 1, 1001));
        var shelf = new RunShelf();
        double?[] Values() => Curves("run", "step", shelf).Panels.SelectMany(p => p.Lines).SelectMany(l => l.Curve.Mean).ToArray();
        Values().ShouldBe([1]);
        Write("run", "events.out.tfevents.1", ("loss", 2, 2, 1002));
        Values().ShouldBe([1, 2]);
        string second = Write("run", "events.out.tfevents.2", ("loss", 3, 3, 1003));
        Values().ShouldBe([1, 2, 3]);
        byte[] bytes = File.ReadAllBytes(second);
        bytes[^6] ^= 0xFF;
        File.WriteAllBytes(second, [.. bytes, .. "garbage that is no record"u8]);
        var damaged = Curves("run", "step", shelf);
        damaged.Troubles.Count.ShouldBe(2);
        damaged.Troubles.ShouldContain(t => t.Contains("damaged at byte"));
        damaged.Troubles.ShouldContain(t => t.Contains("passed over: 1."));
        Values().ShouldBe([1, 2]);
        File.Delete(second);
        File.WriteAllText(path, "");
        Curves("run", "step", shelf).ShouldSatisfyAllConditions(c => c.Troubles.ShouldBeEmpty(), c => c.Panels.ShouldBeEmpty());
    }

    [Fact]
    public void A_million_points_are_read_once_and_drawn_in_no_time()
    {
        const int Points = 1_000_000;
        Directory.CreateDirectory(folder["big"]);
        using (var stream = new BufferedStream(File.Create(Path.Combine(folder["big"], "events.out.tfevents.1")), 1 << 20))
            for (int i = 0; i < Points; i++)
            {
                using var record = new MemoryStream();
                record.Double(1, 1000 + i * 0.01);
                record.Whole(2, i);
                record.Message(5, summary => summary.Message(1, entry =>
                {
                    entry.Text(1, "loss");
                    entry.Single(2, i == 777_777 ? 100 : 1f / (i + 1));
                }));
                stream.Write(EventRecord.Frame(record.ToArray()));
            }
        var shelf = new RunShelf();
        var clock = Stopwatch.StartNew();
        Curves("big", "step", shelf);
        double first = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        var seen = Curves("big", "step", shelf).Panels[0].Lines[0].Curve;
        double again = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        Curves("big", "seconds", shelf);
        output.WriteLine($"{Points} points: read {first:0} ms, drawn again {again:0} ms, by seconds {clock.Elapsed.TotalMilliseconds:0} ms");
        (seen.Points, seen.X.Length).ShouldBe((Points, 400));
        seen.High!.Max().ShouldBe(100);
        first.ShouldBeLessThan(20_000);
        again.ShouldBeLessThan(2_000);
    }
}
