using Cajal.Studio;

namespace Cajal.Tests.Studio;

public class CurveReductionTests
{
    private static double[] Steps(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    [Fact]
    public void A_short_curve_is_shown_as_it_is()
    {
        var curve = CurveReduction.Of([0, 1, 2], [5, double.NaN, 7], 0, 2, 100);
        curve.X.ShouldBe([0, 1, 2]);
        curve.Mean.ShouldBe([5, null, 7]);
        curve.Low.ShouldBeNull();
        curve.Smooth.ShouldBeNull();
        (curve.Points, curve.Lost, curve.Last).ShouldBe((3, 0, 7));
    }

    [Fact]
    public void A_single_peak_among_a_million_is_in_the_band_and_the_mean_is_of_all_values()
    {
        double[] x = Steps(1_000_000), y = new double[x.Length];
        y[654_321] = 1000;
        var curve = CurveReduction.Of(x, y, 0, x[^1], 500);
        curve.X.Length.ShouldBe(500);
        curve.High!.Max().ShouldBe(1000);
        curve.Low!.Max().ShouldBe(0);
        int column = Array.IndexOf(curve.High!, 1000.0);
        curve.X[column].ShouldBe(654_321, 2000);
        curve.Mean[column]!.Value.ShouldBe(0.5, 0.01);
    }

    [Fact]
    public void Smoothing_is_a_centred_mean_and_leaves_the_raw_band_as_it_is()
    {
        double[] x = Steps(10_000), y = [.. x.Select(v => v + (v % 2 == 0 ? 50 : -50))];
        ReducedCurve plain = CurveReduction.Of(x, y, 0, x[^1], 100), smooth = CurveReduction.Of(x, y, 0, x[^1], 100, 0.1);
        smooth.Low.ShouldBe(plain.Low);
        smooth.High.ShouldBe(plain.High);
        // A straight line stays where it is: no lag.
        for (int i = 10; i < 90; i++) smooth.Smooth![i]!.Value.ShouldBe(smooth.X[i], 1);
    }

    [Fact]
    public void Lost_numbers_are_counted_and_spoil_no_mean()
    {
        double[] y = [1, double.PositiveInfinity, 3, 5];
        var curve = CurveReduction.Of(Steps(4), y, 0, 3, 2);
        curve.Lost.ShouldBe(1);
        curve.Mean.ShouldBe([1, 4]);
        CurveReduction.Of(Steps(4), y, 0, 3, 10, 2).Smooth!.ShouldAllBe(v => v != null && Math.Abs(v.Value - 3) < 1e-9);
    }

    [Fact]
    public void A_part_of_the_axis_is_read_from_raw_values()
    {
        double[] x = Steps(100_000);
        var curve = CurveReduction.Of(x, x, 500, 520, 100);
        curve.Points.ShouldBe(21);
        curve.X.ShouldBe([.. Enumerable.Range(500, 21).Select(i => (double)i)]);
        CurveReduction.Of(x, x, 200_000, 300_000, 100).Points.ShouldBe(0);
        CurveReduction.Of([], [], double.PositiveInfinity, double.NegativeInfinity, 100).Points.ShouldBe(0);
    }
}
