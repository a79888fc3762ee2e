using Cajal.Networks;
using Cajal.Tests.Training.Metrics;
using Cajal.Training;

namespace Cajal.Tests.Training;

/// <summary>Steps of one turn and of two: models that make examples, trained by the one trainer.</summary>
public class ObjectiveTests
{
    public static TheoryData<string> Models => ["vae", "gan", "diffusion"];

    /// <summary>A cloud far from the origin: an untrained model misses it.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void A_few_lines_train_each_model(string name)
    {
        var truth = Cloud(6000);
        var (model, trainer) = Make(name);
        double before = SlicedWasserstein.Between(model.Sample(1000, new Rng(5)), Cloud(1000));
        var result = trainer.Fit(new TensorBatches(truth, Tensor.Zeros([6000]), 128, shuffleSeed: 1), epochs: 21);
        double after = SlicedWasserstein.Between(model.Sample(1000, new Rng(5)), Cloud(1000));
        result.WhyEager.ShouldBeNull();
        result.StepsReplayed.ShouldBeGreaterThan(900);
        after.ShouldBeLessThan(before / 5);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_same_seed_gives_the_same_bits_and_two_calls_are_one(string name)
    {
        float[] Trained(params int[] epochs)
        {
            var (model, trainer) = Make(name, averaging: 0);
            var source = new TensorBatches(Cloud(640), Tensor.Zeros([640]), 64, shuffleSeed: 1);
            foreach (int until in epochs) trainer.Fit(source, until);
            return model.Sample(10, new Rng(3)).ToArray<float>();
        }
        float[] whole = Trained(4);
        Trained(4).ShouldBe(whole);
        Trained(1, 4).ShouldBe(whole);
        Trained(3).ShouldNotBe(whole);
    }

    [Fact]
    public void The_averaged_weights_are_the_running_mean()
    {
        var (one, plain) = Make("vae", averaging: 0);
        var (two, averaging) = Make("vae", averaging: 0.5);
        var source = new TensorBatches(Cloud(64), Tensor.Zeros([64]), 64);
        double[] expected = new double[one.Parameters[0].Count];
        for (int t = 0; t < 3; t++)
        {
            plain.Fit(source, t + 1);
            double share = Math.Max(0.5, 1.0 / (t + 1));
            float[] now = one.Parameters[0].ToArray<float>();
            for (int i = 0; i < now.Length; i++) expected[i] += share * (now[i] - expected[i]);
        }
        // Two calls: training goes on from the trained weights, not from their average.
        averaging.Fit(source, 2);
        averaging.Fit(source, 3);
        two.Parameters[0].ToArray<float>().Select((v, i) => Math.Abs(v - expected[i])).Max().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Labels_reach_a_model_with_classes()
    {
        var rng = new Rng(1);
        var labels = Tensor.From(Enumerable.Range(0, 600).Select(i => i % 2).ToArray());
        var x = Tensor.Normal([600, 2], new Rng(2), standardDeviation: 0.1) + labels.To(DType.Float32).Reshape(-1, 1) * 4;
        var diffusion = new Diffusion(Mlp.Build([Diffusion.Width(2, 2), 32, 2], rng, "silu"), 2, NoiseSchedule.Cosine(20), rng, classes: 2);
        new Trainer(diffusion, new Adam(diffusion.Parameters, 5e-3)).Fit(new TensorBatches(x, labels, 64, 1), 60);
        var ones = diffusion.Sample(100, new Rng(3), Tensor.Full([100], 1, DType.Int64)).Mean(0).ToArray<float>();
        var zeros = diffusion.Sample(100, new Rng(3), Tensor.Full([100], 0, DType.Int64)).Mean(0).ToArray<float>();
        ones.ShouldAllBe(m => m > 3);
        zeros.ShouldAllBe(m => m < 1);
    }

    /// <summary>Both optimizers, and the sums of both losses in the middle of an epoch, go through a checkpoint.</summary>
    [Fact]
    public void A_step_of_two_turns_is_resumed_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        var source = new TensorBatches(Cloud(640), Tensor.Zeros([640]), 64, shuffleSeed: 1);
        var (whole, undisturbed) = Make("gan");
        var expected = undisturbed.Fit(source, 2).History[^1];
        for (int step = 1; step < 20; step += 6)
        {
            string place = folder[$"stopped-{step}"];
            using var stop = new CancellationTokenSource();
            var (_, first) = Make("gan", folder: place, callback: new AfterStep(step, stop.Cancel));
            first.Fit(source, 2, cancellation: stop.Token).Steps.ShouldBe(step);
            var (model, second) = Make("gan", folder: place);
            second.Checkpoints!.Restore(second).ShouldBeTrue();
            var last = second.Fit(source, 2).History[^1];
            last.DataLoss.ShouldBe(expected.DataLoss);
            last.OtherLosses.ShouldBe(expected.OtherLosses);
            model.Sample(10, new Rng(3)).ToArray<float>().ShouldBe(whole.Sample(10, new Rng(3)).ToArray<float>());
        }
    }

    [Fact]
    public void An_optimizer_of_the_wrong_net_and_a_loss_that_is_no_number_are_told()
    {
        var gan = (Gan)Make("gan").Model;
        Adam generator = new(gan.Generator.Parameters), discriminator = new(gan.Discriminator.Parameters);
        foreach (Optimizer[] wrong in new Optimizer[][] { [discriminator, new Adam(gan.Parameters)], [generator, discriminator] })
            Should.Throw<ArgumentException>(() => new Trainer(gan, wrong)).Message.ShouldContain("its own net only");
        Should.Throw<ArgumentException>(() => new Trainer(gan, generator)).Message.ShouldContain("2 turns (discriminator, generator)");
        Should.Throw<ArgumentException>(() => new Trainer(gan, new ScheduleFreeAdamW(gan.Discriminator.Parameters), generator))
            .Message.ShouldContain("one turn");
        Should.Throw<ArgumentException>(() => new Trainer(gan, discriminator, generator) { MicroBatchSize = 2 }
            .Fit(new TensorBatches(Cloud(4), Tensor.Zeros([4])), 1)).Message.ShouldContain("Micro-batches");
        foreach (string name in new[] { "vae", "gan" })
            Should.Throw<RunException>(() => Make(name).Trainer.Fit(new TensorBatches(Tensor.Full([4, 2], double.NaN), Tensor.Zeros([4])), 1))
                .Message.ShouldContain("in step 1");
        Should.Throw<ArgumentException>(() => new Objective(Mlp.Build([2, 1], new Rng(1)), (y, _) => y.Mean())).Message.ShouldContain("at least one turn");
    }

    /// <summary>The generator's loss runs through the discriminator, whose large slopes must not shrink the generator's.</summary>
    [Fact]
    public void Clipping_and_penalties_of_a_turn_look_at_its_own_net()
    {
        var gan = new Gan(Mlp.Build([2, 16, 2], new Rng(1)), Mlp.Build([2, 16, 1], new Rng(2)), 2, new Rng(3), penalty: 0);
        var before = gan.Generator.Parameters.Select(p => p.ToArray<float>()).ToArray();
        const double norm = 1e-3;
        var trainer = new Trainer(gan, new Sgd(gan.Discriminator.Parameters, 1), new Sgd(gan.Generator.Parameters, 1)) { ClipNorm = norm };
        trainer.Fit(new TensorBatches(Cloud(64), Tensor.Zeros([64])), 1);
        double moved = gan.Generator.Parameters.Zip(before).Sum(p =>
            p.First.ToArray<float>().Zip(p.Second).Sum(w => Math.Pow(w.First - w.Second, 2)));
        Math.Sqrt(moved).ShouldBe(norm, 1e-5);

        // Two that draw the same noise: one is trained without moving, the other asked.
        Gan Twin() => new(gan.Generator, gan.Discriminator, 2, new Rng(4), penalty: 0);
        Gan trained = Twin(), asked = Twin();
        var penalty = new L2Penalty(0.5);
        var result = new Trainer(trained, new Sgd(gan.Discriminator.Parameters, 0), new Sgd(gan.Generator.Parameters, 0)) { Penalties = [penalty] }
            .Fit(new TensorBatches(Cloud(64), Tensor.Zeros([64])), 1).History[0];
        result.Penalties[0].Value.ShouldBe(penalty.Loss(gan).Item(), 1e-5);
        using var tape = Tape.Start();
        result.DataLoss.ShouldBe(asked.DiscriminatorLoss(Cloud(64)).Item(), 1e-5);
        result.OtherLosses[0].Name.ShouldBe("generator");
        result.OtherLosses[0].Value.ShouldBe(asked.GeneratorLoss(Cloud(64)).Item(), 1e-5);
    }

    private static Tensor Cloud(int count) =>
        Tensor.Normal([count, 2], new Rng((ulong)count)) * Tensor.From([0.5f, 1f]) + Tensor.From([2f, -1f]);

    private static (GenerativeModel Model, Trainer Trainer) Make(string name, double averaging = 0.9, string? folder = null, Callback? callback = null)
    {
        var rng = new Rng(1);
        GenerativeModel model = name switch
        {
            "vae" => new Vae(Mlp.Build([2, 32, 4], rng, "silu"), Mlp.Build([2, 32, 2], rng, "silu"), 2, rng),
            "gan" => new Gan(Mlp.Build([2, 16, 2], rng), Mlp.Build([2, 16, 1], rng), 2, rng),
            _ => new Diffusion(Mlp.Build([Diffusion.Width(2), 32, 2], rng, "silu"), 2, NoiseSchedule.Cosine(30), rng),
        };
        return (model, new Trainer(model, [.. model.Losses.Select(l => new Adam(l.Moved.Parameters, 5e-3, beta1: name == "gan" ? 0 : 0.9))])
        {
            Average = averaging > 0 ? new Ema(model, averaging) : null,
            Callbacks = callback is null ? [] : [callback],
            Checkpoints = folder is null ? null : new Cajal.Training.Checkpoints(folder),
        });
    }
}
