using Cajal.Studio;

namespace Cajal.Tests.Studio;

/// <summary>A training of a page: its steps follow from its seed, lower the loss, hold on pause, say when numbers are lost, and end with the page.</summary>
public class DigitCourseTests
{
    private static readonly DigitSets Few = new(DigitSet.Of(400, 1), DigitSet.Of(100, 2));

    [Theory]
    [InlineData("mlp", "adam", 0.002)]
    [InlineData("cnn", "adam", 0.002)]
    [InlineData("mlp", "sgd", 0.1)]
    [InlineData("mlp", "momentum", 0.02)]
    [InlineData("mlp", "rmsprop", 0.001)]
    public void Steps_lower_the_loss_and_are_the_same_from_the_same_seed(string net, string optimizer, double rate)
    {
        var settings = new DigitSettings { Net = net, Optimizer = optimizer, Rate = rate, Batch = 40, Seed = 3 };
        DigitCourse one = new(Few), two = new(Few);
        foreach (var course in new[] { one, two })
        {
            course.Set(settings);
            for (int i = 0; i < 30; i++) course.Advance().ShouldBe(i % 10 == 9);
        }
        one.Losses.ShouldBe(two.Losses);
        (one.Step, one.Epoch).ShouldBe((30, 3));
        one.Losses.TakeLast(5).Average(p => p.Value).ShouldBeLessThan(0.8 * one.Losses[0].Value);
        var first = one.Losses[0];
        one.Set(settings with { Seed = 4 });
        one.Step.ShouldBe(0);
        one.Advance();
        one.Losses[0].ShouldNotBe(first);
    }

    [Fact]
    public void Curves_stay_bounded_and_means_are_kept()
    {
        var course = new DigitCourse(new(DigitSet.Of(60, 1), DigitSet.Of(60, 2)));
        course.Set(new DigitSettings { Net = "mlp", Batch = 1 });
        for (int i = 0; i < 900; i++) course.Advance();
        course.Losses.Count.ShouldBeInRange(200, 399);
        course.Losses[^1].Step.ShouldBeInRange(896, 900);
        course.Rights.Count.ShouldBe(15);
    }

    [Fact]
    public void Lost_numbers_are_told_and_what_is_shown_has_numbers_only()
    {
        var course = new DigitCourse(Few);
        course.Set(new DigitSettings { Net = "cnn", Optimizer = "sgd", Rate = 100 });
        for (int i = 0; i < 40; i++) course.Advance();
        course.Frozen.ShouldNotBeNull().ShouldContain("100");
        long at = course.Step;
        course.Advance();
        course.Step.ShouldBe(at);
        var view = course.View(null, 5);
        view.Answer.Probabilities.ShouldAllBe(p => double.IsFinite(p));
        view.Answer.Layers.Concat(view.Filters).ShouldAllBe(l => double.IsFinite(l.Scale));
        System.Text.Json.JsonSerializer.Serialize(view, DigitJson.Default.DigitCourseView).ShouldContain("frozen");
        course.Set(new DigitSettings { Seed = 2 });
        course.Frozen.ShouldBeNull();
        course.Advance();
        course.Loss.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_session_runs_pauses_takes_an_epoch_and_ends()
    {
        var session = new DigitSession(() => Few);
        var settings = new DigitSettings { Net = "mlp", Batch = 40 };
        async Task<DigitCourseView> Ask(string what) => await session.AskAsync(new DigitCommand { Do = what, Settings = settings });
        async Task<DigitCourseView> Until(Func<DigitCourseView, bool> isSo)
        {
            for (int i = 0; i < 600; i++)
            {
                var view = await Ask("look");
                if (isSo(view)) return view;
                await Task.Delay(20);
            }
            throw new TimeoutException();
        }

        var fresh = await Ask("look");
        (fresh.Step, fresh.IsRunning, fresh.Filters.Single().Maps).ShouldBe((0, false, 32));
        fresh.Rights.Single().Value.ShouldBeLessThan(0.5);
        (await Ask("step")).Step.ShouldBe(1);
        (await Ask("epoch")).IsRunning.ShouldBeTrue();
        (await Until(v => !v.IsRunning)).Step.ShouldBe(10);
        (await Ask("train")).IsRunning.ShouldBeTrue();
        await Until(v => v.Step > 15);
        long held = (await Ask("pause")).Step;
        await Task.Delay(200);
        (await Ask("look")).Step.ShouldBe(held);
        (await Ask("fly")).Refused.ShouldNotBeNull().ShouldContain("'fly'");
        (await session.AskAsync(new DigitCommand { Settings = settings with { Batch = 4000 } })).Refused.ShouldNotBeNull().ShouldContain("4000");
        (await session.AskAsync(new DigitCommand { Settings = settings with { Rate = double.NaN } })).Refused.ShouldNotBeNull().ShouldContain("learning rate");
        (await Ask("anew")).Step.ShouldBe(0);
        await Ask("train");
        session.Dispose();
        SpinWait.SpinUntil(() => session.IsOver, 10_000).ShouldBeTrue();
    }
}
