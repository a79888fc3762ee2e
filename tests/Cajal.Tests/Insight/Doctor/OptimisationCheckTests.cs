using Cajal.Insight;
using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Insight.Doctors;

/// <summary>Each check of optimisation speaks on a planted fault and is silent on its twin.</summary>
public class OptimisationCheckTests
{
    private static readonly SickRun Healthy = new();

    [Fact]
    public void Nothing_is_found_in_a_healthy_run()
    {
        var (found, verdict) = Healthy.Verdict();
        found.Values.Where(f => f.Severity > Severity.Note).ShouldBeEmpty(verdict.ToString());
    }

    [Fact]
    public void T1_names_the_operation_its_operand_and_the_line()
    {
        // The line below is the one that is named.
        var (found, _) = (Healthy with { Network = rng => new Scaled(Mlp.Build([2, 12, 4], rng), 1000), Loss = (a, t) => -a.Softmax(-1).Log().Gather(1, t.Unsqueeze(1).To(DType.Int64)).Mean() }).Verdict();
        var finding = found["T1"];
        finding.Severity.ShouldBe(Severity.Error);
        finding.Symptom.ShouldContain("of 0 gave");
        finding.Places[0].ShouldStartWith("step ");
        finding.Places[1].ShouldContain("OptimisationCheckTests.cs:");
        // −∞ before a softmax is a mask.
        (Healthy with { Network = rng => new Masked(Mlp.Build([2, 12, 4], rng)) }).Verdict().Found.ShouldNotContainKey("T1");
    }

    [Fact]
    public void T1_names_the_row_of_a_number_that_is_none()
    {
        var (found, _) = (Healthy with { Data = (isTraining, x, _) => { if (isTraining) x[2 * 17] = float.NaN; } }).Verdict();
        found["T1"].Places.ShouldContain("row 17 (inputs)");
    }

    [Fact]
    public void T2_sees_a_loss_that_shoots_up() => Speaks("T2", Healthy with { Optimizer = p => new Sgd(p, 100) },
        Healthy with { Schedule = new WarmupSchedule(new ConstantSchedule(0.02), 10) });

    [Fact]
    public void T3_sees_a_gradient_that_does_not_arrive() => Speaks("T3", Healthy with { Network = rng => Mlp.Build([2, .. Enumerable.Repeat(12, 8), 4], rng, "sigmoid"), Optimizer = p => new Sgd(p, 0.1) },
        Healthy with { Network = rng => Mlp.Build([2, .. Enumerable.Repeat(12, 6), 4], rng, "tanh"), Optimizer = p => new Adam(p, 0.003) });

    [Fact]
    public void T4_sees_units_that_are_always_0() => Speaks("T4", Healthy with { Changed = network => Biased(network, -6) }, Healthy with { Changed = network => Biased(network, -0.3f) });

    [Fact]
    public void T5_sees_hidden_units_at_their_ends() => Speaks("T5", Tanh(40), Tanh(1));

    [Fact]
    public void T5_sees_gates_of_recurrent_layers_at_their_ends() => Speaks("T5", Gated(60), Gated(1));

    [Fact]
    public void T6_sees_steps_that_are_too_large() => Speaks("T6", Healthy with { Optimizer = p => new Adam(p, 1) },
        Healthy with { Optimizer = p => new Adam(p, 0.001), Batch = 1, Epochs = 5 });

    [Fact]
    public void T7_sees_steps_that_are_too_small() => Speaks("T7", Healthy with { Optimizer = p => new Sgd(p, 1e-5) },
        Healthy with { Schedule = new MultiStepSchedule(0.01, [100], 1e-4) });

    [Fact]
    public void T7_is_not_deceived_by_first_steps_that_are_large_at_any_rate() => Speaks("T7", Healthy with { Optimizer = p => new RmsProp(p, 1e-5), Epochs = 30 },
        Healthy with { Optimizer = p => new RmsProp(p, 0.003), Epochs = 30 });

    [Fact]
    public void T7_sees_a_training_that_is_too_short()
    {
        var ended = Healthy with { Optimizer = p => new Adam(p, 0.002), Epochs = 3 };
        var (found, verdict) = ended.Verdict();
        found.ShouldContainKey("T7", verdict.ToString());
        (found["T7"].Severity, found["T7"].Causes[0].Name).ShouldBe((Severity.Note, "a training that is too short"));
        (ended with { Epochs = 40 }).Verdict().Found.ShouldNotContainKey("T7");
        // Labels by lot are learned by heart in more steps, and hold nowhere.
        (ended with { Data = (isTraining, _, y) => new Rng(isTraining ? 1u : 2u).Shuffle(y.AsSpan()) }).Verdict().Found.ShouldNotContainKey("T7");
    }

    [Fact]
    public void T7_prescribes_another_schedule_where_the_rate_fell()
    {
        var (found, verdict) = (Healthy with { Optimizer = p => new Adam(p, 0.01), Schedule = new MultiStepSchedule(0.01, [12], 1e-4), Epochs = 20 }).Verdict();
        var finding = found.GetValueOrDefault("T7") ?? found["T12"];
        finding.Causes[0].Name.ShouldBe("a schedule that lets the rate fall too early", verdict.ToString());
        finding.Prescriptions[0].Changes.ShouldBe([new RecipeChange("schedule", "cosine")]);
    }

    [Fact]
    public void T8_sees_that_nothing_holds() => Speaks("T8", Healthy with { Data = (isTraining, _, y) => new Rng(isTraining ? 1u : 2u).Shuffle(y.AsSpan()), Epochs = 20 }, Healthy with { Epochs = 4 });

    [Fact]
    public void T9_sees_weights_that_were_forgotten()
    {
        Speaks("T9", Healthy with { Moved = network => [.. network.Parameters.Skip(2)] }, Healthy with { Changed = network => network.Parameters[0].Trainable = false });
        (Healthy with { Moved = network => [.. network.Parameters.Skip(2)] }).Verdict().Found["T9"].Places.ShouldContain("0.weight");
    }

    [Fact]
    public void T11_sees_rows_that_cannot_be_learned_by_heart() => Speaks("T11", Healthy with { Network = rng => new Linear(2, 4, rng), Data = Corners }, Healthy with { Data = Corners });

    [Fact]
    public void T12_sees_a_plateau_that_another_rate_leaves() => Speaks("T12", Healthy with { Schedule = new MultiStepSchedule(0.003, [10], 1e-4), Epochs = 20 },
        Healthy with { Schedule = new MultiStepSchedule(0.01, [100], 1e-4), Epochs = 20 });

    [Fact]
    public void T12_reads_in_the_schedule_that_the_rate_fell_before_anything_was_learned()
    {
        // No trial shows it: at a hundred times this rate three hundred steps lead nowhere either.
        var (found, verdict) = (Healthy with { Optimizer = p => new Sgd(p, 1e-6), Schedule = new MultiStepSchedule(1e-6, [5], 1e-4) }).Verdict();
        found.ShouldContainKey("T12", verdict.ToString());
        found["T12"].Symptom.ShouldContain("below a hundredth of its highest");
        found.ShouldNotContainKey("T8", verdict.ToString());
    }

    private static void Speaks(string code, SickRun sick, SickRun twin)
    {
        var (found, verdict) = sick.Verdict();
        found.ShouldContainKey(code, verdict.ToString());
        (found[code].Severity > Severity.Note).ShouldBeTrue();
        found[code].Evidence.ShouldNotBeEmpty();
        found[code].Prescriptions.ShouldNotBeEmpty();
        var (healthy, sound) = twin.Verdict();
        healthy.Values.Where(f => f.Severity > Severity.Note).ShouldBeEmpty(sound.ToString());
    }

    private static SickRun Tanh(float scale) => Healthy with
    {
        Network = rng => Mlp.Build([2, 12, 12, 4], rng, "tanh"),
        Changed = network => network.Parameters[0].Assign(network.Parameters[0] * scale),
    };

    private static SickRun Gated(float scale) => Healthy with
    {
        Network = rng => new Gates(rng),
        Changed = network => network.Parameters[0].Assign(network.Parameters[0] * scale),
        Epochs = 20,
    };

    private static void Corners(bool isTraining, float[] x, int[] y)
    {
        for (int i = 0; i < y.Length; i++) y[i] = x[2 * i] > 0 == x[2 * i + 1] > 0 ? 1 : 0;
    }

    private static void Biased(Layer network, float bias)
    {
        foreach (var parameter in network.Parameters.Where(p => p.Rank == 1).SkipLast(1)) parameter.Assign(Tensor.Full(parameter.Shape, bias));
    }

    private sealed class Scaled : Layer
    {
        private readonly Layer inner;
        private readonly double scale;

        public Scaled(Layer inner, double scale) => (this.inner, this.scale) = (RegisterModule("inner", inner), scale);

        protected override Tensor Compute(Tensor x) => inner.Forward(x) * scale;
    }

    private sealed class Masked : Layer
    {
        private readonly Layer inner;

        public Masked(Layer inner) => this.inner = RegisterModule("inner", inner);

        protected override Tensor Compute(Tensor x)
        {
            var a = inner.Forward(x);
            return Tensor.Concatenate([a, Tensor.Full([a.Shape[0], 1], float.NegativeInfinity)], 1);
        }
    }

    // Two steps of an LSTM on the same input, then a linear head.
    private sealed class Gates : Layer
    {
        private readonly Lstm lstm;
        private readonly Linear head;

        public Gates(Rng rng) => (lstm, head) = (RegisterModule("lstm", new Lstm(2, 12, rng)), RegisterModule("head", new Linear(12, 4, rng)));

        protected override Tensor Compute(Tensor x) => head.Forward(lstm.Forward(Tensor.Stack([x, x])).Select(0, 1));
    }
}
