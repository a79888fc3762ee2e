using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Training;

[Collection("alone")]
public class TrainerTests
{
    [Theory]
    [InlineData(true, "validation loss became")]
    [InlineData(false, "'weight' became infinite or NaN")]
    public void What_the_last_update_ruined_is_noticed(bool hasValidation, string trouble)
    {
        var model = new Linear(1, 1, new Rng(1));
        var trainer = new Trainer(model, SmallRun.MeanSquaredError, new GradientDescent(model.Parameters, 1e300));
        // One step: its loss is sound, and what it leaves is not.
        var examples = new TensorBatches(Tensor.Ones([2, 1]), Tensor.Zeros([2, 1]));
        Should.Throw<RunException>(() => trainer.Fit(examples, 1, hasValidation ? examples : null)).Message.ShouldContain(trouble);
        double.IsFinite(trainer.LastLoss).ShouldBeTrue();
    }

    [Fact]
    public void Two_callbacks_of_one_name_are_told_before_the_first_step()
    {
        var run = new SmallRun();
        var trainer = new Trainer(run.Model, SmallRun.MeanSquaredError, run.Optimizer) { Callbacks = [new EarlyStopping(), new EarlyStopping()] };
        Should.Throw<InvalidOperationException>(() => trainer.Fit(run.Train, 1, run.Validation)).Message.ShouldContain("'early-stopping'");
        trainer.StepsDone.ShouldBe(0);
    }

    [Fact]
    public void An_evaluation_that_is_cancelled_gives_no_figures()
    {
        var run = new SmallRun();
        Should.Throw<OperationCanceledException>(() => run.Trainer.Evaluate(run.Validation, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Equals_a_loop_written_by_hand_bit_for_bit()
    {
        var run = new SmallRun();
        run.Fit().StepsReplayed.ShouldBeGreaterThan(SmallRun.Steps / 2);

        var hand = new SmallRun();
        var (l2, l1) = (new L2Penalty(0.01), new ProximalL1(0.02));
        var best = double.PositiveInfinity;
        for (int epoch = 0, step = 0; epoch < SmallRun.Epochs; epoch++)
        {
            hand.Train.StartEpoch(epoch);
            for (int batch = 0; batch < hand.Train.Count; batch++, step++)
            {
                var (x, y) = Batch(hand.Train, batch);
                hand.Trainer.Schedule!.Apply(hand.Optimizer, step);
                using var tape = Tape.Start();
                var loss = SmallRun.MeanSquaredError(hand.Model.Forward(x), y) + l2.Loss(hand.Model) + l1.Loss(hand.Model);
                hand.Optimizer.Step(tape.Gradients(loss).ClipByNorm(1));
                l1.AfterStep(hand.Model, hand.Optimizer);
            }
            double validation = hand.Trainer.Evaluate(hand.Validation).Loss;
            hand.Trainer.Schedule!.Report(validation);
            best = Math.Min(best, validation);
        }
        run.State().ShouldBe(hand.State());
        run.Trainer.Callbacks.OfType<EarlyStopping>().Single().BestValue.ShouldBe(best);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var run = new SmallRun();
        var counting = new CountingBytes();
        var trainer = new Trainer(run.Model, SmallRun.MeanSquaredError, run.Optimizer)
        {
            Schedule = new CosineSchedule(0.01, 1000),
            Penalties = [new L2Penalty(0.01), new ProximalL1(0.02)],
            ClipNorm = 1,
            Callbacks = [counting],
        };
        // One long epoch: within it nothing is recorded anew.
        trainer.Fit(new Repeated(run.Train, 400), 2);
        counting.Bytes[^300..].ShouldAllBe(b => b == 0);
    }

    [Fact]
    public void Micro_batches_make_the_update_of_the_whole_batch()
    {
        Tensor Weights(int? size)
        {
            var rng = new Rng(5);
            var model = new Sequential(new Linear(3, 4, rng, dtype: DType.Float64), Activation.Relu, new Linear(4, 2, rng,
                dtype: DType.Float64));
            var trainer = new Trainer(model, SmallRun.MeanSquaredError, new Adam(model.Parameters, 0.01))
            {
                MicroBatchSize = size,
                Penalties = [new L2Penalty(0.01)],
                ClipNorm = 0.5,
            };
            var batches = new TensorBatches(Tensor.Normal([23, 3], rng, dtype: DType.Float64), Tensor.Normal([23, 2], rng,
                dtype: DType.Float64), 10, 1);
            var result = trainer.Fit(batches, 5);
            result.WhyEager.ShouldBeNull();
            result.StepsReplayed.ShouldBeGreaterThan(4);
            result.Steps.ShouldBe(15);
            return model.Parameters[0];
        }
        double[] whole = Weights(null).ToArray<double>();
        foreach (int size in new[] { 1, 3, 4, 9, 10, 50 })
        {
            double[] parts = Weights(size).ToArray<double>();
            for (int i = 0; i < whole.Length; i++) parts[i].ShouldBe(whole[i], 1e-9);
        }
    }

    [Fact]
    public void Data_loss_and_penalties_are_kept_apart_and_add_up()
    {
        var result = new SmallRun().Fit();
        foreach (var epoch in result.History)
        {
            epoch.Penalties.Select(p => p.Name).ShouldBe(["l2", "l1"]);
            epoch.Penalties.ShouldAllBe(p => p.Value > 0);
            epoch.Loss.ShouldBe(epoch.DataLoss + epoch.Penalties.Sum(p => p.Value), 1e-12);
            epoch.ValidationLoss.ShouldNotBeNull();
            epoch["r2"]!.Value.ShouldBeLessThan(1);
        }
        result.History.Select(e => e.Epoch).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_with_one_sentence()
    {
        var run = new SmallRun();
        var x = Tensor.From([1f, float.MaxValue, 1f], [1, 3]);
        var trouble = Should.Throw<RunException>(() => run.Trainer.Fit(new TensorBatches(x, Tensor.Zeros([1, 2])), 3));
        trouble.Message.ShouldContain("step 1 (epoch 1, batch 1)");
        var careless = new Trainer(run.Model, SmallRun.MeanSquaredError, run.Optimizer) { StopWhenNotFinite = false };
        careless.Fit(new TensorBatches(x, Tensor.Zeros([1, 2])), 3).Steps.ShouldBe(3);
    }

    [Fact]
    public void Events_tell_the_story_in_order()
    {
        using var folder = new TemporaryFolder();
        var events = new Events();
        new SmallRun(folder.Path).Fit(progress: events);
        var story = events.Where(e => e is not (StepsMade or TrainingNotice)).Select(e => e.GetType().Name).ToArray();
        story.ShouldBe(["TrainingStarted", .. Enumerable.Repeat(new[] { "EpochEnded", "CheckpointWritten" },
            SmallRun.Epochs).SelectMany(s => s), "TrainingEnded"]);
        events.OfType<TrainingStarted>().Single().ShouldBeEquivalentTo(new TrainingStarted(SmallRun.Epochs, SmallRun.StepsPerEpoch, 22, 0, 0));
        Directory.GetDirectories(folder["checkpoints"]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_loss_that_is_no_mean_is_refused() =>
        Should.Throw<ShapeException>(() => new Trainer(new SmallRun().Model, (y, t) => y - t,
            new SmallRun().Optimizer).Fit(new SmallRun().Train, 1));

    [Fact]
    public void No_epochs_means_no_steps()
    {
        var result = new SmallRun().Fit(epochs: 0);
        result.Steps.ShouldBe(0);
        result.Reason.ShouldBe(StopReason.Completed);
    }

    private static (State X, State Y) Batch(BatchSource source, int batch)
    {
        int count = source.SizeOf(batch);
        var (x, y) = (new State(Tensor.Zeros([count, 3])), new State(Tensor.Zeros([count, 2])));
        source.Fill(batch, 0, x, y);
        return (x, y);
    }

    private sealed class CountingBytes : Callback
    {
        private readonly long[] marks = new long[1000];
        private int count;

        public override string Name => "counting";

        public long[] Bytes => [.. Enumerable.Range(1, count - 1).Select(i => marks[i] - marks[i - 1])];

        public override void OnStep(Trainer trainer) => marks[count++] = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>An epoch that goes through the same batches many times.</summary>
    private sealed class Repeated(BatchSource inner, int times) : BatchSource
    {
        public override int ExampleCount => times * inner.BatchSize;

        public override int BatchSize => inner.BatchSize;

        public override TensorSpec Input => inner.Input;

        public override TensorSpec Target => inner.Target;

        public override void StartEpoch(int epoch) => inner.StartEpoch(epoch);

        public override void Fill(int batch, int from, State inputs, State targets) =>
            inner.Fill(batch % (inner.Count - 1), from, inputs, targets);

        public override void FillInputs(int batch, int from, State inputs) => inner.FillInputs(batch % (inner.Count - 1), from, inputs);
    }

    [Fact]
    public void A_change_that_only_the_smaller_last_batch_sees_is_found_in_the_next_epoch()
    {
        var rng = new Rng(4);
        var model = new Sequential(new Linear(2, 1, rng));
        double hidden = 1;
        var trainer = new Trainer(model, (y, t) => y.Shape[0] == 4 ? SmallRun.MeanSquaredError(y, t)
            : SmallRun.MeanSquaredError(y, t) * hidden,
            new Sgd(model.Parameters, 0.01))
        { Callbacks = [new AfterEpoch(3, () => hidden = 3)] };
        var result = trainer.Fit(new TensorBatches(Tensor.Normal([78, 2], rng), Tensor.Normal([78, 1], rng), 4, 1), 6);
        result.WhyEager.ShouldNotBeNull().ShouldContain("made on the host has changed");
        result.StepsReplayed.ShouldBeGreaterThan(2 * 17);
    }

    private sealed class AfterEpoch(int epoch, Action action) : Callback
    {
        private int ended;

        public override string Name => "after epoch";

        public override void OnEpoch(Trainer trainer, EpochResult result)
        {
            if (++ended == epoch) action();
        }
    }
}
