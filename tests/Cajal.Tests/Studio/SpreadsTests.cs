using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class SpreadsTests
{
    [Fact]
    public void Before_training_the_weights_are_the_first_ones_and_afterwards_both_are_shown()
    {
        var course = new Course(StateText.Read("v=1&layers=8:relu&optimizer=adam&rate=0.01", out _));
        var before = Spreads.Of(course.Bench);
        before.Layers.Count.ShouldBe(2);
        before.Layers[0].Weights.Counts.ShouldBe(before.Layers[0].First.Counts);
        before.Layers[0].Weights.Counts.Sum().ShouldBe(16);
        before.Layers[0].Activations.Counts.Sum().ShouldBe(8 * course.Bench.Data.Train.Length);
        before.Layers[0].Zeros.ShouldBeGreaterThan(0.1);
        for (int i = 0; i < 5; i++) course.StepEpoch();
        var after = Spreads.Of(course.Bench);
        after.Layers[0].First.Low.ShouldBe(before.Layers[0].First.Low);
        (after.Layers[0].Weights.Low, after.Layers[0].Weights.High).ShouldNotBe((before.Layers[0].Weights.Low, before.Layers[0].Weights.High));
    }

    [Fact]
    public void L1_brings_weights_to_0_and_L2_makes_all_of_them_small()
    {
        SpreadLayer Trained(string penalty)
        {
            var course = new Course(StateText.Read($"v=1&data=gauss&layers=8:tanh&optimizer=adam&rate=0.01&{penalty}", out _));
            for (int i = 0; i < 60; i++) course.StepEpoch();
            return Spreads.Of(course.Bench).Layers[0];
        }
        SpreadLayer plain = Trained("l1=0"), l1 = Trained("l1=0.01"), l2 = Trained("l2=0.01");
        l1.Small.ShouldBeGreaterThan(plain.Small + 0.2);
        l1.Small.ShouldBeGreaterThan(l2.Small);
        l2.SquareSum!.Value.ShouldBeLessThan(plain.SquareSum!.Value / 2);
    }
}
