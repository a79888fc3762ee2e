using Cajal.Tests.Contracts;

namespace Cajal.Tests.Ops;

public class NormTests
{
    internal static IEnumerable<OpSample> Samples =>
    [
        Layer("LayerNorm", [3, 6], 1), Layer("LayerNorm of one register", [5, 8], 1), Layer("LayerNorm of 37", [4, 37], 1),
        Layer("LayerNorm of three axes", [2, 3, 20], 1), Layer("LayerNorm over two axes", [3, 4, 5], 2), Layer("LayerNorm of pairs", [4, 2], 1),
        Layer("LayerNorm of no rows", [0, 6], 1), Layer("LayerNorm of long rows", [3, 5003], 1), Layer("LayerNorm of many rows", [700, 65], 1),
        new("LayerNorm without factors", [new Entry([4, 19])], x => x[0].LayerNorm([19]), x => Rows(x[0], [4, 19], 1, null, null)),
        new("LayerNorm without a shift", [new Entry([4, 19]), new Entry([19])], x => x[0].LayerNorm([19], x[1]), x => Rows(x[0], [4, 19], 1, x[1], null)),
        new("LayerNorm with a shift alone", [new Entry([4, 19]), new Entry([19])], x => x[0].LayerNorm([19], null, x[1]),
            x => Rows(x[0], [4, 19], 1, new Plain([19], [.. Enumerable.Repeat(1.0, 19)]), x[1])),
        new("LayerNorm with an epsilon of 0", [new Entry([4, 19]), new Entry([19]), new Entry([19])], x => x[0].LayerNorm([19], x[1], x[2], 0),
            x => Rows(x[0], [4, 19], 1, x[1], x[2], 0)),
        new("RmsNorm", [new Entry([4, 19]), new Entry([19])], x => x[0].RmsNorm([19], x[1], 0.01), x => Rows(x[0], [4, 19], 1, x[1], null, 0.01, false)),
        new("RmsNorm of one register", [new Entry([4, 7])], x => x[0].RmsNorm([7], null, 0.01), x => Rows(x[0], [4, 7], 1, null, null, 0.01, false)),
        Group("GroupNorm", [2, 6, 3, 2], 2), Group("GroupNorm of all channels", [2, 6, 5, 7], 1), Group("GroupNorm of each channel", [2, 6, 4], 6),
        Group("GroupNorm without places", [3, 12], 3), Group("GroupNorm without places, wide", [5, 80], 4), Group("GroupNorm of many", [30, 16, 9, 9], 4),
        new("InstanceNorm", [new Entry([2, 3, 4, 5]), new Entry([3]), new Entry([3])], x => x[0].InstanceNorm(x[1], x[2]),
            x => Grouped(x[0], 3, x[1], x[2])),
        new("InstanceNorm of one axis", [new Entry([2, 3, 9])], x => x[0].InstanceNorm(), x => Grouped(x[0], 3, null, null)),
        Batch("BatchNorm of numbers", [5, 6]), Batch("BatchNorm of numbers, many", [300, 37]), Batch("BatchNorm of rows", [4, 3, 9]),
        Batch("BatchNorm of planes", [3, 4, 5, 7]), Batch("BatchNorm of one example", [1, 3, 5]), Batch("BatchNorm of many planes", [20, 8, 16, 16]),
        new("BatchNorm without factors", [new Entry([4, 3, 5])], x => x[0].BatchNorm().Normalized, x => Batched(x[0], null, null)),
        new("BatchNorm without a shift", [new Entry([4, 3, 5]), new Entry([3])], x => x[0].BatchNorm(x[1]).Normalized, x => Batched(x[0], x[1], null)),
        Channel("ChannelNorm of numbers", [5, 37]), Channel("ChannelNorm of planes", [3, 4, 5, 7]), Channel("ChannelNorm of no examples", [0, 4, 5]),
        new("ChannelNorm without factors", [new Entry([4, 3]), new Entry([3]), new Entry([3], 0.5, 2)], x => x[0].ChannelNorm(x[1], x[2]),
            x => Known(x[0], x[1], x[2], null, null)),
    ];

    [Fact]
    public void Statistics_are_the_batch_s()
    {
        var x = Tensor.Normal([6, 3, 4], new Rng(1), 5, 2, DType.Float64);
        var (_, mean, variance) = x.BatchNorm();
        mean.ToArray<double>().ShouldBe(x.Mean([0, 2]).ToArray<double>(), 1e-14);
        variance.ToArray<double>().ShouldBe(x.Variance([0, 2], 0).ToArray<double>(), 1e-13);
    }

    [Fact]
    public void A_large_mean_costs_no_digits_of_the_spread()
    {
        var rng = new Rng(2);
        var x = Tensor.Normal([8, 3, 50], rng, 0, 1, DType.Float64);
        var far = (x + 4096).To(DType.Float32);
        float[] expected = far.To(DType.Float64).BatchNorm().Normalized.To(DType.Float32).ToArray<float>();
        far.BatchNorm().Normalized.ToArray<float>().ShouldBe(expected, 1e-3);
        far.LayerNorm([50]).ToArray<float>().ShouldBe(far.To(DType.Float64).LayerNorm([50]).To(DType.Float32).ToArray<float>(), 1e-3);
    }

    [Fact]
    public void Without_an_epsilon_a_row_without_spread_is_told()
    {
        var x = Tensor.From([0.1f, 0.2f, 0.3f, 0.1f, 0.1f, 0.1f], [2, 3]);
        Should.Throw<InvalidOperationException>(() => x.LayerNorm([3], epsilon: 0)).Message.ShouldBe("LayerNorm with an epsilon of 0 cannot normalise row 1: " +
            "all of its 3 numbers are 0.10000000149011612, so their variance is 0. Give it an epsilon above 0, for example 1e-5.");
        Should.Throw<InvalidOperationException>(() => Tensor.Full([1, 40], 0.1).LayerNorm([40], epsilon: 0)).Message.ShouldContain("row 0");
        Should.Throw<InvalidOperationException>(() => Tensor.Zeros([2, 5]).RmsNorm([5], epsilon: 0)).Message.ShouldContain("their mean square is 0");
        Should.Throw<InvalidOperationException>(() => Tensor.Ones([2, 5]).BatchNorm(epsilon: 0)).Message.ShouldContain("channel 0");
        x.LayerNorm([3]).ToArray<float>()[3..].ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void NaN_stays_in_its_row()
    {
        double[] y = Tensor.From(new[,] { { 1.0, double.NaN }, { 1.0, 3.0 } }).LayerNorm([2], epsilon: 0).ToArray<double>();
        y[..2].ShouldAllBe(v => double.IsNaN(v));
        y[2..].ShouldBe([-1, 1]);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var x = Tensor.Zeros([2, 6, 1]);
        Should.Throw<ShapeException>(() => x.LayerNorm([3])).Message.ShouldBe("LayerNorm expected […, 3], but received [2, 6, 1].");
        Should.Throw<ShapeException>(() => x.GroupNorm(4)).Message.ShouldBe("GroupNorm expected [N, C, …] with channels that 4 divides, but received [2, 6, 1].");
        Should.Throw<ShapeException>(() => x.GroupNorm(6)).Message.ShouldContain("more than one number in a group");
        Should.Throw<ShapeException>(() => x.InstanceNorm()).Message.ShouldContain("more than one place");
        Should.Throw<ShapeException>(() => Tensor.Zeros([1, 6]).BatchNorm()).Message.ShouldContain("more than one number");
        Should.Throw<ShapeException>(() => Tensor.Zeros([0, 6]).BatchNorm()).Message.ShouldContain("more than one number");
        Should.Throw<ShapeException>(() => Tensor.Zeros([4, 6]).BatchNorm(Tensor.Ones([5]))).Message.ShouldContain("each of the 6 channels");
        Should.Throw<ArgumentException>(() => x.LayerNorm([1], epsilon: -1)).Message.ShouldContain("epsilon of at least 0");
    }

    private static OpSample Layer(string name, int[] shape, int axes) => new(name, [new Entry(shape), new Entry(shape[^axes..]), new Entry(shape[^axes..])],
        x => x[0].LayerNorm(shape[^axes..], x[1], x[2]), x => Rows(x[0], shape, axes, x[1], x[2]));

    private static OpSample Group(string name, int[] shape, int groups) => new(name, [new Entry(shape), new Entry([shape[1]]), new Entry([shape[1]])],
        x => x[0].GroupNorm(groups, x[1], x[2]), x => Grouped(x[0], groups, x[1], x[2]));

    private static OpSample Batch(string name, int[] shape) => new(name, [new Entry(shape), new Entry([shape[1]]), new Entry([shape[1]])],
        x => x[0].BatchNorm(x[1], x[2]).Normalized, x => Batched(x[0], x[1], x[2]));

    private static OpSample Channel(string name, int[] shape) => new(name,
        [new Entry(shape), new Entry([shape[1]]), new Entry([shape[1]], 0.5, 2), new Entry([shape[1]]), new Entry([shape[1]])],
        x => x[0].ChannelNorm(x[1], x[2], x[3], x[4]), x => Known(x[0], x[1], x[2], x[3], x[4]));

    private static Plain Rows(Plain x, int[] shape, int axes, Plain? gamma, Plain? beta, double epsilon = 1e-5, bool centered = true)
    {
        int length = shape[^axes..].Aggregate(1, (a, b) => a * b);
        return Normalized(x, n => n / length, n => n % length, gamma, beta, epsilon, centered);
    }

    private static Plain Grouped(Plain x, int groups, Plain? gamma, Plain? beta)
    {
        int channels = x.Sizes[1], places = x.Sizes[2..].Aggregate(1, (a, b) => a * b), row = channels / groups * places;
        return Normalized(x, n => n / row, n => n / places % channels, gamma, beta);
    }

    private static Plain Batched(Plain x, Plain? gamma, Plain? beta)
    {
        int channels = x.Sizes[1], places = x.Sizes[2..].Aggregate(1, (a, b) => a * b);
        return Normalized(x, n => n / places % channels, n => n / places % channels, gamma, beta);
    }

    private static Plain Known(Plain x, Plain mean, Plain variance, Plain? gamma, Plain? beta)
    {
        int channels = x.Sizes[1], places = x.Sizes[2..].Aggregate(1, (a, b) => a * b);
        return new(x.Sizes, [.. x.Values.Select((v, n) => (v, c: n / places % channels))
            .Select(p => (p.v - mean[p.c]) / Math.Sqrt(variance[p.c] + 1e-5) * (gamma?[p.c] ?? 1) + (beta?[p.c] ?? 0))]);
    }

    // Numbers of one group share their statistics; each has its factor.
    private static Plain Normalized(Plain x, Func<int, int> group, Func<int, int> factor, Plain? gamma, Plain? beta, double epsilon = 1e-5, bool centered = true)
    {
        var groups = x.Values.Select((v, n) => (v, n)).GroupBy(p => group(p.n)).ToDictionary(g => g.Key, g =>
        {
            double mean = centered ? g.Average(p => p.v) : 0;
            return (Mean: mean, Variance: g.Average(p => (p.v - mean) * (p.v - mean)));
        });
        return new(x.Sizes, [.. x.Values.Select((v, n) => (v - groups[group(n)].Mean) / Math.Sqrt(groups[group(n)].Variance + epsilon)
            * (gamma?.Values[factor(n)] ?? 1) + (beta?.Values[factor(n)] ?? 0))]);
    }
}
