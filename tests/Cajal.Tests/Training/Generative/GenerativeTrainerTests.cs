using Cajal.Networks;
using Cajal.Tests.Training.Metrics;
using Cajal.Training;

namespace Cajal.Tests.Training.Generative;

public class GenerativeTrainerTests
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
        trainer.Fit(new TensorBatches(truth, Tensor.Zeros([6000]), 128, shuffleSeed: 1), steps: 1000);
        double after = SlicedWasserstein.Between(model.Sample(1000, new Rng(5)), Cloud(1000));
        trainer.WhyEager.ShouldBeNull();
        after.ShouldBeLessThan(before / 5);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_same_seed_gives_the_same_bits_and_two_calls_are_one(string name)
    {
        float[] Trained(params long[] pieces)
        {
            var (model, trainer) = Make(name, averaging: 0);
            var source = new TensorBatches(Cloud(640), Tensor.Zeros([640]), 64, shuffleSeed: 1);
            foreach (long steps in pieces) trainer.Fit(source, steps);
            return model.Sample(10, new Rng(3)).ToArray<float>();
        }
        float[] whole = Trained(40);
        Trained(40).ShouldBe(whole);
        Trained(13, 27).ShouldBe(whole);
        Trained(39).ShouldNotBe(whole);
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
            plain.Fit(source, 1);
            double share = Math.Max(0.5, 1.0 / (t + 1));
            float[] now = one.Parameters[0].ToArray<float>();
            for (int i = 0; i < now.Length; i++) expected[i] += share * (now[i] - expected[i]);
        }
        // Two calls: training goes on from the trained weights, not from their average.
        averaging.Fit(source, 2);
        averaging.Fit(source, 1);
        two.Parameters[0].ToArray<float>().Select((v, i) => Math.Abs(v - expected[i])).Max().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Labels_reach_a_model_with_classes_and_progress_is_told()
    {
        var rng = new Rng(1);
        var labels = Tensor.From(Enumerable.Range(0, 600).Select(i => i % 2).ToArray());
        var x = Tensor.Normal([600, 2], new Rng(2), standardDeviation: 0.1) + labels.To(DType.Float32).Reshape(-1, 1) * 4;
        var diffusion = new Diffusion(Mlp.Build([Diffusion.Width(2, 2), 32, 2], rng, "silu"), 2, NoiseSchedule.Cosine(20), rng, classes: 2);
        var told = new Told();
        new GenerativeTrainer(diffusion, new Adam(diffusion.Parameters, 5e-3)).Fit(new TensorBatches(x, labels, 64, 1), 600, told);
        told.Steps.ShouldBe(Enumerable.Range(1, 66).Select(e => e * 9L).Append(600));
        var ones = diffusion.Sample(100, new Rng(3), Tensor.Full([100], 1, DType.Int64)).Mean(0).ToArray<float>();
        var zeros = diffusion.Sample(100, new Rng(3), Tensor.Full([100], 0, DType.Int64)).Mean(0).ToArray<float>();
        ones.ShouldAllBe(m => m > 3);
        zeros.ShouldAllBe(m => m < 1);
    }

    [Fact]
    public void An_optimizer_of_the_wrong_net_and_a_loss_that_is_no_number_are_told()
    {
        var gan = (Gan)Make("gan").Model;
        Should.Throw<ArgumentException>(() => new GenerativeTrainer(gan, new Adam(gan.Parameters), new Adam(gan.Discriminator.Parameters)))
            .Message.ShouldContain("its own net only");
        var (_, trainer) = Make("vae");
        Should.Throw<RunException>(() => trainer.Fit(new TensorBatches(Tensor.Full([4, 2], double.NaN), Tensor.Zeros([4])), 1))
            .Message.ShouldContain("at step 1");
    }

    private static Tensor Cloud(int count) =>
        Tensor.Normal([count, 2], new Rng((ulong)count)) * Tensor.From([0.5f, 1f]) + Tensor.From([2f, -1f]);

    private static (GenerativeModel Model, GenerativeTrainer Trainer) Make(string name, double averaging = 0.9)
    {
        var rng = new Rng(1);
        switch (name)
        {
            case "vae":
                var vae = new Vae(Mlp.Build([2, 32, 4], rng, "silu"), Mlp.Build([2, 32, 2], rng, "silu"), 2, rng);
                return (vae, new GenerativeTrainer(vae, new Adam(vae.Parameters, 5e-3)) { Average = Ema(vae, averaging) });
            case "gan":
                var gan = new Gan(Mlp.Build([2, 16, 2], rng), Mlp.Build([2, 16, 1], rng), 2, rng);
                return (gan, new GenerativeTrainer(gan, new Adam(gan.Generator.Parameters, 5e-3, beta1: 0),
                    new Adam(gan.Discriminator.Parameters, 5e-3, beta1: 0))
                { Average = Ema(gan.Generator, averaging) });
            default:
                var diffusion = new Diffusion(Mlp.Build([Diffusion.Width(2), 32, 2], rng, "silu"), 2, NoiseSchedule.Cosine(30), rng);
                return (diffusion, new GenerativeTrainer(diffusion, new Adam(diffusion.Parameters, 5e-3))
                { Average = Ema(diffusion, averaging) });
        }
    }

    private static Ema? Ema(Module model, double decay) => decay > 0 ? new Ema(model, decay) : null;

    private sealed class Told : IProgress<GenerativeProgress>
    {
        public List<long> Steps { get; } = [];

        public void Report(GenerativeProgress value) => Steps.Add(value.Step);
    }
}
