using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class DropoutTests
{
    public static IEnumerable<ModuleSample> Samples => [new("Dropout", [4, 3], null, rng => new Dropout(0.4, rng))];

    [Fact]
    public void Drops_the_given_share_in_training_and_scales_the_rest()
    {
        var dropout = new Dropout(0.3, new Rng(1));
        using var tape = Tape.Start();
        double[] y = dropout.Forward(Tensor.Ones([100, 200], DType.Float64)).ToArray<double>();
        y.Where(v => v != 0).ShouldAllBe(v => v == 1 / 0.7);
        // Four standard errors.
        (y.Count(v => v == 0) / 20_000.0).ShouldBe(0.3, 4 * Math.Sqrt(0.3 * 0.7 / 20_000));
        y.Average().ShouldBe(1, 0.02);
    }

    [Fact]
    public void Does_nothing_in_inference()
    {
        var dropout = new Dropout(0.5, new Rng(1));
        var x = Tensor.Ones([4, 4]);
        dropout.Forward(x).ShouldBeSameAs(x);
        using var tape = Tape.Start(Mode.Inference);
        dropout.Forward(x).ShouldBeSameAs(x);
    }

    [Fact]
    public void Each_pass_draws_anew_and_the_same_seed_draws_the_same()
    {
        Dropout one = new(0.5, new Rng(1)), two = new(0.5, new Rng(1)), other = new(0.5, new Rng(2));
        using var tape = Tape.Start();
        var x = Tensor.Ones([64]);
        float[] first = one.Forward(x).ToArray<float>(), second = one.Forward(x).ToArray<float>();
        second.ShouldNotBe(first);
        two.Forward(x).ToArray<float>().ShouldBe(first);
        other.Forward(x).ToArray<float>().ShouldNotBe(first);
        one.Counter.Item().ShouldBe(128);
    }

    [Fact]
    public void The_gradient_passes_where_a_unit_stayed()
    {
        var x = new Parameter(Tensor.Ones([32]));
        using var tape = Tape.Start();
        var y = new Dropout(0.5, new Rng(3)).Forward(x);
        tape.Gradients(y.Sum())[x].ToArray<float>().ShouldBe(y.ToArray<float>());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_wrong_rate_is_told(double rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Dropout(rate, new Rng(1))).Message.ShouldContain("the share that is dropped, not kept");
}
