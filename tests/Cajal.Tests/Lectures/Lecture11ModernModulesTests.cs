using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 11, where Cajal has the layers: products, chains and residual blocks. Layer norm and convolution follow with their layers.</summary>
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
        var block = new Residual(LectureNet.Linear(new double[3, 3], new double[3]), LectureNet.Linear(new double[3, 3], new double[3]));
        var z = new Parameter(LectureNet.Row(0.5, -1, 2));
        block.Forward(z).Values().ShouldBe(z.Values());
        for (int i = 0; i < 3; i++)
        {
            double[] row = new double[3];
            row[i] = 1;
            LectureNet.Gradients(() => (block.Forward(z) * Tensor.From(row)).Sum(), z)[0].ShouldBe(row);
        }
    }

    // Res(z) = z + s(MM(s(MM(z)))) with ReLU.
    private sealed class Residual : Layer
    {
        private readonly Linear first, second;

        public Residual(Linear first, Linear second)
        {
            this.first = RegisterModule("first", first);
            this.second = RegisterModule("second", second);
        }

        protected override Tensor Compute(Tensor z) => z + second.Forward(first.Forward(z).Relu()).Relu();
    }
}
