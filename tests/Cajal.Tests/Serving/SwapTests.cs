using Cajal.AspNetCore;
using Cajal.Benchmarks.Serving;
using Cajal.Training;

namespace Cajal.Tests.Serving;

/// <summary>A model's files change while it is served.</summary>
[Collection("serving")]
public class SwapTests(TestRuns runs)
{
    private const string Good = "{\"x1\": 0.5, \"x2\": 0.1}";
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task A_new_version_answers_and_a_broken_one_leaves_the_old()
    {
        string run = runs.Copy("moons"), weights = Path.Combine(run, "model", "weights.safetensors");
        await using var server = await TestServer.Start(run, o => o.LookEvery = Often);
        string before = (await server.Ask(Good)).Answer.GetRawText();
        byte[] whole = File.ReadAllBytes(weights);

        File.WriteAllBytes(weights, whole[..(whole.Length / 2)]);
        await Until(async () => (await server.Get("/health")).GetProperty("status").GetString() == "degraded");
        (await server.Get("/health")).GetProperty("detail").GetString()!.ShouldContain("version 1 answers on");
        server.Log.ShouldContain("warning: The new version of");
        (await server.Ask(Good)).Answer.GetRawText().ShouldBe(before);

        var other = Run.Train(new Recipe { Data = "moons", Epochs = 1, Seed = 5 });
        other.Model.Save(Path.Combine(run, "model"));
        await Until(() => Task.FromResult(server.Server.Model.Version == 2));
        (await server.Get("/health")).GetProperty("status").GetString().ShouldBe("ok");
        (await server.Ask(Good)).Answer.GetRawText().ShouldNotBe(before);
        // The line is written after the version counts.
        await Until(() => Task.FromResult(server.Log.Contains("version 2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_version_that_reads_something_else_or_is_gone_is_refused()
    {
        string run = runs.Copy("moons");
        await using var server = await TestServer.Start(run, o => o.LookEvery = Often);
        Run.Train(new Recipe { Data = "sine", Epochs = 1 }).Model.Save(Path.Combine(run, "model"));
        await Until(() => Task.FromResult(server.Server.Model.Trouble is not null));
        server.Server.Model.Trouble!.ShouldContain("clients send x1, x2");
        Directory.Delete(run, recursive: true);
        await Until(() => Task.FromResult(server.Server.Model.Trouble?.Contains("no run", StringComparison.Ordinal) == true || server.Server.Model.Trouble?.Contains("no model", StringComparison.Ordinal) == true));
        (await server.Ask(Good)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task No_request_fails_across_swaps_under_load()
    {
        string run = runs.Copy("drawn");
        await using var server = await TestServer.Start(run, o => o.LookEvery = Often);
        var load = Task.Factory.StartNew(() => Load.Run(server.EndPoint, Load.Pictures(16), clients: 8, seconds: 10, perSecond: 0), TaskCreationOptions.LongRunning);
        var others = new[] { TrainedModel.Load(runs["drawn"]), Run.Train(new Recipe { Data = "digits", Epochs = 1, DataOptions = new() { Count = 200 } }).Model };
        for (int i = 0; !load.IsCompleted; i++)
        {
            others[i % 2].Save(Path.Combine(run, "model"));
            await Task.WhenAny(load, Task.Delay(400));
        }
        var count = await load;
        (count.Failures, count.Losses, count.Refusals).ShouldBe((0, 0, 0), count.Trouble);
        count.Answers.ShouldBeGreaterThan(1000);
        server.Server.Model.Version.ShouldBeGreaterThan(3);
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 500; i++)
        {
            if (await condition()) return;
            await Task.Delay(20);
        }
        (await condition()).ShouldBeTrue("it did not come within ten seconds");
    }
}
