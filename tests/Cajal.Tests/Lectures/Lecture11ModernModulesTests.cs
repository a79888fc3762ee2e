using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 11: products, chains, residual blocks and layer norm. Convolution has its own file.</summary>
public class Lecture11ModernModulesTests
{
    [Fact]
    public void A_chain_has_no_activation_after_its_last_product()
    {
        var model = Mlp.Build([3, 4, 2], new Rng(1), dtype: DType.Float64);
        model[^1].ShouldBeOfType<Linear>();
        var (first, last) = ((Linear)model[0], (Linear)model[2]);
        var x = Tensor.Normal([5, 3], new Rng(2), dtype: DType.Float64);
        var byHand = (x.MatMul(first.Weight.T) + first.Bias!).Relu().MatMul(last.Weight.T) + last.Bias!;
        model.Forward(x).ToArray<double>().ShouldBe(byHand.ToArray<double>());
    }

    [Fact]
    public void A_residual_block_of_zeros_is_the_identity_and_so_is_its_jacobian()
    {
        var block = Modern.Res(3, new Rng(1), dtype: DType.Float64);
        foreach (var parameter in block.Parameters) parameter.Assign(parameter * 0);
        var z = new Parameter(LectureNet.Row(0.5, -1, 2));
        block.Forward(z).Values().ShouldBe(z.Values());
        for (int i = 0; i < 3; i++)
        {
            double[] row = new double[3];
            row[i] = 1;
            LectureNet.Gradients(() => (block.Forward(z) * Tensor.From(row)).Sum(), z)[0].ShouldBe(row);
        }
    }

    [Fact]
    public void A_residual_block_is_as_it_is_written()
    {
        var block = Modern.Res(3, new Rng(1), "sigmoid", DType.Float64);
        var z = Tensor.Normal([4, 3], new Rng(2), dtype: DType.Float64);
        var (first, second) = ((Linear)block.Children[0], (Linear)block.Children[2]);
        var byHand = z + (((z.MatMul(first.Weight.T) + first.Bias!).Sigmoid()).MatMul(second.Weight.T) + second.Bias!).Sigmoid();
        block.Forward(z).Values().ShouldBe(byHand.Values());
    }

    [Fact]
    public void The_numbers_of_layer_norm()
    {
        var z = LectureNet.Row(1, 2, 3, 4);
        Modern.LN(4, dtype: DType.Float64).Forward(z).Values().ShouldBe([-1.3416407865, -0.4472135955, 0.4472135955, 1.3416407865], 1e-10);
        new LayerNorm(4, dtype: DType.Float64).Forward(z).Values()[..2].ShouldBe([-1.3416354, -0.4472118], 1e-7);
        var norm = Modern.LN(4, dtype: DType.Float64);
        norm.Weight!.Assign(Tensor.Full([4], 3.0, DType.Float64));
        norm.Bias!.Assign(Tensor.Full([4], -1.0, DType.Float64));
        norm.Forward(z).Values().ShouldBe([.. new[] { -1.3416407865, -0.4472135955, 0.4472135955, 1.3416407865 }.Select(v => -1 + 3 * v)], 1e-9);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.37)]
    [InlineData(2)]
    [InlineData(1e6)]
    public void Layer_norm_does_not_see_the_scale_of_the_product_before_it(double alpha)
    {
        var product = Modern.MM(5, 7, new Rng(1), dtype: DType.Float64);
        product.Bias!.Assign(Tensor.Normal([7], new Rng(2), dtype: DType.Float64));
        var scaled = Modern.MM(5, 7, new Rng(1), dtype: DType.Float64);
        scaled.Weight.Assign(product.Weight * alpha);
        scaled.Bias!.Assign(product.Bias * alpha);
        var z = Tensor.Normal([6, 5], new Rng(3), dtype: DType.Float64);
        var norm = Modern.LN(7, dtype: DType.Float64);
        double[] expected = norm.Forward(product.Forward(z)).Values(), found = norm.Forward(scaled.Forward(z)).Values();
        // A power of two leaves every digit as it is; other factors round.
        if (alpha == 2) found.ShouldBe(expected);
        else found.ShouldBe(expected, 1e-13);
        // With an epsilon it holds to about eps/(2 sigma^2).
        double variance = product.Forward(z).Variance(1, 0).Min().Item();
        var usual = new LayerNorm(7, dtype: DType.Float64);
        double off = usual.Forward(scaled.Forward(z)).Values().Zip(usual.Forward(product.Forward(z)).Values(), (a, b) => Math.Abs(a - b)).Max();
        off.ShouldBeGreaterThan(1e-9);
        if (alpha > 1) off.ShouldBeLessThan(3 * 1e-5 / (2 * variance));
        // Below 0 the normalised part changes its sign.
        scaled.Weight.Assign(product.Weight * -alpha);
        scaled.Bias!.Assign(product.Bias * -alpha);
        norm.Forward(scaled.Forward(z)).Values().ShouldBe([.. expected.Select(v => -v)], 1e-13);
    }

    [Fact]
    public void Layer_norm_without_an_epsilon_refuses_a_constant_vector() =>
        Should.Throw<InvalidOperationException>(() => Modern.LN(3, dtype: DType.Float64).Forward(LectureNet.Row(0.1, 0.1, 0.1))).Message
            .ShouldContain("all of its 3 numbers are 0.1, so their variance is 0");
}
