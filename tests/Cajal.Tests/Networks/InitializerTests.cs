using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class InitializerTests
{
    [Theory]
    [InlineData("xavier-normal", 0.06984302957695783)]
    [InlineData("xavier-uniform", 0.06984302957695783)]
    [InlineData("he-normal", 0.1118033988749895)]
    [InlineData("he-uniform", 0.1118033988749895)]
    [InlineData("he-normal(fan-out=true)", 0.08944271909999159)]
    [InlineData("he-uniform(fan-out=true)", 0.08944271909999159)]
    [InlineData("lecun-normal", 0.07905694150420949)]
    [InlineData("lecun-uniform", 0.07905694150420949)]
    [InlineData("normal(0.3)", 0.3)]
    [InlineData("uniform(-3, 3)", 1.7320508075688772)]
    public void Has_the_deviation_its_formula_says(string name, double deviation)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            double[] values = Initializer.Parse(name).Create([250, 160], new Rng(5), dtype).To(DType.Float64).ToArray<double>();
            double mean = values.Average(), spread = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
            // Four standard errors of 40,000 numbers.
            spread.ShouldBe(deviation, 4 * deviation / Math.Sqrt(2 * values.Length));
            mean.ShouldBe(0, 4 * deviation / Math.Sqrt(values.Length));
            if (name.Contains("uniform")) values.Max(Math.Abs).ShouldBeInRange(0.999 * deviation * Math.Sqrt(3), deviation * Math.Sqrt(3) * 1.000001);
        }
    }

    [Fact]
    public void Fans_count_the_kernel()
    {
        Initializer.Fans([4, 7]).ShouldBe((7, 4));
        Initializer.Fans([3, 2, 3, 3]).ShouldBe((18, 27));
        Initializer.Fans([5]).ShouldBe((5, 5));
    }

    [Theory]
    [InlineData(12, 30)]
    [InlineData(30, 12)]
    [InlineData(16, 16)]
    public void Orthogonal_rows_or_columns_are_orthonormal_times_the_gain(int rows, int columns)
    {
        var w = new Orthogonal(2).Create([rows, columns], new Rng(1), DType.Float64);
        var product = rows <= columns ? w.MatMul(w.T) : w.T.MatMul(w);
        (product - 4 * Tensor.Eye(Math.Min(rows, columns), DType.Float64)).Abs().Max().Item().ShouldBeLessThan(1e-13);
        new Orthogonal().Create([4, 2, 3, 3], new Rng(1)).Shape.ShouldBe([4, 2, 3, 3]);
        Should.Throw<ShapeException>(() => new Orthogonal().Create([4], new Rng(1)));
    }

    [Fact]
    public void Constants_are_constant()
    {
        new Zeros().Create([2, 2], new Rng(1)).ToArray<float>().ShouldBe([0, 0, 0, 0]);
        new Constant(0.5).Create([2], new Rng(1), DType.Float64).ToArray<double>().ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_a_later_layer_does_not_shift_them()
    {
        float[] First(Rng rng) => new HeUniform().Create([3, 4], rng).ToArray<float>();
        var rng = new Rng(9);
        float[] first = First(rng), second = First(rng);
        First(new Rng(9)).ShouldBe(first);
        second.ShouldNotBe(first);
    }

    [Fact]
    public void Linear_starts_with_he_uniform_weights_and_zero_bias_unless_told_otherwise()
    {
        var layer = new Linear(100, 50, new Rng(2));
        layer.Weight.ToArray<float>().ShouldBe(new HeUniform().Create([50, 100], new Rng(2)).ToArray<float>());
        layer.Bias!.ToArray<float>().ShouldAllBe(v => v == 0);
        new Linear(3, 2, new Rng(2), weight: new Constant(7)).Weight.ToArray<float>().ShouldAllBe(v => v == 7);
    }

    [Fact]
    public void Signals_keep_their_size_through_twenty_layers()
    {
        Propagate(new HeNormal(), x => x.Relu()).ShouldAllBe(v => v > 0.05 && v < 20);
        Propagate(new XavierNormal(Gain.Tanh), x => x.Tanh()).ShouldAllBe(v => v > 0.1 && v < 1);
        Propagate(new Normal(0.01), x => x.Relu())[^1].ShouldBeLessThan(1e-20);
        Propagate(new Normal(1), x => x.Tanh())[^1].ShouldBeGreaterThan(0.8);
    }

    // Mean square of the activations after each of 20 layers of width 128, for a batch of 256.
    private static double[] Propagate(Initializer initializer, Func<Tensor, Tensor> activation)
    {
        var rng = new Rng(4);
        var x = Tensor.Normal([256, 128], rng);
        var sizes = new double[20];
        for (int i = 0; i < sizes.Length; i++)
        {
            x = activation(x.MatMul(initializer.Create([128, 128], rng).T));
            sizes[i] = x.Square().Mean().Item();
        }
        return sizes;
    }
}
