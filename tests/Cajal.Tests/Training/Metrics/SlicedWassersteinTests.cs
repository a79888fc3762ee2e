using Cajal.Data;
using Cajal.Training;

namespace Cajal.Tests.Training.Metrics;

public class SlicedWassersteinTests
{
    private const int Points = 1000;

    [Fact]
    public void On_a_line_it_is_the_squared_distance_of_sorted_places()
    {
        // Sorted: 0 1 5 against 1 2 2, squared distances 1, 1, 9; the directions of a line are ±1.
        Of([5, 0, 1], [2, 1, 2]).ShouldBe(11.0 / 3, 1e-12);
        Of([1, 2], [1, 2]).ShouldBe(0);
        // One point is compared with each half of the other cloud; with unequal numbers the steps of the quantiles are cut.
        Of([3], [1, 4]).ShouldBe((4 + 1) / 2.0, 1e-12);
        Of([0, 6], [0, 0, 3]).ShouldBe((0 + 36 / 6.0 + 9 / 3.0), 1e-12);

        static double Of(double[] a, double[] b) => SlicedWasserstein.Between(Tensor.From(a, [a.Length, 1]), Tensor.From(b, [b.Length, 1]));
    }

    [Fact]
    public void A_shift_by_v_in_D_dimensions_costs_v_squared_over_D()
    {
        foreach (int width in new[] { 2, 5 })
        {
            var x = Tensor.Normal([300, width], new Rng(1), dtype: DType.Float64);
            var shift = Tensor.Zeros([1, width], DType.Float64) + 2;
            SlicedWasserstein.Between(x, x + shift, 20_000).ShouldBe(4, 0.2);
        }
    }

    [Fact]
    public void It_streams_and_forgets()
    {
        var metric = new SlicedWasserstein(50);
        Tensor a = Tensor.Normal([90, 3], new Rng(1)), b = Tensor.Normal([90, 3], new Rng(2));
        metric.Result.ShouldBe(double.NaN);
        double whole = MetricSamples.Of(metric, a, b);
        MetricSamples.Of(metric, a, b, 10, 11, 60).ShouldBe(whole);
        SlicedWasserstein.Between(a, b, 50).ShouldBe(whole);
        metric.Update(Tensor.Zeros([0, 3]), Tensor.Zeros([0, 3]));
        metric.Result.ShouldBe(whole);
        metric.Reset();
        metric.Result.ShouldBe(double.NaN);
        metric.HigherIsBetter.ShouldBeFalse();
    }

    [Fact]
    public void What_does_not_fit_is_told_and_no_number_gives_no_number()
    {
        var metric = new SlicedWasserstein();
        Should.Throw<ShapeException>(() => metric.Update(Tensor.Ones([4, 2]), Tensor.Ones([4, 3]))).Message.ShouldContain("two clouds");
        Should.Throw<ShapeException>(() => metric.Update(Tensor.Ones([4]), Tensor.Ones([4])));
        Should.Throw<ShapeException>(() => metric.Update(Tensor.Ones([4, 0]), Tensor.Ones([4, 0])));
        metric.Update(Tensor.Ones([4, 2]), Tensor.Ones([5, 2]));
        Should.Throw<ShapeException>(() => metric.Update(Tensor.Ones([4, 3]), Tensor.Ones([4, 3]))).Message.ShouldContain("2 numbers");
        Should.Throw<ShapeException>(() => SlicedWasserstein.Relative(Tensor.Ones([4, 2]), Tensor.Ones([7, 2]), points: 4));
        Should.Throw<ShapeException>(() => SlicedWasserstein.Relative(Tensor.Ones([3, 2]), Tensor.Ones([8, 2]), points: 4))
            .Message.ShouldContain("at least 4 made points");
        Should.Throw<ArgumentOutOfRangeException>(() => new SlicedWasserstein(0));
        SlicedWasserstein.Between(Tensor.Full([2, 2], double.NaN), Tensor.Ones([2, 2])).ShouldBe(double.NaN);
        SlicedWasserstein.Between(Tensor.Ones([0, 2]), Tensor.Ones([2, 2])).ShouldBe(double.NaN);
    }

    /// <summary>How strict the measure is: a cloud that has the right means and covariance, and nothing else. Over the three sets about 10
    /// times the distance of two true samples.</summary>
    [Theory]
    [InlineData("rings", 0.1, 2.5, 6)]
    [InlineData("moons", 0.05, 14, 28)]
    [InlineData("spiral", 0.1, 2.5, 7)]
    public void A_Gaussian_with_the_right_moments_scores_far_above_a_true_sample(string set, double noise, double least, double most)
    {
        var all = PlanePoints.Of(set, 30 * Points, noise, seed: 5);
        var truth = all.Slice(0, ..(25 * Points));
        float covariance = (all.T.MatMul(all) / all.Shape[0]).ToArray<float>()[1];
        var gaussian = Tensor.Normal([5 * Points, 2], new Rng(3))
            .MatMul(Tensor.From(new[,] { { 1f, covariance }, { 0f, MathF.Sqrt(1 - covariance * covariance) } }));
        SlicedWasserstein.Relative(gaussian, truth).ShouldBeInRange(least, most);
        SlicedWasserstein.Relative(all.Slice(0, (25 * Points)..), truth).ShouldBeInRange(0.7, 1.4);
    }
}

/// <summary>Points of a built-in set in random order, each coordinate with mean 0 and standard deviation 1: independent draws, where the
/// generators spread their points evenly over classes.</summary>
internal static class PlanePoints
{
    public static Tensor Of(string set, int count, double noise, ulong seed)
    {
        var data = Datasets.Load(set, new DatasetOptions { Count = count, Noise = noise, Seed = seed });
        var scaled = Preprocessing.Fit(data.Split(validation: 0, test: 0, seed: seed).Train).Apply(data);
        var x = Batches.InOrder(scaled, count).InEpoch(0).Single().X;
        return x.IndexSelect(0, Tensor.From(new Rng(seed).Permutation(count)));
    }
}
