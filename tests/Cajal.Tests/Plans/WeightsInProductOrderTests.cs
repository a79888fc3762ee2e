using Cajal.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Plans;

public class WeightsInProductOrderTests
{
    private static (Plan Plan, Linear Layer) Layer(int rows, params IRewrite[] rewrites)
    {
        var layer = new Linear(33, 20, new Rng(1));
        using var tape = Tape.Start(Mode.Inference);
        var y = layer.Forward(tape.Input(Tensor.Normal([rows, 33], new Rng(2))));
        return (Plan.TryMake(new Record(tape, [y]), Plan.MostArenaBytes, out _, rewrites)!, layer);
    }

    [Fact]
    public void Every_bit_stays()
    {
        var x = Tensor.Normal([3, 33], new Rng(3));
        Plan plain = Layer(3).Plan, copied = Layer(3, new WeightsInProductOrder()).Plan;
        Rewriting.Results(copied, 1, x).ShouldBe(Rewriting.Results(plain, 1, x));
    }

    [Fact]
    public void A_single_row_keeps_its_order_of_summing_unless_asked()
    {
        var x = Tensor.Normal([1, 33], new Rng(3));
        Rewriting.Results(Layer(1, new WeightsInProductOrder()).Plan, 1, x).ShouldBe(Rewriting.Results(Layer(1).Plan, 1, x));
    }

    [Fact]
    public void A_single_row_in_product_order_has_the_bits_of_its_batch_and_stays_within_the_bound()
    {
        var (plain, layer) = Layer(1);
        Plan copied = Layer(1, new RowWeightsInProductOrder()).Plan, batch = Layer(3, new WeightsInProductOrder()).Plan;
        var x = Tensor.Normal([3, 33], new Rng(3));
        batch.Run(x);
        float[] together = batch.Outputs[0].Span<float>().ToArray();
        float[] weights = layer.Weight.Span<float>().ToArray();
        for (int row = 0; row < 3; row++)
        {
            float[] numbers = x.Span<float>().Slice(row * 33, 33).ToArray(), one = new float[20], other = new float[20];
            plain.Run(numbers, one);
            copied.Run(numbers, other);
            other.ShouldBe(together[(row * 20)..((row + 1) * 20)]);
            for (int i = 0; i < 20; i++)
            {
                double sizes = numbers.Select((v, p) => Math.Abs((double)v * weights[i * 33 + p])).Sum();
                Math.Abs((double)one[i] - other[i]).ShouldBeLessThanOrEqualTo(33 * Math.Pow(2, -23) * sizes);
            }
        }
    }

    [Fact]
    public void Weights_written_since_are_copied_again()
    {
        var (plan, layer) = Layer(1, new RowWeightsInProductOrder());
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
