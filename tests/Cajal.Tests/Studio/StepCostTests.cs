using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class StepCostTests
{
    [Fact]
    public void Multiply_adds_are_those_of_the_products()
    {
        var cost = StepCost.Of(new Bench(new PlaygroundState()), new StepClock());
        // 2·4 + 4·2 + 2·1; backward the same for the weights, and all but the first layer's once more for the activations.
        cost.Forward.ShouldBe(18);
        cost.Step.ShouldBe(10 * (18 + 18 + 10));
        (cost.Batch, cost.Seconds, cost.Joules, cost.Measured).ShouldBe((10, null, null, 0));
        cost.Source.ShouldStartWith("estimated");
    }

    [Fact]
    public void Time_is_what_passed_between_start_and_stop_alone()
    {
        var clock = new StepClock();
        clock.Stop();
        clock.Count.ShouldBe(0);
        for (int i = 0; i < 3; i++)
        {
            clock.Start();
            Thread.Sleep(20);
            clock.Stop();
            Thread.Sleep(60);
        }
        clock.Count.ShouldBe(3);
        clock.Median!.Value.ShouldBeGreaterThan(0.015);
        clock.Sum.ShouldBeGreaterThanOrEqualTo(clock.Median.Value);
        var cost = StepCost.Of(new Bench(new PlaygroundState()), clock);
        cost.Joules!.Value.ShouldBe(8.125 * clock.Median.Value, 1e-9);
        clock.Clear();
        clock.Median.ShouldBeNull();
    }
}
