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

    /// <summary>Every way of computing a convolution (one by one in rows or patches, side by side), with each part of what may follow in its tiles.</summary>
    [Fact]
    public void Whatever_follows_on_random_convolutions_every_bit_stays()
    {
        var random = new Random(8);
        for (int trial = 0; trial < 60; trial++)
        {
            var rng = new Rng((ulong)trial);
            int kernel = random.Next(1, 4), stride = random.Next(1, 3), channels = random.Next(1, 20);
            int images = random.Next(2) == 0 ? random.Next(1, 4) : random.Next(15, 34);
            var layer = new Conv2d(random.Next(1, 6), channels, kernel, rng, stride, random.Next(0, 2), bias: random.Next(2) == 0);
            var x = Tensor.Normal([images, layer.Weight.Shape[1], random.Next(4, 36), random.Next(4, 36)], rng);
            Tensor mean = new State(Tensor.Normal([channels], rng)), variance = new State(Tensor.Uniform([channels], rng, 0.5, 2));
            Tensor gain = new Parameter(Tensor.Uniform([channels], rng, -2, 2)), residual = Tensor.Normal(layer.Forward(x).Shape, rng);
            bool norm = random.Next(2) == 0, adds = random.Next(2) == 0, relu = random.Next(2) == 0, first = random.Next(2) == 0;
            Tensor[] Body(Tape tape)
            {
                var r = tape.Input(residual) * 3;
                var y = layer.Forward(tape.Input(x));
                if (norm) y = y.ChannelNorm(mean, variance, gain);
                if (adds) y = first ? y + r : r + y;
                return [relu ? y.Relu() : y.Tanh()];
            }
            Plan plain = Rewriting.Plan(Body), joined = Rewriting.Plan(Body, new ProductWithFollowers());
            Tensor[] inputs = [residual, x], again = [Tensor.Normal(residual.Shape, rng), Tensor.Normal(x.Shape, rng)];
            Rewriting.Results(joined, 2, inputs).ShouldBe(Rewriting.Results(plain, 2, inputs), $"trial {trial}");
            ((State)variance).Assign(Tensor.Uniform([channels], rng, 0.5, 2));
            Rewriting.Results(joined, 1, again).ShouldBe(Rewriting.Results(plain, 1, again), $"trial {trial}, after the statistics were written");
        }
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
