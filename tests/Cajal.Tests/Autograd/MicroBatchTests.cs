using Cajal.Networks;

namespace Cajal.Tests.Autograd;

/// <summary>Gradients added up over micro-batches and clipped over all parameters, eagerly and inside plans.</summary>
[Collection("alone")]
public class MicroBatchTests
{
    private const double MaxNorm = 0.05;

    [Fact]
    public void Micro_batches_take_the_step_of_the_large_batch()
    {
        var (large, small) = (new Setup(), new Setup());
        for (int step = 0; step < 5; step++)
        {
            Tensor[] parts = [.. Enumerable.Range(0, 4).Select(k => Batch(step, k))];
            var whole = Tensor.Concatenate(parts);
            using (var tape = Tape.Start())
            {
                var gradients = tape.Gradients(large.Loss(whole));
                gradients.Norm().Item().ShouldBeGreaterThan(MaxNorm);
                large.Optimizer.Step(gradients.ClipByNorm(MaxNorm));
            }
            foreach (var part in parts) small.Add(part, null);
            small.Update(null);
        }
        small.Values().ShouldBe(large.Values(), 1e-12);
    }

    [Fact]
    public void Planned_micro_batches_and_their_update_give_the_bits_of_the_eager_ones()
    {
        var (eager, planned) = (new Setup(), new Setup());
        var add = new PlannedStep(t => [planned.Accumulate(t[0])]) { IsDebugged = () => false };
        var update = new PlannedStep(_ => [planned.ClippedStep()]) { IsDebugged = () => false };
        for (int step = 0; step < 6; step++)
        {
            for (int k = 0; k < 3; k++)
            {
                eager.Add(Batch(step, k), null);
                planned.Add(Batch(step, k), add);
            }
            eager.Update(null);
            planned.Update(update);
        }
        (add.WhyEager, update.WhyEager).ShouldBe((null, null));
        planned.Values().ShouldBe(eager.Values());
    }

    [Fact]
    public void A_parameter_that_only_some_micro_batches_use_is_divided_by_all_of_them()
    {
        Parameter always = new(Tensor.From([1.0])), once = new(Tensor.From([1.0]));
        var sum = new GradientSum();
        for (int step = 0; step < 2; step++)
        {
            for (int i = 0; i < 4; i++)
            {
                using var tape = Tape.Start();
                sum.Add(tape.Gradients((i == 0 ? always * 2 + once * 8 : always * 2).Sum()));
            }
            var mean = sum.Take();
            (mean[always].Item(), mean[once].Item()).ShouldBe((2, 2));
        }
    }

    [Fact]
    public void Taking_twice_gives_zeros_and_frozen_parameters_give_nothing()
    {
        Parameter free = new(Tensor.From([1.0])), frozen = new(Tensor.From([1f]));
        var sum = new GradientSum();
        using (var tape = Tape.Start())
        {
            var x = Tensor.Ones([1], DType.Float64);
            tape.Watch(x);
            sum.Add(tape.Gradients((free * x * 3 + frozen.To(DType.Float64)).Sum()));
        }
        frozen.Trainable = false;
        var mean = sum.Take();
        mean.Tensors.ShouldBe([free]);
        mean[free].Item().ShouldBe(3);
        sum.Take()[free].Item().ShouldBe(0);
    }

    [Fact]
    public void Nothing_added_is_nothing_to_take() =>
        Should.Throw<InvalidOperationException>(() => new GradientSum().Take()).Message.ShouldContain("at least one micro-batch");

    [Fact]
    public void Clipping_by_norm_and_value()
    {
        var x = new Parameter(Tensor.From([3.0, 4.0]));
        using var tape = Tape.Start();
        var g = tape.Gradients((x.Square() / 2).Sum());
        g.Norm().Item().ShouldBe(5);
        g.Norm(1).Item().ShouldBe(7);
        g.Norm(double.PositiveInfinity).Item().ShouldBe(4);
        g.ClipByNorm(1)[x].ToArray<double>().ShouldBe([0.6, 0.8], 1e-6);
        g.ClipByNorm(10)[x].ToArray<double>().ShouldBe([3.0, 4.0]);
        g.ClipByValue(3.5)[x].ToArray<double>().ShouldBe([3.0, 3.5]);
        Should.Throw<ArgumentOutOfRangeException>(() => g.ClipByNorm(0)).Message.ShouldContain("positive");
        Should.Throw<ArgumentOutOfRangeException>(() => g.ClipByValue(-1)).Message.ShouldContain("positive");
        Should.Throw<ArgumentOutOfRangeException>(() => g.Norm(0.5)).Message.ShouldContain("at least 1");
    }

    private static Tensor Batch(int step, int part) => Tensor.Normal([4, 5], new Rng((ulong)(10 * step + part)), dtype: DType.Float64);

    private sealed class Setup
    {
        private readonly Sequential model;
        private readonly GradientSum sum = new();

        public Setup()
        {
            model = Mlp.Build([5, 7, 2], new Rng(1), "tanh", dtype: DType.Float64);
            Optimizer = new Adam(model.Parameters, 0.05);
        }

        public Optimizer Optimizer { get; }

        public Tensor Loss(Tensor x) => model.Forward(x).Square().Sum() / x.Shape[0];

        public double[] Values() => [.. model.Parameters.SelectMany(p => p.ToArray<double>())];

        public void Add(Tensor x, PlannedStep? step)
        {
            if (step is not null)
            {
                step.Run(x);
                return;
            }
            using (Tape.Start()) Accumulate(x);
        }

        public void Update(PlannedStep? step)
        {
            if (step is not null)
            {
                step.Run();
                return;
            }
            using (Tape.Start()) ClippedStep();
        }

        public Tensor Accumulate(Tensor x)
        {
            var loss = Loss(x);
            sum.Add(Tape.Recording!.Gradients(loss));
            return loss;
        }

        public Tensor ClippedStep()
        {
            var mean = sum.Take();
            Optimizer.Step(mean.ClipByNorm(MaxNorm));
            return mean.Norm();
        }
    }
}
