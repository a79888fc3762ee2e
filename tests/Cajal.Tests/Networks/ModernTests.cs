using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ModernTests
{
    [Fact]
    public void The_modules_are_what_the_formulas_say()
    {
        var x = Tensor.Normal([5, 4], new Rng(1), dtype: DType.Float64);
        var net = Modern.ResNetS(4, 3, 2, new Rng(2), "tanh", DType.Float64);
        var z = x;
        for (int i = 0; i < 3; i++)
        {
            var block = ((Residual)net[i]).Children.OfType<Linear>().ToArray();
            z += MM(block[1], MM(block[0], z).Tanh()).Tanh();
        }
        net.Forward(x).ToArray<double>().ShouldBe(MM((Linear)net[3], z).ToArray<double>());
        net.Count.ShouldBe(4);
    }

    [Fact]
    public void The_plain_net_has_the_same_weights_without_the_connections()
    {
        Sequential residual = Modern.ResNetS(4, 3, 2, new Rng(2)), plain = Modern.PlainNet(4, 3, 2, new Rng(2));
        plain.Parameters.Select(p => p.ToArray<float>()).ShouldBe(residual.Parameters.Select(p => p.ToArray<float>()));
        plain.Modules.OfType<Linear>().Count().ShouldBe(7);
    }

    private static Tensor MM(Linear layer, Tensor x) => x.MatMul(layer.Weight.T) + layer.Bias!;
}
