using Cajal.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Plans;

[Collection("alone")]
public class PicturesInTurnTests
{
    /// <summary>Turns of 4 pictures: whole ones, and a last one that reaches back.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(23)]
    public void A_large_batch_goes_through_a_residual_network_in_turns_and_every_bit_stays(int images)
    {
        var rng = new Rng(4);
        var model = ResNet.Build(rng, stages: 2, blocks: 1);
        foreach (var state in model.States.Where(s => s.DType.IsFloat())) state.Assign(Tensor.Uniform(state.Shape, rng, 0.5, 1.5));
        Tensor x = Tensor.Normal([images, 3, 32, 32], rng), again = Tensor.Normal(x.Shape, rng);
        Plan plan;
        using (var tape = Tape.Start(Mode.Inference)) plan = tape.ToPlan(model.Forward(tape.Input(x)));
        plan.Describe().ShouldContain("(in turns of 4 pictures)");
        float[] results = new float[images * 10];
        foreach (int threads in new[] { 1, 3 })
        {
            int before = CpuThreads.Count;
            CpuThreads.Count = threads;
            try
            {
                foreach (var input in new[] { x, again })
                {
                    plan.Run(input);
                    Rewriting.Bytes(plan.Outputs[0]).ShouldBe(Rewriting.Bytes(model.Forward(input)));
                    plan.Run(input.ToArray<float>(), results);
                    results.ShouldBe(model.Forward(input).ToArray<float>());
                }
                Allocated.By(() => plan.Run()).ShouldBe(0);
            }
            finally
            {
                CpuThreads.Count = before;
            }
        }
    }

    /// <summary>What is asked for, or read from outside of the stretch, holds the whole batch; nothing is written over what a later turn reads.</summary>
    [Fact]
    public void Values_asked_for_in_between_hold_the_whole_batch()
    {
        var rng = new Rng(4);
        Layer first = new Conv2d(4, 8, 3, rng, padding: 1), second = new Conv2d(8, 4, 3, rng, padding: 1), third = new Conv2d(4, 4, 3, rng, padding: 1);
        var x = Tensor.Normal([21, 4, 64, 65], rng);
        Tensor[] Body(Tape tape)
        {
            var input = tape.Input(x) * 2;
            var between = first.Forward(input).Relu();
            var y = third.Forward((second.Forward(between) + input).Tanh()) + input;
            return [y.Sum(), y.Sigmoid(), between];
        }
        Plan plain = Rewriting.Plan(Body), turns = Rewriting.Plan(Body, new ProductWithFollowers(), new ElementwiseChain(), new PicturesInTurn());
        turns.Describe().ShouldContain("in turns of");
        for (int run = 0; run < 2; run++)
        {
            var again = Tensor.Normal(x.Shape, rng);
            Rewriting.Results(turns, 2, again).ShouldBe(Rewriting.Results(plain, 2, again));
        }
    }

    [Fact]
    public void A_batch_of_less_than_two_turns_and_a_training_step_run_as_they_are()
    {
        var rng = new Rng(4);
        var model = ResNet.Build(rng, stages: 2, blocks: 1);
        foreach (var (images, mode) in new[] { (7, Mode.Inference), (20, Mode.Training) })
        {
            using var tape = Tape.Start(mode);
            var plan = tape.ToPlan(model.Forward(tape.Input(Tensor.Normal([images, 3, 32, 32], rng))));
            plan.Describe().ShouldNotContain("in turns of");
        }
    }
}
