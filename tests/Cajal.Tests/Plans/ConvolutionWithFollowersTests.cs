using Cajal.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Plans;

[Collection("alone")]
public class ConvolutionWithFollowersTests
{
    /// <summary>One picture and many, in several blocks each; the sum is written over nothing that neighbouring blocks still read.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void A_residual_sum_and_an_activation_run_with_their_convolution_and_every_bit_stays(int images)
    {
        var rng = new Rng(2);
        var layer = new Conv2d(8, 8, 3, rng, padding: 1);
        var x = Tensor.Normal([images, 8, 40, 41], rng);
        Tensor[] Body(Tape tape)
        {
            var h = tape.Input(x) * 2;
            return [(layer.Forward(h) + h).Relu()];
        }
        Plan plain = Rewriting.Plan(Body), joined = Rewriting.Plan(Body, new ProductWithFollowers());
        joined.StepCount.ShouldBe(2);
        joined.Describe().ShouldMatch("Convolution [^\n]* \\+ Add \\+ Relu");
        var again = Tensor.Normal(x.Shape, rng);
        foreach (int threads in new[] { 1, 3 })
        {
            int before = CpuThreads.Count;
            CpuThreads.Count = threads;
            try
            {
                Rewriting.Results(joined, 3, again).ShouldBe(Rewriting.Results(plain, 3, again));
            }
            finally
            {
                CpuThreads.Count = before;
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(33)]
    public void A_prediction_runs_batch_norm_residual_and_activation_with_the_convolution_and_every_bit_stays(int images)
    {
        var rng = new Rng(4);
        var model = ResNet.Build(rng, width: 6, blocks: 2);
        foreach (var state in model.States.Where(s => s.DType.IsFloat())) state.Assign(Tensor.Uniform(state.Shape, rng, 0.5, 1.5));
        foreach (var parameter in model.Parameters.Where(p => p.Rank == 1)) parameter.Assign(Tensor.Uniform(parameter.Shape, rng, 0.5, 1.5));
        var x = Tensor.Normal([images, 3, 17, 15], rng);
        using var tape = Tape.Start(Mode.Inference);
        var y = model.Forward(tape.Input(x));
        var plan = tape.ToPlan(y);
        plan.Describe().ShouldMatch("Convolution [^\n]* \\+ [^\n]*ChannelNormalize \\+ [^\n]*Relu");
        plan.Run(x);
        Rewriting.Bytes(plan.Outputs[0]).ShouldBe(Rewriting.Bytes(y));
    }

    [Fact]
    public void Steady_steps_of_convolutional_networks_allocate_nothing()
    {
        var rng = new Rng(6);
        foreach (var (model, shape) in new (Layer, Shape)[] { (LeNet.Build(rng), [20, 1, 28, 28]), (LeNet.Build(rng), [1, 1, 28, 28]), (ResNet.Build(rng, width: 4), [18, 3, 16, 16]) })
        {
            var adam = new Adam(model.Parameters);
            Tensor x = Tensor.Normal(shape, rng), labels = Tensor.RandomIntegers([shape[0]], rng, 0, 10, DType.Int32);
            Plan plan;
            using (var tape = Tape.Start())
            {
                var loss = model.Forward(tape.Input(x)).CrossEntropy(tape.Input(labels));
                adam.Step(tape.Gradients(loss));
                plan = tape.ToPlan(loss);
            }
            plan.Run(x, labels);
            for (int i = 0; i < 3; i++) plan.Run();
            Allocated.By(plan.Run).ShouldBe(0);
        }
    }
}
