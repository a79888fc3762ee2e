using Cajal.Networks;
using Cajal.Tests.Networks;
using Cajal.Tests.House;

namespace Cajal.Tests.Contracts;

/// <summary>What must hold for every optimizer. Golden trajectories come from the oracle (Oracle/OptimizerOracle.cs).</summary>
[Collection("alone")]
public class OptimizerContracts
{
    public static TheoryData<string> Names => OptimizerSample.Names;

    [Fact]
    public void Every_optimizer_class_has_a_sample_and_a_name()
    {
        Type[] classes = [.. typeof(Optimizer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Optimizer)) && !t.IsAbstract)];
        var one = new Parameter(Tensor.Ones([1]));
        OptimizerSample.All.Select(s => s.Make([one]).GetType()).Distinct().ShouldBe(classes, ignoreOrder: true);
        Optimizer.Catalog.Names.Select(n => Optimizer.Parse(n, [one]).GetType()).Distinct().ShouldBe(classes, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rolls_down_a_quadratic_bowl(string name)
    {
        var x = new Parameter(Tensor.From([3.0, -2.0, 0.5]));
        var steepness = Tensor.From([1.0, 4.0, 0.5]);
        var optimizer = OptimizerSample.Of(name).Make([x]);
        for (int i = 0; i < 3000; i++) Step(optimizer, () => (steepness * x.Square()).Sum());
        foreach (double value in x.ToArray<double>()) value.ShouldBe(0, 0.02);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_element_has_the_same_bits_in_any_lane(string name)
    {
        var rng = new Rng(3);
        float[] first = Tensor.Normal([19], rng).ToArray<float>(), pull = Tensor.Normal([19], rng).ToArray<float>();
        var whole = new Parameter(Tensor.From(first));
        Parameter[] single = [.. first.Select(v => new Parameter(Tensor.From([v])))];
        Optimizer of = OptimizerSample.Of(name).Make([whole]), ofSingle = OptimizerSample.Of(name).Make(single);
        for (int i = 0; i < 5; i++)
        {
            Step(of, () => (Tensor.From(pull) * whole).Sum());
            Step(ofSingle, () => single.Select((p, k) => (Tensor.From([pull[k]]) * p).Sum()).Aggregate((a, b) => a + b));
        }
        whole.ToArray<float>().ShouldBe([.. single.Select(p => p.ToArray<float>()[0])]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planned_run_equals_the_eager_run_bit_for_bit(string name)
    {
        var eager = new TrainedTwin(OptimizerSample.Of(name).Make);
        var planned = new TrainedTwin(OptimizerSample.Of(name).Make);
        var step = new PlannedStep(planned.Step) { IsDebugged = () => false };
        int replayed = 0;
        for (int i = 0; i < 24; i++)
        {
            // Every third batch is a smaller last one; the schedule moves rate and momentum.
            double loss;
            eager.Schedule.Apply(eager.Optimizer, i);
            planned.Schedule.Apply(planned.Optimizer, i);
            if (i % 3 == 0) step.BeginEpoch();
            using (Tape.Start()) loss = eager.Step(eager.Batch(i))[0].Item();
            step.Run(planned.Batch(i))[0].Item().ShouldBe(loss, $"step {i}");
            if (step.WhyEager is null) replayed++;
        }
        replayed.ShouldBeGreaterThan(6);
        step.PlanCount.ShouldBe(2);
        planned.Everything().ShouldBe(eager.Everything());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_thousand_replayed_steps_allocate_nothing(string name)
    {
        var twin = new TrainedTwin(OptimizerSample.Of(name).Make);
        var step = new PlannedStep(twin.Step) { IsDebugged = () => false };
        Tensor[] batch = twin.Batch(0);
        for (int i = 0; i < 5; i++) step.Run(batch);
        step.WhyEager.ShouldBeNull();
        Allocated.By(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                twin.Schedule.Apply(twin.Optimizer, i % 24);
                step.Run(batch);
            }
        }).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frozen_parameters_do_not_move(string name)
    {
        Parameter frozen = new(Tensor.From([1.0, 2.0])), free = new(Tensor.From([1.0, 2.0]));
        var optimizer = OptimizerSample.Of(name).Make([frozen, free]);
        Step(optimizer, () => (frozen * free).Sum());
        frozen.Trainable = false;
        double[] before = frozen.ToArray<double>(), other = free.ToArray<double>();
        Step(optimizer, () => (frozen * free).Sum());
        frozen.ToArray<double>().ShouldBe(before);
        free.ToArray<double>().ShouldNotBe(other);
        // Also when its gradient was taken before it was frozen.
        frozen.Trainable = true;
        using var tape = Tape.Start();
        var gradients = tape.Gradients((frozen * free).Sum());
        frozen.Trainable = false;
        optimizer.Step(gradients);
        frozen.ToArray<double>().ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Some_parameters_may_learn_faster_or_not_at_all(string name)
    {
        Parameter still = new(Tensor.From([1.0, 2.0])), fast = new(Tensor.From([1.0, 2.0])), twin = new(Tensor.From([1.0, 2.0]));
        Optimizer optimizer = OptimizerSample.Of(name).Make([still, fast]), other = OptimizerSample.Of(name).Make([twin]);
        optimizer.ScaleLearningRate([still], 0);
        optimizer.ScaleLearningRate([fast], 2);
        other.LearningRate *= 2;
        for (int i = 0; i < 4; i++)
        {
            Step(optimizer, () => (still.Square() + fast.Square()).Sum());
            Step(other, () => twin.Square().Sum());
        }
        still.ToArray<double>().ShouldBe([1.0, 2.0]);
        fast.ToArray<double>().ShouldBe(twin.ToArray<double>());
        optimizer.RateFactorOf(fast).ShouldBe(2);
        Should.Throw<ArgumentException>(() => optimizer.ScaleLearningRate([twin], 2)).Message.ShouldContain("does not move");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_states_go_to_another_by_name_and_it_goes_on_the_same(string name)
    {
        var whole = new TrainedTwin(OptimizerSample.Of(name).Make);
        for (int i = 0; i < 6; i++) whole.StepEagerly(i);
        var stopped = new TrainedTwin(OptimizerSample.Of(name).Make);
        for (int i = 0; i < 3; i++) stopped.StepEagerly(i);
        var resumed = new TrainedTwin(OptimizerSample.Of(name).Make);
        resumed.TakeFrom(stopped);
        for (int i = 3; i < 6; i++) resumed.StepEagerly(i);
        resumed.Everything().ShouldBe(whole.Everything());
        stopped.Optimizer.NamedStates.Select(s => s.Name).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weight_decay_pulls_towards_zero_where_the_loss_does_not(string name)
    {
        var x = new Parameter(Tensor.From([1.0]));
        var optimizer = OptimizerSample.Of(name).Make([x]);
        optimizer.WeightDecay = 0.1;
        for (int i = 0; i < 3; i++) Step(optimizer, () => (x * 0).Sum());
        x.Item().ShouldBeLessThan(1);
    }

    private static void Step(Optimizer optimizer, Func<Tensor> loss)
    {
        using var tape = Tape.Start();
        optimizer.Step(tape.Gradients(loss()));
    }
}
