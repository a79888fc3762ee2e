using Cajal.Insight;

namespace Cajal.Tests.Insight.Trust;

public class MetricTrendTests
{
    private static double[] Course(ulong seed, double end, double slope, double noise)
    {
        var rng = new Rng(seed);
        return [.. Enumerable.Range(0, 60).Select(t => end + slope * (t - 59) / 59 + noise * rng.NextNormal())];
    }

    [Fact]
    public void A_loss_that_rises_while_accuracy_rises_is_noticed_and_plateaus_and_agreement_are_not()
    {
        int caught = 0, plateaus = 0, agreements = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            double[] rising = Course(seed, 0.9, 0.2, 0.005);
            if (MetricTrend.Of("accuracy", Course(seed + 100, 1, 0.6, 0.02), rising, true)!.Disagree) caught++;
            if (MetricTrend.Of("accuracy", Course(seed + 100, 1, -0.6, 0.02), rising, true)!.Disagree) agreements++;
            if (MetricTrend.Of("accuracy", Course(seed + 100, 1, 0, 0.02), Course(seed, 0.9, 0, 0.005), true)!.Disagree) plateaus++;
        }
        caught.ShouldBe(40);
        agreements.ShouldBe(0);
        plateaus.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Errors_are_read_downward_and_few_epochs_tell_nothing()
    {
        double[] falling = Course(1, 0.2, -0.4, 0.001);
        MetricTrend.Of("mae", falling, falling, false)!.Correlation.ShouldBe(1, 1e-12);
        MetricTrend.Of("mae", falling, falling, false)!.Sentence.ShouldContain("mae gets better and the validation loss gets better: they do not disagree");
        MetricTrend.Of("mae", falling[..12], falling[..12], false).ShouldBeNull();
    }
}
