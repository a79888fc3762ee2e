using Cajal.Networks;

namespace Cajal.Tests.Networks.Models;

public class DiffusionTests
{
    public static IEnumerable<ModuleSample> Samples => [new("Diffusion", [4, 3], null, rng => Make(rng))];

    /// <summary>Var(x_t) = ᾱ_t·Var(x₀) + 1 − ᾱ_t and E(x_t) = √ᾱ_t·E(x₀).</summary>
    [Fact]
    public void Noisy_examples_have_the_variance_of_their_time()
    {
        const int n = 100_000;
        var model = Make(new Rng(1));
        var x = Tensor.Normal([n, 3], new Rng(2), mean: 2, standardDeviation: 0.5);
        foreach (int t in new[] { 0, 10, 19 })
        {
            double kept = model.Schedule.Kept(t), variance = kept * 0.25 + 1 - kept;
            var noisy = model.Noisy(x, Tensor.Full([n], t, DType.Int64), Tensor.Normal([n, 3], new Rng(3)));
            noisy.Mean(0).ToArray<float>().ShouldAllBe(m => Math.Abs(m - 2 * Math.Sqrt(kept)) < 5 / Math.Sqrt(n));
            noisy.Variance(0).ToArray<float>().ShouldAllBe(v => Math.Abs(v / variance - 1) < 5 * Math.Sqrt(2.0 / n));
        }
    }

    /// <summary>Ho, Jain, Abbeel (2020), algorithm 2 with the smaller of their two variances (eq. 6 and 7):
    /// x_{t−1} = √ᾱ_{t−1}·β_t/(1−ᾱ_t)·x̂₀ + √α_t·(1−ᾱ_{t−1})/(1−ᾱ_t)·x_t + √β̃_t·z.</summary>
    [Fact]
    public void DDIM_with_eta_1_is_DDPM()
    {
        var model = Make(new Rng(1));
        var sampler = new DiffusionSampler(model);
        Tensor x = Tensor.Normal([5, 3], new Rng(2)), z = Tensor.Normal([5, 3], new Rng(3));
        for (int t = 0; t < model.Schedule.Steps; t++)
        {
            double kept = model.Schedule.Kept(t), before = model.Schedule.Kept(t - 1), beta = model.Schedule.Beta(t);
            var epsilon = model.PredictNoise(x, Tensor.Full([5], t, DType.Int64));
            var origin = (x - epsilon * Math.Sqrt(1 - kept)) / Math.Sqrt(kept);
            var expected = origin * (Math.Sqrt(before) * beta / (1 - kept)) + x * (Math.Sqrt(1 - beta) * (1 - before) / (1 - kept))
                + z * Math.Sqrt(beta * (1 - before) / (1 - kept));
            float[] a = sampler.Step(x, t, t - 1, 1, z).ToArray<float>(), b = expected.ToArray<float>();
            for (int i = 0; i < a.Length; i++) a[i].ShouldBe(b[i], 2e-4 * Math.Max(1, Math.Abs(b[i])));
        }
    }

    /// <summary>A net that knows the truth, x₀ = 1.5 always, leads every sampler there: ε̂ = (x_t − √ᾱ_t·1.5)/√(1−ᾱ_t), which the model
    /// asks for as √ᾱ_t·ε − √(1−ᾱ_t)·x₀.</summary>
    [Fact]
    public void With_the_true_noise_every_way_of_sampling_ends_at_the_truth()
    {
        var schedule = NoiseSchedule.Cosine(50);
        var model = new Diffusion(new Knowing(schedule, 1.5f), 2, schedule, new Rng(1));
        foreach (var sampler in new DiffusionSampler[]
        {
            new(model), new(model) { Steps = 50, Eta = 0 }, new(model) { Steps = 7 }, new(model) { Steps = 1 },
            new(model) { Steps = 10, Eta = 0.5, Bound = 2 },
        })
            sampler.Sample(20, new Rng(2)).ToArray<float>().ShouldAllBe(v => Math.Abs(v - 1.5f) < 1e-3f);
        new DiffusionSampler(model) { Bound = 1 }.Sample(4, new Rng(2)).ToArray<float>().ShouldAllBe(v => Math.Abs(v - 1) < 1e-3f);
    }

    /// <summary>The same for a net that answers the example: it need not know the time.</summary>
    [Fact]
    public void With_the_true_example_every_way_of_sampling_ends_at_the_truth()
    {
        var model = new Diffusion(new Saying(1.5f), 2, NoiseSchedule.Cosine(50), new Rng(1), output: DiffusionOutput.Example);
        foreach (var sampler in new DiffusionSampler[] { new(model), new(model) { Steps = 7 }, new(model) { Steps = 1 }, new(model) { Bound = 2 } })
            sampler.Sample(20, new Rng(2)).ToArray<float>().ShouldAllBe(v => Math.Abs(v - 1.5f) < 1e-3f);
        // ε̂ = (x_t − √ᾱ_t·x̂₀)/√(1−ᾱ_t)
        Tensor x = Tensor.Full([3, 2], 1.5), epsilon = Tensor.Normal([3, 2], new Rng(3)), t = Tensor.From(new[] { 0L, 25, 49 });
        (model.PredictNoise(model.Noisy(x, t, epsilon), t) - epsilon).Abs().Max().Item().ShouldBeLessThan(1e-3);
    }

    /// <summary>w·(x₀ − x̂₀)², w = ᾱ/(1−ᾱ) kept within 1 and 5, here of a schedule with a single step.</summary>
    [Theory]
    [InlineData(0.1, 5)]
    [InlineData(0.25, 3)]
    [InlineData(0.9, 1)]
    public void The_loss_of_an_example_is_weighted_by_its_signal(double beta, double weight)
    {
        var model = new Diffusion(new Saying(1.5f), 2, NoiseSchedule.Linear(1, beta, beta), new Rng(1), output: DiffusionOutput.Example);
        model.Loss(Tensor.Full([8, 2], 3.5)).Item().ShouldBe(4 * weight, 1e-4);
    }

    [Fact]
    public void The_loss_is_one_for_a_net_that_knows_nothing_of_pure_noise_and_falls_in_training()
    {
        var model = Make(new Rng(1));
        var adam = new Adam(model.Parameters, 5e-3);
        var x = Tensor.Normal([64, 3], new Rng(2), standardDeviation: 0.1);
        var losses = new List<double>();
        for (int i = 0; i < 300; i++)
        {
            using var tape = Tape.Start();
            var loss = model.Loss(x);
            losses.Add(loss.Item());
            adam.Step(tape.Gradients(loss));
        }
        losses.TakeLast(50).Average().ShouldBeLessThan(losses.Take(10).Average() / 3);
    }

    [Fact]
    public void Guidance_moves_away_from_the_answer_without_a_class()
    {
        var model = Make(new Rng(1), classes: 3);
        var x = Tensor.Normal([2, 3], new Rng(2));
        var labels = Tensor.From(new[] { 0, 2 });
        var t = Tensor.Full([2], 5, DType.Int64);
        var (told, free) = (model.PredictNoise(x, t, labels), model.PredictNoise(x, t));
        told.ToArray<float>().ShouldNotBe(free.ToArray<float>());
        var plain = new DiffusionSampler(model).Step(x, 5, 4, 0, null, labels);
        var guided = new DiffusionSampler(model) { Guidance = 2 }.Step(x, 5, 4, 0, null, labels);
        double kept = model.Schedule.Kept(5), then = model.Schedule.Kept(4);
        double slope = Math.Sqrt(1 - then) - Math.Sqrt((1 - kept) / kept * then);
        (guided - plain - (told - free) * (2 * slope)).Abs().Max().Item().ShouldBeLessThan(1e-4);
        model.Sample(2, new Rng(3), labels).Shape.ShouldBe([2, 3]);
        model.Sample(2, new Rng(3)).Shape.ShouldBe([2, 3]);
    }

    [Fact]
    public void Labels_are_hidden_as_often_as_asked()
    {
        // What a net is shown of class 2 of four, in the last columns of its input.
        foreach (double hidden in new[] { 0, 0.25 })
        {
            var net = new Linear(Diffusion.Width(3, 4), 3, new Rng(1));
            var model = new Diffusion(new Showing(net, out var shown), 3, NoiseSchedule.Cosine(20), new Rng(1), 4, hidden);
            model.Loss(Tensor.Normal([4000, 3], new Rng(2)), Tensor.Full([4000], 2, DType.Int64));
            float[] share = shown().Slice(1, ^4..).Mean(0).ToArray<float>();
            (share[0], share[1], share[3]).ShouldBe((0, 0, 0));
            share[2].ShouldBe((float)(1 - hidden), hidden == 0 ? 1e-6f : 0.03f);
        }
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        var model = Make(new Rng(1));
        Wrong<ArgumentOutOfRangeException>(() => new(model) { Steps = 21 }, "1 to 20");
        Wrong<ArgumentOutOfRangeException>(() => new(model) { Eta = 1.5 }, "received 1.5");
        Wrong<ArgumentOutOfRangeException>(() => new(model) { Guidance = -1 }, "received -1");
        Wrong<ArgumentException>(() => new(model) { Guidance = 1 }, "0 classes");
        Should.Throw<ArgumentException>(() => model.Loss(Tensor.Ones([2, 3]), Tensor.From(new[] { 0, 1 })));
        Should.Throw<ArgumentOutOfRangeException>(() => Make(new Rng(1), hiddenLabels: 1));
        Should.Throw<ShapeException>(() => model.Loss(Tensor.Ones([2, 5])));
        model.Sample(0, new Rng(1)).Shape.ShouldBe([0, 3]);
        model.Loss(Tensor.Ones([1, 3])).Shape.Rank.ShouldBe(0);

        void Wrong<TError>(Func<DiffusionSampler> sampler, string words) where TError : Exception =>
            Should.Throw<TError>(() => sampler().Sample(1, new Rng(1))).Message.ShouldContain(words);
    }

    [Fact]
    public void Saved_and_loaded_it_makes_the_same_examples() => SavedAndLoaded.MakesTheSame(rng => Make(rng));

    private static Diffusion Make(Rng rng, int classes = 0, double hiddenLabels = 0.1) =>
        new(Mlp.Build([Diffusion.Width(3, classes), 16, 3], rng, "silu"), 3, NoiseSchedule.Cosine(20), rng, classes, hiddenLabels);

    private sealed class Showing : Layer
    {
        private readonly Layer inner;
        private Tensor? seen;

        public Showing(Layer inner, out Func<Tensor> shown)
        {
            this.inner = RegisterModule("inner", inner);
            shown = () => seen!;
        }

        protected override Tensor Compute(Tensor x) => inner.Forward(seen = x);
    }

    // Finds the time in the first column of cosines and sines: ω₁ = π/2, so sin rises with t.
    private sealed class Knowing(NoiseSchedule schedule, float truth) : Layer
    {
#pragma warning disable CAJ005 // only there so that the loss has a path to a parameter
        private readonly Parameter unused = new(Tensor.Zeros([1]));
#pragma warning restore CAJ005

        protected override Tensor Compute(Tensor x)
        {
            var place = x.Slice(1, 2..3).ToArray<float>();
            var answer = new float[x.Shape[0], 2];
            float[] all = x.Contiguous().ToArray<float>();
            for (int i = 0; i < place.Length; i++)
            {
                int t = (int)Math.Round(Math.Asin(Math.Min(1, place[i])) / (Math.PI / 2) * schedule.Steps) - 1;
                double signal = Math.Sqrt(schedule.Kept(t)), noise = Math.Sqrt(1 - schedule.Kept(t));
                for (int j = 0; j < 2; j++)
                    answer[i, j] = (float)(signal * (all[i * x.Shape[1] + j] - signal * truth) / noise - noise * truth);
            }
            return Tensor.From(answer) + 0 * unused;
        }
    }

    private sealed class Saying(float truth) : Layer
    {
#pragma warning disable CAJ005 // only there so that the loss has a path to a parameter
        private readonly Parameter unused = new(Tensor.Zeros([1]));
#pragma warning restore CAJ005

        protected override Tensor Compute(Tensor x) => Tensor.Full([x.Shape[0], 2], truth) + 0 * unused;
    }
}
