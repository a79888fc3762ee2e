namespace Cajal.Tests.Plans;

public class ConstantFoldingTests
{
    private static readonly Tensor Numbers = Tensor.From([1f, 2f, 4f, 8f], [4]);

    private static Tensor[] Body(Tape tape)
    {
        var x = tape.Input(Tensor.Ones([4, 4]));
        var scale = (Numbers.Exp() / Numbers.Sum()).Reshape(4, 1);
        return [x * scale.Expand([4, 4]), (x / 3).Mean()];
    }

    [Fact]
    public void Every_bit_stays()
    {
        Plan plain = Rewriting.Plan(Body), folded = Rewriting.Plan(Body, new ConstantFolding());
        folded.StepCount.ShouldBeLessThan(plain.StepCount);
        var x = Tensor.Normal([4, 4], new Rng(1));
        Rewriting.Results(folded, 1, x).ShouldBe(Rewriting.Results(plain, 1, x));
    }

    [Fact]
    public void Parameters_states_and_inputs_are_no_constants()
    {
        var w = new Parameter(Tensor.Ones([4]));
        var plan = Rewriting.Plan(tape => [(w * 2).Sum(), (tape.Input(Tensor.Ones([4])) * 2).Sum()], new ConstantFolding());
        w.Assign(Tensor.Full([4], 5f));
        plan.Run(Tensor.Full([4], 3f));
        plan.Outputs[0].Item().ShouldBe(40);
        plan.Outputs[1].Item().ShouldBe(24);
    }

    [Fact]
    public void A_result_that_is_constant_is_still_a_result()
    {
        var plan = Rewriting.Plan(tape => [Numbers * 2, tape.Input(Tensor.Ones([1])) + 1], new ConstantFolding());
        plan.Run(Tensor.Ones([1]));
        plan.Outputs[0].ToArray<float>().ShouldBe([2f, 4f, 8f, 16f]);
    }
}
