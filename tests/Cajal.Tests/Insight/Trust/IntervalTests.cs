using Cajal.Insight;

namespace Cajal.Tests.Insight.Trust;

public class IntervalTests
{
    // Values of the formula, worked by hand: 8 of 10 and 0 of 10.
    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(0, 0, 0, 1)]
    public void Shares_have_Wilsons_interval(double hits, int count, double low, double high)
    {
        var interval = Interval.OfShare(hits, count);
        interval.Low.ShouldBe(low, 1e-4);
        interval.High.ShouldBe(high, 1e-4);
    }

    [Fact]
    public void The_bootstrap_of_a_mean_is_as_wide_as_the_normal_curve_says_and_holds_the_truth()
    {
        var rng = new Rng(5);
        int held = 0;
        for (int repeat = 0; repeat < 100; repeat++)
        {
            double[] values = [.. Enumerable.Range(0, 100).Select(_ => 3 + 2 * rng.NextNormal())];
            var interval = Interval.OfMean(values, rng.Child());
            interval.Width.ShouldBe(2 * 1.96 * 0.2, 0.35);
            if (interval.Holds(3)) held++;
        }
        held.ShouldBeInRange(87, 100);
    }

    [Fact]
    public void A_difference_is_told_from_none()
    {
        var rng = new Rng(6);
        double[] one = [.. Enumerable.Range(0, 200).Select(_ => rng.NextNormal())], other = [.. Enumerable.Range(0, 100).Select(_ => 1 + rng.NextNormal())];
        Interval.OfDifference(other, one, rng.Fork("difference")).Low.ShouldBeGreaterThan(0.5);
        Interval.OfDifference(one, one, rng.Fork("none")).Holds(0).ShouldBeTrue();
    }
}
