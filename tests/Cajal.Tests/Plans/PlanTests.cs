namespace Cajal.Tests.Plans;

public class PlanTests
{
    [Fact]
    public void Replay_equals_eager_bit_for_bit()
    {
        var rng = new Rng(1);
        var w = new Parameter(Tensor.Normal([5, 3], rng));
        Tensor x = Tensor.Normal([4, 5], rng), other = Tensor.Normal([4, 5], rng);
        Plan plan;
        Tensor gradient;
        using (var tape = Tape.Start())
        {
            tape.Input(x);
            var loss = (x.MatMul(w).Relu() * 2).Exp().Sum();
            gradient = tape.Gradients(loss)[w].Keep();
            plan = tape.ToPlan(gradient, loss);
        }
        plan.Run(x);
        plan.Outputs[0].ToArray<float>().ShouldBe(gradient.ToArray<float>());
        plan.Run(other);
        using (var tape = Tape.Start())
        {
            var loss = (other.MatMul(w).Relu() * 2).Exp().Sum();
            plan.Outputs[0].ToArray<float>().ShouldBe(tape.Gradients(loss)[w].ToArray<float>());
            plan.Outputs[1].Item().ShouldBe(loss.Item());
        }
    }

    [Fact]
    public void Inputs_stay_until_others_are_given()
    {
        var x = Tensor.Normal([600, 2], new Rng(1));
        using var tape = Tape.Start(Mode.Inference);
        var plan = tape.ToPlan((tape.Input(x) * 2).Sum());
        plan.Run(x);
        double sum = plan.Outputs[0].Item();
        sum.ShouldNotBe(0);
        plan.Run();
        plan.Outputs[0].Item().ShouldBe(sum);
        plan.Inputs[0].ToArray<float>().ShouldBe(x.ToArray<float>());
    }

    [Fact]
    public void A_planned_step_reads_its_inputs_where_they_lie_and_in_any_order_of_batches()
    {
        var pool = Enumerable.Range(0, 5).Select(i => Tensor.Full([700, 2], (float)i)).ToArray();
        var step = new PlannedStep(t => [t[0].Sum()]) { IsDebugged = () => false };
        foreach (int i in new[] { 0, 1, 2, 4, 3, 0, 2 }) step.Run(pool[i])[0].Item().ShouldBe(1400 * i);
        // A view in the middle of memory, small memory that may move, and a result of the plan's own.
        step.Run(Tensor.Full([1400, 2], 3f).Slice(0, 700..1400))[0].Item().ShouldBe(4200);
    }

    [Fact]
    public void A_tensor_that_outlives_its_tape_says_how_to_keep_it()
    {
        Tensor lost, kept;
        using (Tape.Start())
        {
            lost = Tensor.Ones([2]) + 1;
            kept = (Tensor.Ones([2]) + 2).Keep();
        }
        kept.ToArray<float>().ShouldBe([3f, 3f]);
#pragma warning disable CAJ006 // read too late on purpose
        Should.Throw<InvalidOperationException>(() => lost.ToArray<float>()).Message.ShouldContain("Keep()");
#pragma warning restore CAJ006
    }

    [Fact]
    public void Second_derivatives()
    {
        var x = new Parameter(Tensor.From([0.5, -0.3], [2]));
        using var tape = Tape.Start();
        var f = (x * x * x).Exp().Sum();
        var g = tape.Gradients(f, differentiable: true)[x];
        var h = tape.Gradients(g.Sum())[x];
        for (int i = 0; i < 2; i++)
        {
            double v = x[i], e = Math.Exp(v * v * v);
            g[i].ShouldBe(3 * v * v * e, 1e-12);
            h[i].ShouldBe((6 * v + 9 * v * v * v * v) * e, 1e-12);
        }
    }

    [Fact]
    public void A_deep_chain_needs_room_for_a_few_of_its_values()
    {
        Plan plan;
        using (var tape = Tape.Start())
        {
            var x = tape.Input(Tensor.Ones([100, 10]));
            var y = x;
            for (int i = 0; i < 20; i++) y = y * 2;
            plan = tape.ToPlan(y);
        }
        plan.ValueBytes.ShouldBe(20 * 4000);
        plan.ArenaBytes.ShouldBeLessThan((int)plan.ValueBytes / 2);
    }

    [Fact]
    public void Values_needed_at_the_same_time_never_share_memory()
    {
        var random = new Random(3);
        for (int round = 0; round < 300; round++)
        {
            var values = new ArenaLayout.Value[random.Next(1, 40)];
            for (int i = 0; i < values.Length; i++)
            {
                int first = random.Next(30);
                values[i] = new(random.Next(0, 1000), first, first + random.Next(8));
            }
            var (offsets, total) = ArenaLayout.Place(values);
            for (int i = 0; i < values.Length; i++)
            {
                (offsets[i] % 64).ShouldBe(0);
                (offsets[i] + values[i].Bytes).ShouldBeLessThanOrEqualTo(total);
                for (int j = 0; j < i; j++)
                {
                    bool meet = values[i].First <= values[j].Last && values[j].First <= values[i].Last;
                    bool overlap = offsets[i] < offsets[j] + values[j].Bytes && offsets[j] < offsets[i] + values[i].Bytes;
                    (meet && overlap).ShouldBeFalse($"{values[i]} at {offsets[i]}, {values[j]} at {offsets[j]}");
                }
            }
            total.ShouldBeLessThanOrEqualTo(values.Sum(v => (v.Bytes + 63L) / 64 * 64));
        }
    }

    [Fact]
    public void Values_may_take_more_than_any_array_and_the_layout_still_counts_right() =>
        ArenaLayout.Place([new(2_000_000_000, 0, 1), new(2_000_000_000, 1, 2), new(2_000_000_000, 2, 3)]).Total.ShouldBe(4_000_000_000);

    [Fact]
    public void An_input_of_another_element_type_is_named_and_one_that_is_a_state_counts_as_written()
    {
        Plan plan;
        var state = new State(Tensor.Ones([2]));
        using (var tape = Tape.Start(Mode.Inference))
        {
            Tensor x = tape.Input(Tensor.Ones([2])), s = tape.Input(state);
            plan = tape.ToPlan(x + s);
        }
        Should.Throw<ArgumentException>(() => plan.Run(Tensor.Ones([2], DType.Float64), state)).Message
            .ShouldBe("Input 0 of the plan is Float32, as recorded; received Float64. Convert it with To(DType.Float32).");
        int version = state.Version;
        plan.Run(Tensor.Ones([2]), state);
        state.Version.ShouldBe(version);
        plan.Run(Tensor.Ones([2]), Tensor.Full([2], 5));
        (state.Version, plan.Outputs[0].ToArray<float>()[0]).ShouldBe((version + 1, 6f));
    }
}
