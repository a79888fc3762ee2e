namespace Cajal.Tests.Plans;

public class ElementwiseChainTests
{
    private static Tensor[] Body(Tape tape, Shape shape, DType dtype)
    {
        var rng = new Rng(7);
        var x = tape.Input(Tensor.Normal(shape, rng, dtype: dtype));
        Tensor row = Tensor.Normal([shape[-1]], rng, dtype: dtype), column = Tensor.Normal([shape[-2], 1], rng, dtype: dtype);
        var y = ((x * row + column).Tanh() * 2 - x).Sigmoid();
        var z = y / (row.Exp() + 1) + x.Relu();
        z *= RandomMask.Draw(z.Shape, dtype, 0.7, 99, new State(Tensor.Full(Shape.Scalar, 12345, DType.Int64)));
        return [z, y.Sum(), (z * column).Square()];
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(40, 1)]
    [InlineData(33, 17)]
    [InlineData(300, 257)]
    [InlineData(2, 70_000)]
    public void Every_bit_stays(int rows, int columns)
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            Plan plain = Rewriting.Plan(t => Body(t, [rows, columns], dtype)), joined = Rewriting.Plan(t => Body(t, [rows, columns], dtype), new ElementwiseChain());
            joined.StepCount.ShouldBeLessThan(plain.StepCount);
            foreach (var plan in new[] { plain, joined }) plan.Run(Tensor.Normal([rows, columns], new Rng(8), dtype: dtype));
            joined.Outputs.Select(Rewriting.Bytes).ToArray().ShouldBe(plain.Outputs.Select(Rewriting.Bytes).ToArray());
        }
    }

    [Fact]
    public void Dropout_is_drawn_and_applied_in_one_pass()
    {
        Plan plan = Rewriting.Plan(tape => [tape.Input(Tensor.Ones([100, 10]))
            * RandomMask.Draw([100, 10], DType.Float32, 0.5, 1, new State(Tensor.Zeros(Shape.Scalar, DType.Int64)))], new ElementwiseChain());
        plan.StepCount.ShouldBe(2); // and the counter moves on
        plan.Run(Tensor.Ones([100, 10]));
        plan.Outputs[0].Span<float>().ToArray().Count(v => v == 2).ShouldBeInRange(400, 600);
    }

    [Fact]
    public void A_chain_needs_the_room_of_one_value()
    {
        Plan plan = Rewriting.Plan(tape =>
        {
            var y = tape.Input(Tensor.Ones([100, 10]));
            for (int i = 0; i < 20; i++) y = y * 2;
            return [y];
        }, new ElementwiseChain());
        plan.StepCount.ShouldBe(1);
        plan.ArenaBytes.ShouldBe(4032);
    }
}
