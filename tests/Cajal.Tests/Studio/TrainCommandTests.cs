using System.Text.Json.Nodes;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>What a page asks of races, edits, the one matrix and the lectures, and what its session answers.</summary>
public class TrainCommandTests
{
    private static async Task<JsonNode> Next(Session session, string kind, Func<JsonNode, bool>? wanted = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var letter = await session.Outbox.TakeAsync(limit.Token);
            if (letter.Kind == kind && !letter.IsBinary && JsonNode.Parse(letter.Bytes) is { } message && wanted?.Invoke(message) != false) return message;
        }
    }

    [Fact]
    public async Task A_race_runs_until_it_is_paused_or_the_playground_trains()
    {
        using var session = new Session("race");
        session.Post(new Command { Do = "race", Lanes = ["rate=0.03", "rate=0.3"] });
        (await Next(session, "race"))["lanes"]!.AsArray().Count.ShouldBe(2);
        session.Post(new Command { Do = "race-step" });
        (await Next(session, "race", r => r["epoch"]!.GetValue<int>() == 1))["running"]!.GetValue<bool>().ShouldBeFalse();
        session.Post(new Command { Do = "race-play" });
        await Next(session, "race", r => r["epoch"]!.GetValue<int>() > 3 && r["running"]!.GetValue<bool>());
        session.Post(new Command { Do = "race-pause" });
        var still = await Next(session, "race", r => !r["running"]!.GetValue<bool>());
        still["lanes"]!.AsArray().ShouldAllBe(l => l!["step"]!.GetValue<long>() == 25L * still["epoch"]!.GetValue<int>());
        session.Post(new Command { Do = "race-play" });
        session.Post(new Command { Do = "play" });
        await Next(session, "figures", f => f["running"]!.GetValue<bool>() && f["epoch"]!.GetValue<int>() > 2);
        session.Post(new Command { Do = "race-end" });
        await Next(session, "figures", f => !f["running"]!.GetValue<bool>());
        (await Next(session, "race", r => r["lanes"]!.AsArray().Count == 0))["epoch"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_is_counted_and_taken_back()
    {
        using var session = new Session("edit");
        session.Post(new Command { Do = "edit", Place = new WeightPlace(0, 1, 0), Value = 0.5 });
        await Next(session, "figures", f => f["edits"]!.GetValue<int>() == 1);
        (await session.Look(c => c.Bench.Layers[0].Linear.Weight.ToArray<float>()[2])).ShouldBe(0.5f);
        session.Post(new Command { Do = "undo" });
        await Next(session, "figures", f => f["edits"]!.GetValue<int>() == 0);
        session.Post(new Command { Do = "undo" });
        (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain("no edit");
        session.Post(new Command { Do = "edit", Value = 1 });
        (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain("place");
    }

    [Fact]
    public async Task A_typed_gradient_waits_is_used_and_is_of_one_page_alone()
    {
        using Session session = new("gradient"), other = new("other");
        foreach (var page in new[] { session, other }) page.Post(new Command { Do = "open", Link = "v=1&optimizer=sgd&rate=0.5" });
        session.Post(new Command { Do = "edit-gradient", Place = new WeightPlace(0, 1, 0), Value = 0.25 });
        var typed = (await Next(session, "figures", f => f["edits"]!.GetValue<int>() == 1))["typed"]!;
        (typed["step"]!.GetValue<long>(), typed["numbers"]![0]!["value"]!.GetValue<double>(), typed["numbers"]![0]!["place"]!["unit"]!.GetValue<int>()).ShouldBe((0, 0.25, 1));
        foreach (var page in new[] { session, other }) page.Post(new Command { Do = "step", By = "batch" });
        var used = await Next(session, "figures", f => f["step"]!.GetValue<long>() == 1);
        (used["edits"]!.GetValue<int>(), used["typed"]!["step"]!.GetValue<long>()).ShouldBe((0, 0));
        (await Next(other, "figures", f => f["step"]!.GetValue<long>() == 1))["typed"].ShouldBeNull();
        // Of the same first weights all but the one went the same way.
        float[] mine = await session.Look(c => c.Bench.Layers[0].Linear.Weight.ToArray<float>()), theirs = await other.Look(c => c.Bench.Layers[0].Linear.Weight.ToArray<float>());
        Enumerable.Range(0, mine.Length).Where(i => mine[i] != theirs[i]).ShouldBe([2]);
        foreach (var (wrong, lesson) in new[]
        {
            (new Command { Do = "edit-gradient", Value = 1 }, "place"), (new Command { Do = "edit-gradient", Place = new WeightPlace(0, 1, 0) }, "brings a number"),
            (new Command { Do = "edit-gradient", Place = new WeightPlace(0, 1, 0), Value = double.NaN }, "single precision"),
        })
        {
            session.Post(wrong);
            (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain(lesson);
        }
    }

    [Fact]
    public async Task The_one_matrix_and_the_lectures_rows_are_sent()
    {
        using var session = new Session("lecture");
        session.Post(new Command { Do = "open", Link = Presets.LectureBackward });
        (await Next(session, "lecture", l => l["lecture"] is not null))["rows"]!.AsArray().Count.ShouldBe(14);
        session.Post(new Command { Do = "one-matrix" });
        (await Next(session, "oneMatrix"))["matrix"]!.AsArray().Count.ShouldBe(2);
        session.Post(new Command { Do = "open", Link = "v=1" });
        (await Next(session, "lecture", l => l["lecture"] is null))["rows"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_does_not_fit_is_told_and_the_session_lives_on()
    {
        using var session = new Session("wrong");
        foreach (var (wrong, lesson) in new[]
        {
            (new Command { Do = "race" }, "lane"), (new Command { Do = "race", Lanes = ["rate=1"] }, "2 to 4"), (new Command { Do = "race-play" }, "no race"),
            (new Command { Do = "set", State = new PlaygroundState { Layers = "4:tanh:norm=batch", Batch = 1 } }, "two examples"), (new Command { Do = "open", Link = "v=1&stopPatience=-1" }, "patience"),
        })
        {
            session.Post(wrong);
            (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain(lesson);
        }
        session.IsOver.ShouldBeFalse();
    }
}
