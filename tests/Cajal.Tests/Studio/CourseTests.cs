using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class CourseTests
{
    private static Course Open(string link = "v=1") => new(StateText.Read(link, out _));

    private static float[] Weights(Course course) => [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];

    [Fact]
    public void Steps_are_a_batch_an_epoch_and_a_sample()
    {
        var course = Open();
        course.Bench.Train.Count.ShouldBe(25);
        course.StepBatch();
        (course.Bench.Trainer.StepsDone, course.Bench.Trainer.EpochsDone).ShouldBe((1, 0));
        course.StepEpoch();
        (course.Bench.Trainer.StepsDone, course.Bench.Trainer.EpochsDone).ShouldBe((25, 1));
        float[] before = Weights(course);
        int[] rows = [.. Enumerable.Range(0, 10).Select(_ => course.StepSample()!.Value)];
        rows.Distinct().Count().ShouldBe(10);
        rows.ShouldAllBe(r => course.Bench.Data.Train.Contains(r));
        Weights(course).ShouldBe(before);
        course.StepSample().ShouldBeNull();
        course.Bench.Trainer.StepsDone.ShouldBe(26);
        Weights(course).ShouldNotBe(before);
    }

    [Fact]
    public void Samples_are_those_of_the_batch_that_follows()
    {
        var course = Open("v=1&batch=1&rate=0.5");
        for (int i = 0; i < 3; i++) course.StepBatch();
        int row = course.StepSample()!.Value;
        var gradients = PinnedSample.Trace(course.Bench, row, null).Layers[0].WeightGradients;
        float[] before = course.Bench.Layers[0].Linear.Weight.ToArray<float>();
        course.StepSample().ShouldBeNull();
        float[] after = course.Bench.Layers[0].Linear.Weight.ToArray<float>();
        for (int i = 0; i < before.Length; i++) (after[i] - before[i]).ShouldBe(-0.5f * gradients[i], 1e-5f);
    }

    [Theory]
    [InlineData("v=1")]
    [InlineData("v=1&optimizer=adam&rate=0.01&l1=0.001&batch=7&schedule=plateau")]
    [InlineData("activation=tanh&regularization=L1&regularizationRate=0.1&learningRate=0.3")]
    public void Going_back_and_forward_again_gives_the_same_numbers_bit_for_bit(string link)
    {
        var course = Open(link);
        var seen = new Dictionary<long, float[]>();
        for (int i = 0; i < 40; i++)
        {
            if (i % 3 == 0) course.StepEpoch();
            else course.StepBatch();
            seen[course.Bench.Trainer.StepsDone] = Weights(course);
        }
        foreach (long step in seen.Keys.Order().Where((_, i) => i % 3 == 0).Reverse().Concat(seen.Keys.Order().Where((_, i) => i % 4 == 1)))
        {
            course.Rewind(step);
            course.Bench.Trainer.StepsDone.ShouldBe(step);
            Weights(course).ShouldBe(seen[step]);
        }
        course.Rewind(0);
        while (course.Bench.Trainer.StepsDone < course.Last) course.StepBatch();
        Weights(course).ShouldBe(seen[course.Last]);
    }

    [Fact]
    public void A_long_run_keeps_a_bounded_number_of_moments_and_every_step_can_still_be_reached()
    {
        var course = Open();
        for (int i = 0; i < 120; i++) course.StepEpoch();
        course.First.ShouldBe(0);
        course.Last.ShouldBe(3000);
        course.Rewind(1234);
        float[] there = Weights(course);
        course.Rewind(3000);
        course.Rewind(1234);
        Weights(course).ShouldBe(there);
        course.Curves.Curves.Points.Count.ShouldBe(121);
    }

    [Fact]
    public void A_rate_an_activation_or_other_data_change_without_losing_the_weights_and_are_marked()
    {
        var course = Open();
        course.StepEpoch();
        float[] before = Weights(course);
        foreach (var next in new[] { course.State with { Rate = 0.1 }, course.State with { Layers = "4:relu,2:tanh" }, course.State with { Optimizer = "adam" }, course.State with { DataSeed = 9 }, course.State with { L2 = 0.1 }, course.State with { Batch = 3 }, course.State with { Loss = "mse" } })
        {
            course.Change(next).ShouldBeTrue();
            Weights(course).ShouldBe(before);
            course.Bench.Trainer.StepsDone.ShouldBe(25);
        }
        course.Curves.Curves.Marks.Count.ShouldBe(7);
        course.Curves.Curves.Marks[0].Text.ShouldBe("rate 0.03 → 0.1");
        course.StepEpoch();
        Weights(course).ShouldNotBe(before);
    }

    [Fact]
    public void Another_shape_begins_anew_and_a_look_changes_nothing()
    {
        var course = Open();
        course.StepEpoch();
        course.Change(course.State with { ShowTest = true, Speed = 5, Theme = "dark" }).ShouldBeFalse();
        course.Bench.Trainer.StepsDone.ShouldBe(25);
        course.Curves.Curves.Marks.ShouldBeEmpty();
        course.Change(course.State with { Layers = "5:tanh,2:tanh" }).ShouldBeTrue();
        course.Bench.Trainer.StepsDone.ShouldBe(0);
    }

    [Fact]
    public void A_change_in_the_past_is_a_fork_and_the_old_future_stays_faint()
    {
        var course = Open();
        for (int i = 0; i < 10; i++) course.StepEpoch();
        course.Rewind(100);
        course.Change(course.State with { Rate = 0.3 });
        course.Last.ShouldBe(100);
        course.Curves.Curves.Ghost.Select(p => p.Epoch).ShouldBe([4, 5, 6, 7, 8, 9, 10]);
        course.StepEpoch();
        course.Last.ShouldBe(125);
        course.Rewind(50);
        course.State.Rate.ShouldBe(0.03);
    }

    [Fact]
    public void Training_on_from_before_a_change_is_another_future_too()
    {
        var course = Open();
        for (int i = 0; i < 4; i++) course.StepEpoch();
        course.Change(course.State with { Rate = 0.3 });
        for (int i = 0; i < 4; i++) course.StepEpoch();
        course.Rewind(50);
        course.State.Rate.ShouldBe(0.03);
        course.StepEpoch();
        course.Last.ShouldBe(75);
        course.Curves.Curves.Marks.ShouldBeEmpty();
        var straight = Open();
        for (int i = 0; i < 3; i++) straight.StepEpoch();
        Weights(course).ShouldBe(Weights(straight));
    }

    [Fact]
    public void A_glance_of_the_Doctor_between_two_steps_changes_nothing()
    {
        var course = Open();
        int steps = 0;
        course.Between = () =>
        {
            if (++steps == 7) course.Doctor.Glance(course.Bench);
            return false;
        };
        for (int i = 0; i < 3; i++) course.StepEpoch();
        var straight = Open();
        for (int i = 0; i < 3; i++) straight.StepEpoch();
        Weights(course).ShouldBe(Weights(straight));
    }

    [Fact]
    public void A_wrong_state_changes_nothing()
    {
        var course = Open();
        course.StepEpoch();
        var before = (course.State, course.Bench);
        foreach (var (wrong, lesson) in new[]
        {
            (course.State with { Layers = "0:tanh" }, "1 to 256 units"), (course.State with { Data = "drawn", Points = "" }, "draw some"), (course.State with { Batch = -1 }, "batch"),
            (course.State with { Data = "nowhere" }, "circle"), (course.State with { Rate = double.NaN }, "learning rate"), (course.State with { Weights = "1,2" }, "25 weights"),
            (course.State with { Layers = string.Join(',', Enumerable.Repeat("2:relu", 11)) }, "At most 10"), (course.State with { Optimizer = "adma" }, "adam"), (course.State with { TrainShare = 0 }, "share"),
            (course.State with { Data = "sine", Noise = 0.1, Loss = "hinge" }, "for classes"), (course.State with { Inputs = "" }, "at least one input"), (course.State with { Layers = "2:step" }, "no derivative"),
        })
        {
            Should.Throw<ArgumentException>(() => course.Change(wrong)).Message.ShouldContain(lesson);
            (course.State, course.Bench).ShouldBe(before);
        }
    }

    [Theory]
    [InlineData("v=1&rate=1000&loss=mse&output=linear&layers=4:relu")]
    [InlineData("v=1&data=plane&rate=100&layers=8:relu,8:relu")]
    public void Lost_numbers_freeze_the_last_good_step_and_name_the_first_bad_one(string link)
    {
        var course = Open(link);
        for (int i = 0; i < 30 && course.Frozen is null; i++) course.StepEpoch();
        course.Frozen.ShouldNotBeNull();
        course.Frozen.ShouldMatch(@"Step \d+ would lose the numbers: .*(z of unit|a of unit|the loss|δ|gradient|update|weight)");
        Weights(course).ShouldAllBe(w => float.IsFinite(w));
        Maps.Of(course.Bench, 24).SelectMany(m => m).ShouldAllBe(v => !float.IsNaN(v));
        course.StepEpoch();
        course.Frozen.ShouldNotBeNull();
        course.Rewind(0);
        course.Frozen.ShouldBeNull();
        course.Change(course.State with { Rate = 0.001 });
        course.StepEpoch();
        course.Frozen.ShouldBeNull();
    }

    [Fact]
    public void Stop_rules_end_a_run_where_they_say()
    {
        var course = Open("v=1&stopEpoch=7");
        course.Run().ShouldBeFalse();
        course.Bench.Trainer.EpochsDone.ShouldBe(7);
        course.Change(course.State with { StopEpoch = 0, StopAccuracy = 0.9, Rate = 0.3 });
        course.Run().ShouldBeFalse();
        Scores.Of(course.Bench).TestAccuracy.ShouldBeGreaterThanOrEqualTo(0.9);
        course.Stopped!.ShouldContain("accuracy");
    }

    [Fact]
    public void The_preview_of_an_update_is_the_update_and_leaves_nothing_behind()
    {
        var course = Open("v=1&optimizer=adam&rate=0.01");
        course.StepEpoch();
        float[] before = Weights(course);
        float[] preview = [.. course.PreviewUpdate()!.SelectMany(p => p)];
        Weights(course).ShouldBe(before);
        course.StepBatch();
        float[] after = Weights(course);
        for (int i = 0; i < after.Length; i++) (after[i] - before[i]).ShouldBe(preview[i]);
    }
}
