using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Layers that move numbers, drop channels, add around a branch, or have units of their own.</summary>
public class ShapeLayerTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("Upsample", [2, 3, 4, 5], [3, 4], _ => new Upsample(2, ResampleMode.Linear)),
        new("Upsample to a size", [2, 3, 4], [3, 4], _ => new Upsample([7])),
        new("PixelShuffle", [2, 8, 3, 2], [2, 6, 3, 2], _ => new PixelShuffle(2)),
        new("PixelUnshuffle", [2, 3, 4, 2], [2, 3, 3, 2], _ => new PixelUnshuffle(2)),
        new("Pad", [2, 3, 4, 5], [3], _ => new Pad([1, 1, 2, 0], PadMode.Reflect)),
        new("LocalResponseNorm", [2, 5, 3, 2], [2, 5], _ => new LocalResponseNorm(3)),
        new("Dropout1d", [4, 3, 5], [4, 3], rng => new Dropout1d(0.4, rng)),
        new("Dropout2d", [4, 3, 5, 2], [4, 3], rng => new Dropout2d(0.4, rng)),
        new("Dropout3d", [4, 3, 2, 2, 2], [4, 3], rng => new Dropout3d(0.4, rng)),
        new("AlphaDropout", [4, 3], null, rng => new AlphaDropout(0.4, rng)),
        new("FeatureAlphaDropout", [4, 3, 5], [4], rng => new FeatureAlphaDropout(0.4, rng)),
        new("PRelu", [4, 3, 5], null, _ => new PRelu()),
        new("PRelu of channels", [4, 3, 5], [4, 2, 5], _ => new PRelu(3)),
        new("Maxout", [4, 3], [4, 2], rng => new Maxout(3, 5, 2, rng)),
        new("SwiGlu", [2, 4, 3], [4, 2], rng => new SwiGlu(3, 5, rng)),
        new("Residual", [4, 3], [4, 2], rng => new Residual(new Linear(3, 3, rng), Activation.Tanh)),
        new("Residual with a shortcut", [4, 3], [4, 2], rng => Residual.WithShortcut(new Linear(3, 5, rng), new Linear(3, 5, rng))),
    ];

    [Fact]
    public void A_channel_is_dropped_as_a_whole()
    {
        var dropout = new Dropout2d(0.3, new Rng(1));
        using var tape = Tape.Start();
        float[] y = dropout.Forward(Tensor.Ones([40, 50, 3, 2])).ToArray<float>();
        int dropped = 0;
        for (int c = 0; c < 2000; c++)
        {
            y.AsSpan(6 * c, 6).ContainsAnyExcept(y[6 * c]).ShouldBeFalse();
            dropped += y[6 * c] == 0 ? 1 : 0;
        }
        (dropped / 2000.0).ShouldBe(0.3, 4 * Math.Sqrt(0.3 * 0.7 / 2000));
        y.Max().ShouldBe(1 / 0.7f);
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_0_and_variance_1()
    {
        foreach (Layer dropout in new Layer[] { new AlphaDropout(0.3, new Rng(1)), new FeatureAlphaDropout(0.3, new Rng(1)) })
        {
            using var tape = Tape.Start();
            var y = dropout.Forward(Tensor.Normal([400, 500, 1], new Rng(2), dtype: DType.Float64));
            y.Mean().Item().ShouldBe(0, 0.01);
            y.Variance().Item().ShouldBe(1, 0.02);
        }
    }

    [Fact]
    public void Alpha_dropout_puts_one_number_in_the_place_of_the_dropped()
    {
        using var tape = Tape.Start();
        double[] y = new AlphaDropout(0.4, new Rng(1)).Forward(Tensor.Full([50], 2.0, DType.Float64)).ToArray<double>();
        double a = 1 / Math.Sqrt(0.6 + 1.7580993408473766 * 1.7580993408473766 * 0.6 * 0.4), b = 0.4 * a * 1.7580993408473766;
        double[] expected = [2 * a + b, -1.7580993408473766 * a + b];
        y.Distinct().Count().ShouldBe(2);
        y.ShouldAllBe(v => expected.Any(e => Math.Abs(e - v) < 1e-12));
    }

    [Fact]
    public void PRelu_has_its_slope_below_and_at_zero()
    {
        var unit = new PRelu(2, 0.5, DType.Float64);
        unit.Weight.Assign(Tensor.From([0.5, 0.1]));
        var x = new Parameter(Tensor.From([-2.0, 0, 3, -2, 0, 3], [1, 2, 3]));
        using var tape = Tape.Start();
        var y = unit.Forward(x);
        y.ToArray<double>().ShouldBe([-1, 0, 3, -0.2, 0, 3]);
        var gradients = tape.Gradients(y.Sum());
        gradients[x].ToArray<double>().ShouldBe([0.5, 0.5, 1, 0.1, 0.1, 1]);
        gradients[unit.Weight].ToArray<double>().ShouldBe([-2, -2]);
    }

    [Fact]
    public void Maxout_is_the_largest_of_its_products_and_SwiGlu_a_product_with_a_gate()
    {
        var x = Tensor.Normal([5, 3], new Rng(1), dtype: DType.Float64);
        var maxout = new Maxout(3, 2, 4, new Rng(2), dtype: DType.Float64);
        var all = ((Linear)maxout.Children[0]).Forward(x);
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 2; j++) maxout.Forward(x)[i, j].ShouldBe(Enumerable.Range(4 * j, 4).Max(k => all[i, k]));
        var gated = new SwiGlu(3, 2, new Rng(2), dtype: DType.Float64);
        var both = ((Linear)gated.Children[0]).Forward(x);
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 2; j++) gated.Forward(x)[i, j].ShouldBe(both[i, j] / (1 + Math.Exp(-both[i, j])) * both[i, j + 2], 1e-12);
    }

    [Fact]
    public void A_branch_of_another_shape_is_told() =>
        Should.Throw<ShapeException>(() => new Residual(new Linear(3, 5, new Rng(1))).Forward(Tensor.Zeros([4, 3]))).Message
            .ShouldBe("Residual expected a branch that gives the shape [4, 3] of what is added to it (see Residual.WithShortcut), but received [4, 5].");
}
