using Cajal.Insight;
using Cajal.Tests.Training;
using Cajal.Training;

namespace Cajal.Tests.Insight.Reports;

public class ReportPartsTests
{
    [Fact]
    public void The_area_under_the_curve_is_that_of_the_metric()
    {
        var rng = new Rng(3);
        double[] scores = [.. Enumerable.Range(0, 500).Select(_ => Math.Round(rng.NextDouble(), 2))];
        bool[] members = [.. scores.Select(s => rng.NextDouble() < s)];
        var metric = new RocAuc(ScoreKind.Probabilities);
        metric.Update(Tensor.From([.. scores.Select(s => (float)s)]), Tensor.From([.. members.Select(m => m ? 1 : 0)]));
        var curve = RankingCurve.Of(scores, members)!;
        curve.Area.ShouldBe(metric.Result, 1e-9);
        (curve.Recall[^1], curve.FalseShare[^1], curve.Precision[^1]).ShouldBe((1, 1, members.Count(m => m) / 500.0));
        RankingCurve.Of([1, 2], [true, true]).ShouldBeNull();
    }

    [Fact]
    public void Histograms_of_several_looks_lie_on_common_bins()
    {
        var narrow = new Histogram { Minimum = 0, Maximum = 1, Counts = [4, 4] };
        var wide = new Histogram { Minimum = -4, Maximum = 4, Counts = [1, 2, 3, 2] };
        var series = HistogramSeries.Of([narrow, null, wide])!;
        (series.Low, series.High, series.Heights.Length).ShouldBe((-4, 4, 3));
        // Bins are 0.2 wide: zero to one are the bins 20 to 24.
        series.Heights[0].Select((h, i) => (h, i)).Where(p => p.h > 0).Select(p => p.i).ShouldBe([20, 21, 22, 23, 24]);
        series.Heights[1].ShouldBeEmpty();
        series.Heights[2].Distinct().Order().ShouldBe([333, 667, 1000]);
        HistogramSeries.Of([new Histogram { Minimum = 0, Maximum = 0, Counts = [], NotFinite = 3 }]).ShouldBeNull();
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("leaky-relu(0.2)")]
    [InlineData("sigmoid")]
    [InlineData("step")]
    public void An_activation_and_its_derivative_are_drawn_by_the_operation_itself(string name)
    {
        var curve = ActivationCurve.Of(name, new Histogram { Minimum = -2, Maximum = 6, Counts = [1, 1] })!;
        (curve.X[0], curve.X[^1]).ShouldBe((-4, 6));
        double h = curve.X[1] - curve.X[0];
        for (int i = 1; i < curve.X.Length - 1; i++)
            if (Math.Abs(curve.X[i]) > 0.2) curve.Slopes[i].ShouldBe((curve.Values[i + 1] - curve.Values[i - 1]) / (2 * h), 2e-3);
        ActivationCurve.Of("my own", new Histogram { Minimum = 0, Maximum = 1, Counts = [1] }).ShouldBeNull();
    }

    [Fact]
    public void Several_runs_are_compared_by_what_differs()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, dropout) in new[] { ("one", 0.0), ("two", 0.2) })
            Run.Train(ReportTests.Moons with { Dropout = dropout }, folder[name]);
        string html = ComparisonReport.Of([folder["one"], folder["two"]]).ToHtml();
        ReportTests.Parts(html).ShouldBe(["What they came to", "What they were told", "Their courses"]);
        html.ShouldContain(">dropout</td><td>0</td><td>0.2</td>");
        html.ShouldNotContain(">layers</td>");
        html.ShouldNotContain("not judged by the same examples");
        html.ShouldContain("data-series=\"two\"");
        Should.Throw<ArgumentException>(() => ComparisonReport.Of([folder["one"]]));
        Should.Throw<RunException>(() => ComparisonReport.Of([folder["one"], folder["none"]])).Message.ShouldContain("holds no run");
    }
}
