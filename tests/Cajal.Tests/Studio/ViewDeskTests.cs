using System.Diagnostics;
using System.Text.Json.Nodes;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class ViewDeskTests
{
    private static readonly string[] All = ["warp", "lines", "spreads", "judgement", "surface", "matrices", "cost"];

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
    public async Task Views_come_when_they_are_asked_for_and_change_nothing_of_the_training()
    {
        var state = new PlaygroundState { Data = "spiral", StopEpoch = 30, Rate = 0.1 };
        async Task<float[]> Train(bool isWatched)
        {
            using var session = new Session("views");
            session.Post(new Command { Do = "set", State = state });
            if (isWatched)
                foreach (string name in All)
                {
                    session.Post(new Command { Do = "view", View = new ViewRequest { Name = name, Layer = 1 } });
                    (await Next(session, $"view {name}"))["is"]!.GetValue<string>().ShouldBe(name);
                }
            session.Post(new Command { Do = "play" });
            await Next(session, "figures", f => f["stopped"] is not null);
            return await session.Look(c => c.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>()).ToArray());
        }
        (await Train(isWatched: true)).ShouldBe(await Train(isWatched: false));
    }

    [Fact]
    public async Task While_it_trains_a_view_moves_along_and_afterwards_it_is_of_the_last_step()
    {
        using var session = new Session("moving");
        session.Post(new Command { Do = "view", View = new ViewRequest { Name = "spreads" } });
        (await Next(session, "view spreads"))["step"]!.GetValue<long>().ShouldBe(0);
        session.Post(new Command { Do = "play" });
        long some = (await Next(session, "view spreads", v => v["step"]!.GetValue<long>() > 0))["step"]!.GetValue<long>();
        await Next(session, "view spreads", v => v["step"]!.GetValue<long>() > some);
        session.Post(new Command { Do = "pause" });
        long last = (await Next(session, "figures", f => !f["running"]!.GetValue<bool>()))["step"]!.GetValue<long>();
        await Next(session, "view spreads", v => v["step"]!.GetValue<long>() == last);
    }

    [Fact]
    public async Task What_was_put_away_comes_no_more_and_what_nobody_knows_is_told()
    {
        using var session = new Session("away");
        session.Post(new Command { Do = "view", View = new ViewRequest { Name = "dance" } });
        (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain("matrices");
        session.Post(new Command { Do = "view" });
        (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain("view");
        session.Post(new Command { Do = "view", View = new ViewRequest { Name = "spreads" } });
        await Next(session, "view spreads");
        session.Post(new Command { Do = "view", View = new ViewRequest { Name = "spreads", Away = true } });
        session.Post(new Command { Do = "view", View = new ViewRequest { Name = "cost" } });
        await Next(session, "view cost");
        session.Post(new Command { Do = "step", By = "epoch" });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var letter = await session.Outbox.TakeAsync(limit.Token);
            letter.Kind.ShouldNotBe("view spreads");
            if (letter.Kind == "view cost") break;
        }
    }

    [Fact]
    public void While_it_trains_views_take_less_than_a_third_of_the_time()
    {
        var course = new Course(new PlaygroundState());
        course.StepEpoch();
        var desk = new ViewDesk(new Outbox());
        foreach (string name in All) desk.Ask(new ViewRequest { Name = name, Layer = 1 }, course, null);
        // After each view, whatever it cost, training has at least twice as long.
        var made = new List<(long From, long To)>();
        long began = Stopwatch.GetTimestamp();
        while (made.Count < 5 && Stopwatch.GetElapsedTime(began).TotalSeconds < 60)
        {
            long before = Stopwatch.GetTimestamp();
            if (desk.ShowNext(course, null)) made.Add((before, Stopwatch.GetTimestamp()));
        }
        made.Count.ShouldBe(5);
        for (int i = 1; i < made.Count; i++) (made[i].From - made[i - 1].To).ShouldBeGreaterThanOrEqualTo(2 * (made[i - 1].To - made[i - 1].From));
    }

    [Fact]
    public void Views_of_lost_numbers_are_still_views()
    {
        var course = new Course(StateText.Read("v=1&rate=1000&loss=mse&output=linear&layers=4:relu", out _));
        for (int i = 0; i < 20 && course.Frozen is null; i++) course.StepEpoch();
        var desk = new ViewDesk(new Outbox());
        foreach (string name in All) desk.Ask(new ViewRequest { Name = name, Layer = 1 }, course, 3);
        desk.ShowAll(course, 3);
    }
}
