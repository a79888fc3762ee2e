using Cajal.Networks;

namespace Cajal.Tests.Plans;

/// <summary>What tries to fool a planned step. In every case the planned run gives the numbers of the eager one, or says aloud that it is eager.</summary>
[Collection("alone")]
public class PlanRefusalTests
{
    [Fact]
    public void A_number_of_the_host_that_changes_each_step_is_never_planned()
    {
        var (planned, eager) = Twins((twin, x, i) => twin.Model.Forward(x).Square().Sum() * (1 + 0.1 * i));
        Run(planned, eager, 10);
        planned.Why.ShouldContain("a number made on the host has changed; declare it with tape.Input");
        planned.Notices.Count.ShouldBe(1);
    }

    [Fact]
    public void A_number_of_the_host_that_changes_later_is_found_at_the_next_epoch_and_told()
    {
        var (planned, eager) = Twins((twin, x, i) => twin.Model.Forward(x).Square().Sum() * (i < 6 ? 1 : 2));
        Run(planned, eager, 6, epochs: 2);
        planned.Replayed.ShouldBeGreaterThan(0);
        Run(planned, eager, 6, epochs: 2, from: 6);
        planned.Why.ShouldContain("a number made on the host has changed");
        planned.Notices.ShouldHaveSingleItem().ShouldStartWith("The training step runs eagerly, without a plan: ");
    }

    [Fact]
    public void A_mask_made_on_the_host_is_never_planned()
    {
        var (planned, eager) = Twins((twin, x, i) =>
        {
            float[] mask = [.. Enumerable.Range(0, 12).Select(k => (k + i) % 3 == 0 ? 0f : 1f)];
            return (twin.Model.Forward(x) * Tensor.From(mask, [4, 3])).Square().Sum();
        });
        Run(planned, eager, 10);
        planned.Why.ShouldContain("a number made on the host has changed");
    }

    [Fact]
    public void A_random_number_of_C_sharp_is_never_planned()
    {
        var (planned, eager) = Twins((twin, x, _) => (twin.Model.Forward(x) * (1 + twin.Random.NextDouble())).Square().Sum());
        Run(planned, eager, 10);
        planned.Why.ShouldContain("a number made on the host has changed");
    }

    [Fact]
    public void A_branch_on_a_read_value_is_never_planned()
    {
        var (planned, eager) = Twins((twin, x, _) =>
        {
            var loss = twin.Model.Forward(x).Square().Sum();
            return loss.Item() > 3 ? loss * 0.5 : loss;
        });
        Run(planned, eager, 10);
        planned.Why.ShouldContain("a value was read on the host before");
    }

    [Fact]
    public void A_frozen_parameter_takes_a_new_plan()
    {
        var (planned, eager) = Twins(Plain);
        Run(planned, eager, 6);
        planned.Replayed.ShouldBeGreaterThan(2);
        double[] before = [];
        foreach (var twin in new[] { planned, eager })
        {
            twin.Model[0].Freeze();
            before = twin.Values(0);
        }
        int replayed = planned.Replayed;
        Run(planned, eager, 6);
        planned.Values(0).ShouldBe(before);
        planned.Replayed.ShouldBeGreaterThan(replayed + 2);
        planned.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_option_takes_a_new_plan()
    {
        var (planned, eager) = Twins(Plain);
        foreach (Action<Twin> change in new Action<Twin>[]
        {
            _ => { }, t => t.Dropout.Rate = 0.6, t => t.Optimizer.WeightDecay = 0.1, t => t.Optimizer.ScaleLearningRate([t.Model.Parameters[0]], 0.5),
            t => t.Model[1].Observe((_, y) => y * 0.5, replayable: true),
        })
        {
            change(planned);
            change(eager);
            int replayed = planned.Replayed;
            Run(planned, eager, 6);
            planned.Replayed.ShouldBeGreaterThan(replayed + 2);
        }
        planned.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Rate_and_momentum_change_without_a_new_plan()
    {
        var (planned, eager) = Twins(Plain, p => new Sgd(p, 0.01, momentum: 0.9));
        Run(planned, eager, 4);
        for (int i = 0; i < 6; i++)
        {
            foreach (var twin in new[] { planned, eager }) (twin.Optimizer.LearningRate, twin.Optimizer.Momentum) = (0.01 / (i + 1), 0.5 + 0.05 * i);
            int replayed = planned.Replayed;
            Run(planned, eager, 1, begin: false);
            planned.Replayed.ShouldBe(replayed + 1);
        }
    }

    [Fact]
    public void Another_shape_has_a_plan_of_its_own_and_only_a_few_are_kept()
    {
        var (planned, eager) = Twins(Plain);
        for (int round = 0; round < 4; round++)
            for (int rows = 1; rows <= 3; rows++) Run(planned, eager, 1, rows: rows, begin: false);
        planned.Planned.PlanCount.ShouldBe(3);
        planned.Replayed.ShouldBeGreaterThan(2);
        for (int rows = 1; rows <= 8; rows++) Run(planned, eager, 3, rows: rows, begin: false);
        planned.Planned.PlanCount.ShouldBe(4);
        foreach (int rows in new[] { 6, 5, 8, 7 })
        {
            Run(planned, eager, 1, rows: rows, begin: false);
            planned.Planned.WhyEager.ShouldBeNull($"the plan for {rows} rows was among the last four");
        }
        Run(planned, eager, 1, rows: 4, begin: false);
        planned.Planned.WhyEager.ShouldNotBeNull("the plan for 4 rows was the oldest of five");
        foreach (int rows in new[] { 5, 7, 8 })
        {
            Run(planned, eager, 1, rows: rows, begin: false);
            planned.Planned.WhyEager.ShouldBeNull($"the plan for {rows} rows was used after that for 6");
        }
        Run(planned, eager, 1, rows: 6, begin: false);
        planned.Planned.WhyEager.ShouldNotBeNull();
    }

    [Fact]
    public void Records_of_two_modes_or_with_other_results_differ()
    {
        Record Of(Mode mode, int results)
        {
            using var tape = Tape.Start(mode);
            var y = tape.Input(Tensor.Ones([2])) * 2;
            return new Record(tape, [.. Enumerable.Repeat(y, results)]);
        }
        Of(Mode.Training, 1).DifferenceFrom(Of(Mode.Training, 1)).ShouldBeNull();
        Of(Mode.Training, 1).DifferenceFrom(Of(Mode.Inference, 1)).ShouldBe("the mode has changed");
        Of(Mode.Training, 1).DifferenceFrom(Of(Mode.Training, 2)).ShouldNotBeNull().ShouldContain("2 results");
    }

    [Fact]
    public void Another_element_type_has_a_plan_of_its_own()
    {
        var step = new PlannedStep(t => [(t[0] * 2).Sum()]) { IsDebugged = () => false };
        for (int i = 0; i < 4; i++)
        {
            step.Run(Tensor.Full([2], i, DType.Float32))[0].Item().ShouldBe(4 * i);
            step.Run(Tensor.Full([2], i, DType.Float64))[0].Item().ShouldBe(4 * i);
        }
        step.PlanCount.ShouldBe(2);
    }

    [Fact]
    public void Another_kept_tensor_as_input_has_a_plan_of_its_own()
    {
        State a = new(Tensor.From([1f, 2])), b = new(Tensor.From([10f, 20]));
        var step = new PlannedStep(t => [(t[0] * 2).Sum()]) { IsDebugged = () => false };
        for (int i = 0; i < 4; i++)
        {
            step.Run(a)[0].Item().ShouldBe(6);
            step.Run(b)[0].Item().ShouldBe(60);
        }
        a.Assign([2f, 3]);
        step.Run(a)[0].Item().ShouldBe(10);
        step.WhyEager.ShouldBeNull();
    }

    [Fact]
    public void With_a_debugger_attached_everything_is_eager()
    {
        bool attached = false;
        var step = new PlannedStep(t => [(t[0] * 2).Sum()]) { IsDebugged = () => attached };
        var x = Tensor.Ones([2]);
        for (int i = 0; i < 3; i++) step.Run(x);
        step.WhyEager.ShouldBeNull();
        attached = true;
        step.Run(x)[0].Item().ShouldBe(4);
        step.WhyEager.ShouldBe("a debugger is attached");
        attached = false;
        step.Run(x);
        step.WhyEager.ShouldBeNull();
    }

    [Fact]
    public void A_plan_of_ones_own_takes_declared_inputs_and_refuses_wrong_ones()
    {
        Plan plan;
        using (var tape = Tape.Start())
        {
            var x = tape.Input(Tensor.Ones([2, 3]));
            plan = tape.ToPlan(x * 2);
        }
        Should.Throw<ArgumentException>(() => plan.Run(Tensor.Ones([2, 3]), Tensor.Ones([2, 3]))).Message.ShouldContain("has 1 declared inputs; received 2");
        Should.Throw<ShapeException>(() => plan.Run(Tensor.Ones([3, 2]))).Message.ShouldContain("[2, 3], as recorded");
        plan.Run(Tensor.Full([2, 3], 5));
        plan.Outputs[0].ToArray<float>().ShouldAllBe(v => v == 10);
    }

    private static Tensor Plain(Twin twin, Tensor x, int step) => twin.Model.Forward(x).Square().Sum();

    private static (Twin Planned, Twin Eager) Twins(Func<Twin, Tensor, int, Tensor> loss, Func<IEnumerable<Parameter>, Optimizer>? make = null) =>
        (new(loss, make), new(loss, make));

    // Runs both and compares every loss and, at the end, every parameter, bit for bit.
    private static void Run(Twin planned, Twin eager, int steps, int epochs = 1, int from = 0, int rows = 4, bool begin = true)
    {
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            if (begin) planned.Planned.BeginEpoch();
            for (int i = 0; i < steps; i++)
            {
                var x = Tensor.Normal([rows, 5], new Rng((ulong)i));
                double loss = eager.StepEagerly(x, from + i), other = planned.StepPlanned(x, from + i);
                other.ShouldBe(loss, $"step {i} of epoch {epoch}");
            }
        }
        for (int i = 0; i < eager.Model.Parameters.Count; i++) planned.Values(i).ShouldBe(eager.Values(i));
    }

    private sealed class Twin
    {
        private readonly Func<Twin, Tensor, int, Tensor> loss;
        private int step;

        public Twin(Func<Twin, Tensor, int, Tensor> loss, Func<IEnumerable<Parameter>, Optimizer>? make)
        {
            this.loss = loss;
            var rng = new Rng(5);
            Dropout = new Dropout(0.25, rng);
            Model = new Sequential(new Linear(5, 6, rng), Activation.Tanh, Dropout, new Linear(6, 3, rng));
            Optimizer = (make ?? (p => new Adam(p, 0.01)))(Model.Parameters);
            Planned = new PlannedStep(t => Body(t[0])) { IsDebugged = () => false, Notice = Notices.Add };
        }

        public Sequential Model { get; }

        public Dropout Dropout { get; }

        public Optimizer Optimizer { get; }

        public PlannedStep Planned { get; }

        public Random Random { get; } = new(3);

        public List<string> Notices { get; } = [];

        public int Replayed { get; private set; }

        public string Why => Planned.WhyEager ?? "";

        public double[] Values(int parameter) => Model.Parameters[parameter].To(DType.Float64).ToArray<double>();

        public double StepEagerly(Tensor x, int number)
        {
            step = number;
            using var tape = Tape.Start();
            return Body(x)[0].Item();
        }

        public double StepPlanned(Tensor x, int number)
        {
            step = number;
            double result = Planned.Run(x)[0].Item();
            if (Planned.WhyEager is null) Replayed++;
            return result;
        }

        private Tensor[] Body(Tensor x)
        {
            var value = loss(this, x, step);
            Optimizer.Step(Tape.Recording!.Gradients(value));
            return [value];
        }
    }
}
