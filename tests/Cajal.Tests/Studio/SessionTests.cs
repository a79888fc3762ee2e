using System.Text.Json.Nodes;
using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class SessionTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private static async Task<JsonNode> Next(Session session, string kind, Func<JsonNode, bool>? wanted = null)
    {
        using var limit = new CancellationTokenSource(Long);
        while (true)
        {
            var letter = await session.Outbox.TakeAsync(limit.Token);
            if (letter.Kind == kind && !letter.IsBinary && JsonNode.Parse(letter.Bytes) is { } message && wanted?.Invoke(message) != false) return message;
        }
    }

    [Fact]
    public async Task A_session_says_what_can_be_chosen_then_what_there_is_and_trains_when_asked()
    {
        using var session = new Session("one");
        (await Next(session, "hello"))["sets"]!.AsArray().Count.ShouldBeGreaterThan(10);
        (await Next(session, "scene"))["link"]!.GetValue<string>().ShouldBe("v=1");
        session.Post(new Command { Do = "play" });
        await Next(session, "figures", f => f["epoch"]!.GetValue<int>() > 20 && f["running"]!.GetValue<bool>());
        session.Post(new Command { Do = "pause" });
        var still = await Next(session, "figures", f => !f["running"]!.GetValue<bool>());
        (await session.Look(c => c.Bench.Trainer.StepsDone)).ShouldBe(still["step"]!.GetValue<long>());
    }

    [Fact]
    public async Task Whoever_waits_for_a_look_when_it_ends_is_told()
    {
        using var session = new Session("over");
        using var held = new ManualResetEventSlim();
        var first = session.Look(_ =>
        {
            held.Wait();
            session.Dispose();
            return 0;
        });
        var second = session.Look(c => c.Last);
        held.Set();
        await first;
        (await Should.ThrowAsync<InvalidOperationException>(() => second.WaitAsync(Long))).Message.ShouldContain("is over");
        (await Should.ThrowAsync<InvalidOperationException>(() => session.Look(c => c.Last).WaitAsync(Long))).Message.ShouldContain("is over");
    }

    [Fact]
    public async Task A_setting_changes_while_it_trains()
    {
        using var session = new Session("two");
        var scene = await Next(session, "scene");
        session.Post(new Command { Do = "play" });
        await Next(session, "figures", f => f["epoch"]!.GetValue<int>() > 3);
        session.Post(new Command { Do = "set", State = new PlaygroundState { Rate = 0.1 } });
        await Next(session, "scene", s => s["state"]!["rate"]!.GetValue<double>() == 0.1);
        var after = await Next(session, "figures", f => f["running"]!.GetValue<bool>() && f["rate"]!.GetValue<double>() == 0.1);
        after["epoch"]!.GetValue<int>().ShouldBeGreaterThan(3);
        (await Next(session, "curves"))["marks"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_pace_is_in_steps_per_second_whatever_is_drawn()
    {
        using var session = new Session("three");
        session.Post(new Command { Do = "set", State = new PlaygroundState { Speed = 20 } });
        session.Post(new Command { Do = "play" });
        await Next(session, "figures", f => f["running"]!.GetValue<bool>());
        long from = await session.Look(c => c.Bench.Trainer.StepsDone);
        await Task.Delay(2000);
        // Others may be at work on the machine: it is never quicker than asked.
        (await session.Look(c => c.Bench.Trainer.StepsDone) - from).ShouldBeInRange(5, 46);
    }

    [Fact]
    public async Task What_is_wrong_is_told_and_the_session_lives_on()
    {
        using var session = new Session("four");
        foreach (var (wrong, lesson) in new[]
        {
            (new Command { Do = "dance" }, "dance"), (new Command { Do = "open", Link = "v=1&rate=x" }, "rate"), (new Command { Do = "set", State = new PlaygroundState { Layers = "0:relu" } }, "256"),
            (new Command { Do = "pin", Row = 100_000 }, "points"), (new Command { Do = "step", By = "leap" }, "sample"), (new Command { Do = "try", Finding = 5 }, "Doctor"),
        })
        {
            session.Post(wrong);
            (await Next(session, "trouble"))["text"]!.GetValue<string>().ShouldContain(lesson);
        }
        session.IsOver.ShouldBeFalse();
        (await session.Look(c => c.State)).ShouldBe(new PlaygroundState());
    }

    [Fact]
    public async Task The_end_of_one_session_leaves_the_other()
    {
        using Session ill = new("ill"), well = new("well");
        ill.Post(new Command { Do = "work", Work = _ => throw new InvalidCastException("planted") });
        var said = await Next(ill, "trouble");
        said["ended"]!.GetValue<bool>().ShouldBeTrue();
        said["text"]!.GetValue<string>().ShouldContain("planted");
        well.Post(new Command { Do = "step", By = "epoch" });
        await Next(well, "figures", f => f["epoch"]!.GetValue<int>() == 1);
        well.IsOver.ShouldBeFalse();
        ill.Post(new Command { Do = "play" }).ShouldBeFalse();
    }

    [Fact]
    public async Task So_many_commands_wait_and_no_more()
    {
        using var session = new Session("flooded");
        using var held = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        session.Post(new Command
        {
            Do = "work",
            Work = _ =>
            {
                begun.Set();
                held.Wait();
            },
        });
        begun.Wait(Long).ShouldBeTrue();
        Enumerable.Range(0, 2000).Count(_ => session.Post(new Command { Do = "pause" })).ShouldBe(500);
        held.Set();
        session.Post(new Command { Do = "pause" });
        (await Next(session, "figures")).ShouldNotBeNull();
        session.IsOver.ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_with_weights_brings_them_back()
    {
        using var session = new Session("five");
        session.Post(new Command { Do = "step", By = "epoch" });
        session.Post(new Command { Do = "share" });
        string link = (await Next(session, "shared"))["link"]!.GetValue<string>();
        float[] there = await session.Look(c => c.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>()).ToArray());
        var again = new Course(StateText.Read(link, out _));
        again.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>()).ShouldBe(there);
    }
}
