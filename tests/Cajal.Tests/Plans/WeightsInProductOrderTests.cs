using Cajal.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Plans;

public class WeightsInProductOrderTests
{
    private static (Plan Plan, Linear Layer) Layer(params IRewrite[] rewrites)
    {
        var layer = new Linear(33, 20, new Rng(1));
        using var tape = Tape.Start(Mode.Inference);
        var y = layer.Forward(tape.Input(Tensor.Normal([1, 33], new Rng(2))));
        return (Plan.TryMake(new Record(tape, [y]), Plan.MostArenaBytes, out _, rewrites)!, layer);
    }

    [Fact]
    public void Every_bit_stays()
    {
        var x = Tensor.Normal([1, 33], new Rng(3));
        Plan plain = Layer().Plan, copied = Layer(new WeightsInProductOrder()).Plan;
        Rewriting.Results(copied, 1, x).ShouldBe(Rewriting.Results(plain, 1, x));
    }

    [Fact]
    public void Weights_written_since_are_copied_again()
    {
        var (plan, layer) = Layer(new WeightsInProductOrder());
        float[] x = [.. Enumerable.Repeat(1f, 33)], y = new float[20];
        plan.Run(x, y);
        layer.Weight.Assign(Tensor.Ones([20, 33]));
        plan.Run(x, y);
        y.ShouldAllBe(v => v == 33);
    }

    [Fact]
    public void A_weight_that_the_plan_writes_is_read_where_it_lies()
    {
        var layer = new Linear(33, 20, new Rng(1));
        var moves = new GradientDescent(layer.Parameters, 0.1);
        var x = Tensor.Ones([4, 33]);
        Plan plan = Rewriting.Plan(tape =>
        {
            var loss = layer.Forward(tape.Input(x)).Square().Mean();
            moves.Step(tape.Gradients(loss));
            return [loss];
        }, new WeightsInProductOrder());
        plan.Run(x);
        double first = plan.Outputs[0].Item();
        plan.Run(x);
        plan.Outputs[0].Item().ShouldBeLessThan(first);
    }
}
