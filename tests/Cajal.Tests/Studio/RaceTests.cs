using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class RaceTests
{
    private static float[] Weights(Course course) => [.. course.Bench.Network.Parameters.SelectMany(p => p.ToArray<float>())];

    [Fact]
    public void Each_lane_is_the_course_it_would_be_alone_and_all_stand_at_the_same_epoch()
    {
        string[] changes = ["", "optimizer=adam&rate=0.01", "layers=6:relu:dropout%3D0.2"];
        var race = new Race(new PlaygroundState { Noise = 0.1 }, changes);
        race.Courses.Select(c => c.Bench.Data.Targets[7]).Distinct().Count().ShouldBe(1);
        Weights(race.Courses[0]).ShouldBe(Weights(race.Courses[1]));
        for (int i = 0; i < 5; i++) race.Advance();
        for (int lane = 0; lane < 3; lane++)
        {
            var alone = new Course(StateText.Read("v=1&noise=0.1&" + changes[lane], out _));
            for (int i = 0; i < 5; i++) alone.StepEpoch();
            Weights(race.Courses[lane]).ShouldBe(Weights(alone));
            (race.View.Lanes[lane].Step, race.View.Lanes[lane].Points.Count).ShouldBe((125, 6));
        }
        race.View.Epoch.ShouldBe(5);
        race.View.Lanes[1].Link.ShouldContain("optimizer=adam");
        race.View.Lanes.ShouldAllBe(l => l.Maps.Count == 1 && l.Maps[0].Length == 1600);
    }

    [Fact]
    public void A_lane_that_loses_its_numbers_stands_and_the_others_go_on()
    {
        var race = new Race(StateText.Read("v=1&loss=mse&output=linear&layers=4:relu", out _), ["rate=1000", "rate=0.03"]) { IsRunning = true };
        for (int i = 0; i < 10; i++) race.Advance();
        race.View.Lanes[0].Frozen.ShouldNotBeNull();
        (race.View.Lanes[1].Frozen, race.View.Lanes[1].Step).ShouldBe((null, 250));
        race.IsRunning.ShouldBeTrue();
        var lost = new Race(race.Courses[0].State, ["rate=1000", "rate=2000"]) { IsRunning = true };
        for (int i = 0; i < 10; i++) lost.Advance();
        lost.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void Nobody_who_looks_on_ends_it_at_the_next_step()
    {
        int steps = 0;
        var race = new Race(new PlaygroundState(), ["", "rate=0.3"], () => ++steps >= 3);
        race.Advance();
        (race.Epoch, race.View.Lanes[0].Step, race.View.Lanes[1].Step).ShouldBe((0, 3, 0));
    }

    [Fact]
    public void Lanes_that_do_not_fit_are_told()
    {
        Should.Throw<ArgumentException>(() => new Race(new PlaygroundState(), ["rate=1"])).Message.ShouldContain("2 to 4 lanes");
        Should.Throw<ArgumentException>(() => new Race(new PlaygroundState(), ["rate=1", "speeed=2"])).Message.ShouldContain("speeed");
        Should.Throw<ArgumentException>(() => RaceCommands.Obey(new Command { Do = "race-play" }, new PlaygroundState(), null)).Message.ShouldContain("choose its lanes");
        foreach (string[] preset in RacePresets.All) Should.NotThrow(() => new Race(new PlaygroundState(), preset[1..]), preset[0]);
    }
}
