using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class MlpTests
{
    [Fact]
    public void Sizes_make_a_chain_with_the_parameters_of_the_lecture()
    {
        var model = Mlp.Build([784, 128, 64, 10], new Rng(1), dropout: 0.2);
        model.Select(l => l.GetType().Name).ShouldBe(["Linear", "Activation", "Dropout", "Linear", "Activation", "Dropout", "Linear"]);
        model.Parameters.Sum(p => p.Count).ShouldBe(109_386);
        model.NamedVariables.Select(v => v.Name).ShouldBe(
            ["0.weight", "0.bias", "2.counter", "3.weight", "3.bias", "5.counter", "6.weight", "6.bias"]);
        model.Forward(Tensor.Zeros([5, 784])).Shape.ShouldBe([5, 10]);
    }

    [Fact]
    public void An_output_activation_and_no_hidden_layer_are_possible()
    {
        var model = Mlp.Build([4, 3], new Rng(1), output: "softmax", dtype: DType.Float64);
        model.Count.ShouldBe(2);
        model.Forward(Tensor.Ones([2, 4], DType.Float64)).Sum(-1).ToArray<double>().ShouldBe([1, 1], 1e-12);
    }

    [Fact]
    public void First_weights_suit_the_activation()
    {
        Mlp.Build([4, 5, 2], new Rng(1), "tanh").Parameters[0].ToArray<float>()
            .ShouldBe(new XavierUniform().Create([5, 4], new Rng(1)).ToArray<float>());
        Mlp.Build([4, 5, 2], new Rng(1)).Parameters[0].ToArray<float>().ShouldBe(new HeUniform().Create([5, 4], new Rng(1)).ToArray<float>());
    }

    [Theory]
    [InlineData("128,64", new[] { 128, 64 })]
    [InlineData(" 128 , 64 ", new[] { 128, 64 })]
    [InlineData("", new int[0])]
    public void Sizes_are_read_from_text(string text, int[] sizes) => Mlp.ParseSizes(text).ShouldBe(sizes);

    [Theory]
    [InlineData("128,,64")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("12.5")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public void Wrong_sizes_are_told(string text) =>
        Should.Throw<ArgumentException>(() => Mlp.ParseSizes(text)).Message.ShouldContain($"for example 128,64; received '{text}'");

    [Theory]
    [InlineData(-0.5)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_wrong_drop_rate_is_told(double rate)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Mlp.Build([2, 3, 1], new Rng(1), dropout: rate))
            .Message.ShouldContain("drop rate lies in [0, 1)");
        Should.Throw<ArgumentOutOfRangeException>(() => Mlp.Build([2, 1], new Rng(1), dropout: rate));
    }

    [Fact]
    public void The_rule_of_thumb() => Mlp.SuggestedWidth(784, 10).ShouldBe(89);

    [Theory]
    [InlineData(1, 601)]
    [InlineData(2, 595)]
    [InlineData(5, 573)]
    public void Equal_layers_for_a_number_of_parameters(int depth, int parameters)
    {
        int width = Mlp.EqualWidth(2, 1, depth, 600);
        int Count(int units) => Mlp.Build([2, .. Enumerable.Repeat(units, depth), 1], new Rng(1)).Parameters.Sum(p => p.Count);
        Count(width).ShouldBe(parameters);
        Math.Abs(Count(width) - 600).ShouldBeLessThan(Math.Min(Math.Abs(Count(width - 1) - 600), Math.Abs(Count(width + 1) - 600)));
        Mlp.EqualWidth(2, 1, depth, 1).ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => Mlp.EqualWidth(2, 1, 0, 600));
    }
}
