using Cajal.Data;
using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class PredictionIntervalTests
{
    [Fact]
    public void Intervals_hold_the_truth_about_as_often_as_they_say_for_a_bad_network_too()
    {
        double[] held = [.. Enumerable.Range(0, 6).Select(seed =>
        {
            var run = Run.Train(new Recipe { Data = "sine", DataOptions = new DatasetOptions { Count = 600, Seed = (ulong)seed }, Validation = 0.3, Test = 0.3, Epochs = 3, Seed = (ulong)seed });
            var coverage = run.IntervalCoverage(0.8);
            coverage.Interval.Holds(coverage.Held).ShouldBeTrue();
            return coverage.Held;
        })];
        // 180 examples each: one standard error of the mean of six is 1.2 points, and as much for their thresholds.
        held.Average().ShouldBe(0.8, 0.06);
    }

    [Fact]
    public void The_reach_is_the_error_at_its_place_in_order()
    {
        var run = Run.Train(new Recipe { Data = "sine", DataOptions = new DatasetOptions { Count = 300 }, Epochs = 2 });
        double[] residuals = run.Model.Summary!.Residuals!;
        var scaling = (NumberScaling)run.Model.Preprocessing.Target;
        var interval = run.Model.PredictionInterval(0.9);
        double reach = residuals[(int)Math.Ceiling((residuals.Length + 1) * 0.9) - 1] * scaling.Scale;
        interval.HalfWidth.ShouldBe(reach, 1e-9);
        interval.Around(0.5).Low.ShouldBe(0.5 - reach, 1e-9);
        interval.Around(0.5).High.ShouldBe(0.5 + reach, 1e-9);
        Should.Throw<ArgumentException>(() => run.Model.PredictionInterval(0.9999)).Message.ShouldContain("tell intervals up to");
        Should.Throw<ArgumentOutOfRangeException>(() => run.Model.PredictionInterval(1));
        Should.Throw<ArgumentException>(() => Run.Train(new Recipe { Data = "xor", Epochs = 1 }).Model.PredictionInterval()).Message.ShouldContain("names classes");
        Should.Throw<RunException>(() => Run.Train(new Recipe { Data = "sine", Validation = 0, Epochs = 1 }).Model.PredictionInterval()).Message.ShouldContain("validation part");
    }
}
