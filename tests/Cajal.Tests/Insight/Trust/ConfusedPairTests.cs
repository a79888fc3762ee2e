using Cajal.Insight;
using Cajal.Training;

namespace Cajal.Tests.Insight.Trust;

public class ConfusedPairTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 10).Select(i => $"class {i}")];

    [Fact]
    public void Two_classes_that_are_the_same_are_told_and_ten_noisy_ones_are_not()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var rng = new Rng(seed);
            int[] labels = [.. Enumerable.Range(0, 500).Select(i => i % 10)], noisy = [.. labels.Select(l => rng.NextDouble() < 0.3 ? rng.NextInt(10) : l)];
            ConfusedPair.Of(Names, labels, noisy)!.IsConfused.ShouldBeFalse();
            var same = ConfusedPair.Of(Names, labels, [.. noisy.Select(a => a is 3 or 7 ? (rng.NextInt(2) == 0 ? 3 : 7) : a)])!;
            same.IsConfused.ShouldBeTrue();
            new[] { same.Class, same.TakenFor }.Order().ShouldBe(["class 3", "class 7"]);
        }
        ConfusedPair.Of(Names, [1, 2], [1, 2]).ShouldBeNull();
    }

    [Fact]
    public void Time_past_a_plateau_bought_nothing_and_time_in_which_it_still_improves_did()
    {
        double[] seconds = [.. Enumerable.Range(1, 100).Select(t => (double)t)];
        LateGain.Of("accuracy", seconds, [.. seconds.Select(t => 0.9 - 0.4 * Math.Exp(-t / 5))], true, 400)!.IsSmall.ShouldBeTrue();
        var still = LateGain.Of("accuracy", seconds, [.. seconds.Select(t => 0.5 + 0.004 * t)], true, 400)!;
        still.IsSmall.ShouldBeFalse();
        (still.Early, still.Best).ShouldBe((0.7, 0.9));
        var run = Run.Train(new Recipe { Data = "moons", Epochs = 12, EarlyStopping = 0 });
        run.LateGain()!.Sentence.ShouldContain("The second half of the time");
        run.ConfusedPair()!.Examples.ShouldBeGreaterThan(0);
    }
}
