using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class LionTests
{
    public static IEnumerable<OptimizerSample> Samples =>
        [new("Lion", p => new Lion(p, 0.005)), new("Lion decay", p => new Lion(p, 0.005, weightDecay: 0.1))];

    [Fact]
    public void Moves_by_the_rate_whatever_the_size_of_the_gradient_and_not_at_all_without_one()
    {
        var x = new Parameter(Tensor.From([1.0, 1, 1]));
        var lion = new Lion([x], 0.01);
        using var tape = Tape.Start();
        lion.Step(tape.Gradients((x * Tensor.From([1e-6, -1e6, 0])).Sum()));
        x.ToArray<double>().ShouldBe([0.99, 1.01, 1], 1e-15);
    }

    [Fact]
    public void What_is_no_number_stays_visible()
    {
        var x = new Parameter(Tensor.From([1.0]));
        var lion = new Lion([x], 0.01);
        using var tape = Tape.Start();
        lion.Step(tape.Gradients((x * Tensor.From([double.NaN])).Sum()));
        double.IsNaN(x.Item()).ShouldBeTrue();
    }
}
