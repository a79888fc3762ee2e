using System.Diagnostics;
using Cajal.Studio;
using Cajal.Tests.Training;
using Xunit.Abstractions;

namespace Cajal.Tests.Studio;

public sealed class RunIndexTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Make(string name, string settings = "", string? metrics = null)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        File.WriteAllText(Path.Combine(path, "recipe.json"), $$"""{"formatVersion":1,"data":"spiral","seed":1,"epochs":20{{settings}}}""");
        if (metrics is not null) File.WriteAllText(Path.Combine(path, "metrics.csv"), metrics);
        return path;
    }

    private static async Task<IReadOnlyList<RunSummary>> AllOf(RunIndex index)
    {
        IReadOnlyList<RunSummary> runs;
        do runs = await index.LookAsync();
        while (index.Unread > 0 || runs.Count == 0);
        return runs;
    }

    [Fact]
    public void Settings_are_told_as_people_write_them()
    {
        using var folder = new TemporaryFolder();
        string recipe = Path.Combine(folder.Path, "recipe.json");
        File.WriteAllText(recipe, """{ "formatVersion": 1, "data": "moons", "test": 0.16666666666666666, "seed": 18446744073709551615, "learningRate": 0.003, "l2": 2.7248001e-05, "dataOptions": { "ignore": [], "noise": 0.2, "count": null } }""");
        SummaryReading.SettingsOf(recipe).ShouldBe(new Dictionary<string, string>
        {
            ["data"] = "moons",
            ["test"] = "0.166667",
            ["seed"] = "18446744073709551615",
            ["learningRate"] = "0.003",
            ["l2"] = "2.7248E-05",
            ["data noise"] = "0.2",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task Ten_thousand_runs_are_listed_sorted_and_filtered_in_bounded_time()
    {
        const int Runs = 10_000;
        for (int i = 0; i < Runs; i++)
            Make(FormattableString.Invariant($"group{i % 10}/run-{i}"), FormattableString.Invariant($",\"learningRate\":{(i % 7 + 1) * 0.001},\"layers\":\"{i % 5 + 1}\",\"optimizer\":\"adam\""),
                FormattableString.Invariant($"epoch,step,loss,data_loss,validation_loss,validation_accuracy,learning_rate,seconds\n1,10,1,1,1,0.5,0.1,0.1\n2,20,0.5,0.5,{i}.5,0.25,0.1,0.2\n"));
        var index = new RunIndex(folder.Path);
        long begun = Stopwatch.GetTimestamp();
        await index.LookAsync();
        double first = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var runs = await AllOf(index);
        while (runs.Count < Runs) runs = await AllOf(index);
        double all = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        begun = Stopwatch.GetTimestamp();
        var part = RunListing.Of(runs, new ListQuery("layers=3", "", "f:loss", Down: true, 0, 100), 0, "");
        double sorting = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        await Task.Delay(1100);
        begun = Stopwatch.GetTimestamp();
        await index.LookAsync();
        double again = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        output.WriteLine($"{Runs} runs: first answer {first:0} ms, all read {all:0} ms, sorted and filtered {sorting:0} ms, looked at again {again:0} ms");
        (part.All, part.Total, part.Rows.Count).ShouldBe((Runs, Runs / 5, 100));
        part.Rows[0].Figures["loss"].ShouldBe(9997.5);
        part.Rows.ShouldAllBe(r => r.Settings["layers"] == "3");
        part.Settings.ShouldBe(["learningRate"]);
        first.ShouldBeLessThan(5_000);
        all.ShouldBeLessThan(60_000);
        sorting.ShouldBeLessThan(2_000);
    }

    [Fact]
    public async Task A_run_that_trains_is_followed_and_one_that_is_gone_goes()
    {
        string path = Make("one", metrics: "epoch,step,loss,data_loss,validation_loss,seconds\n1,10,2,2,3,1\n2,20,1,1,");
        File.WriteAllText(Path.Combine(path, "run.lock"), "");
        var index = new RunIndex(folder.Path);
        var run = (await AllOf(index)).ShouldHaveSingleItem();
        (run.State, run.Epochs, run.Of, run.Figures["loss"]).ShouldBe(("training", 1, 20, 3.0));
        File.AppendAllText(Path.Combine(path, "metrics.csv"), "2.5,2\n");
        File.SetLastWriteTimeUtc(Path.Combine(path, "metrics.csv"), DateTime.UtcNow.AddSeconds(5));
        await Task.Delay(1100);
        run = (await index.LookAsync()).ShouldHaveSingleItem();
        (run.Epochs, run.Figures["loss"]).ShouldBe((2, 2.5));
        File.Delete(Path.Combine(path, "run.lock"));
        await Task.Delay(1100);
        (await index.LookAsync()).ShouldHaveSingleItem().State.ShouldBe("stopped");
        Directory.Delete(path, true);
        await Task.Delay(1100);
        (await index.LookAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_behind_does_not_count_for_ever()
    {
        string path = Make("killed");
        foreach (string file in new[] { "run.lock", "recipe.json" })
        {
            File.AppendAllText(Path.Combine(path, file), "");
            File.SetLastWriteTimeUtc(Path.Combine(path, file), DateTime.UtcNow.AddHours(-1));
        }
        (await AllOf(new RunIndex(folder.Path))).ShouldHaveSingleItem().State.ShouldBe("stopped");
        using var held = new FileStream(Path.Combine(path, "run.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        (await AllOf(new RunIndex(folder.Path))).ShouldHaveSingleItem().State.ShouldBe("training");
    }

    [Fact]
    public async Task A_damaged_run_is_listed_with_its_reason_and_links_out_are_not_followed()
    {
        Make("good");
        string bad = Directory.CreateDirectory(Path.Combine(folder.Path, "bad")).FullName;
        File.WriteAllText(Path.Combine(bad, "recipe.json"), "{ no JSON");
        using var elsewhere = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(elsewhere.Path, "secret"));
        File.WriteAllText(Path.Combine(elsewhere.Path, "secret", "recipe.json"), "{}");
        if (!OperatingSystem.IsWindows()) Directory.CreateSymbolicLink(Path.Combine(folder.Path, "out"), elsewhere.Path);
        var runs = await AllOf(new RunIndex(folder.Path));
        runs.Select(r => r.Name).Order().ShouldBe(["bad", "good"]);
        runs.Single(r => r.Name == "bad").ShouldSatisfyAllConditions(r => r.State.ShouldBe("damaged"), r => r.Trouble.ShouldNotBeNullOrEmpty());
        runs.ShouldAllBe(r => !r.Id.Contains(r.Name));
    }

    [Fact]
    public async Task Ids_of_the_list_lead_to_folders_and_nothing_else_does()
    {
        Make("a/b");
        var index = new RunIndex(folder.Path);
        var run = (await AllOf(index)).ShouldHaveSingleItem();
        index.Find(run.Id)!.Path.ShouldBe(Path.Combine(folder.Path, "a", "b"));
        foreach (string wish in new[] { "a/b", "../b", "..", "", "%2e%2e", Path.Combine(folder.Path, "a", "b") }) index.Find(wish).ShouldBeNull();
        (await new RunIndex(Path.Combine(folder.Path, "nowhere")).LookAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Words_numbers_and_missing_ones_are_sorted_each_in_their_way()
    {
        RunSummary Run(string name, string? rate, double? loss) => new()
        {
            Id = name,
            Name = name,
            State = "finished",
            Settings = rate is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["learningRate"] = rate },
            Figures = loss is { } l ? new Dictionary<string, double> { ["loss"] = l } : new Dictionary<string, double>(),
        };
        RunSummary[] runs = [Run("a", "0.1", 3), Run("b", "0.02", null), Run("c", null, 1), Run("d", "auto", double.NaN)];
        string Order(string by, bool down) => string.Concat(RunListing.Of(runs, new ListQuery("", "", by, down, 0, 10), 0, "").Rows.Select(r => r.Name));
        Order("s:learningRate", false).ShouldBe("badc");
        Order("s:learningRate", true).ShouldBe("dabc");
        Order("f:loss", false).ShouldBe("cabd");
        Order("f:loss", true).ShouldBe("acbd");
        Order("name", true).ShouldBe("dcba");
    }
}
