using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Networks.Models;

public class VaeTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("Vae", [4, 3], null, rng => Make(rng)),
        new("NoiseSource", [4, 3], null, rng => new NoiseSource(rng)),
    ];

    /// <summary>KL = E_q[log q − log p], estimated from draws of q.</summary>
    [Fact]
    public void The_divergence_in_closed_form_is_the_mean_of_log_q_minus_log_p()
    {
        var mean = Tensor.From(new[,] { { 0.3, -1.2 }, { 0, 0 } });
        var logVariance = Tensor.From(new[,] { { -0.7, 0.5 }, { 0, 0 } });
        double[] closed = Vae.Divergence(mean, logVariance).ToArray<double>();
        closed[1].ShouldBe(0);
        var epsilon = Tensor.Normal([200_000, 2], new Rng(1), dtype: DType.Float64);
        var (m, v) = (mean.Slice(0, ..1), logVariance.Slice(0, ..1));
        var z = m + (v * 0.5).Exp() * epsilon;
        var difference = ((z.Square() - epsilon.Square() - v) * 0.5).Sum(1);
        double error = difference.StandardDeviation().Item() / Math.Sqrt(200_000);
        closed[0].ShouldBe(difference.Mean().Item(), 4 * error);
    }

    [Fact]
    public void The_loss_is_the_bound_written_out()
    {
        foreach (var output in Enum.GetValues<VaeOutput>())
        {
            var vae = Make(new Rng(1), output, beta: 0.5);
            Tensor x = Tensor.Uniform([5, 3], new Rng(2)), epsilon = Tensor.Normal([5, 2], new Rng(3));
            var (mean, logVariance) = vae.Encode(x);
            var middle = vae.Decode(mean + (logVariance * 0.5).Exp() * epsilon);
            double expected = 0;
            float[] truth = x.ToArray<float>(), p = middle.ToArray<float>();
            for (int i = 0; i < truth.Length; i++)
                expected += output == VaeOutput.Bernoulli ? -truth[i] * Math.Log(p[i]) - (1 - truth[i]) * Math.Log(1 - p[i])
                    : 0.5 * ((truth[i] - p[i]) * (truth[i] - p[i]) / 0.01 + Math.Log(2 * Math.PI * 0.01));
            expected = expected / 5 + 0.5 * Vae.Divergence(mean, logVariance).Mean().Item();
            vae.Loss(x, epsilon, null).Item().ShouldBe(expected, 1e-4 * expected);
        }
    }

    [Fact]
    public void The_gradient_passes_through_the_draw_to_both_nets()
    {
        var vae = Make(new Rng(1));
        using var tape = Tape.Start();
        var gradients = tape.Gradients(vae.Loss(Tensor.Normal([5, 3], new Rng(2))));
        vae.Parameters.ShouldAllBe(p => gradients.Contains(p));
    }

    [Fact]
    public void Each_step_draws_anew_also_in_a_plan()
    {
        var vae = Make(new Rng(1));
        var x = Tensor.Normal([5, 3], new Rng(2));
        var step = new PlannedStep(inputs => [vae.Loss(inputs[0])]) { IsDebugged = () => false };
        var losses = Enumerable.Range(0, 8).Select(_ => step.Run(x)[0].Item()).ToArray();
        step.WhyEager.ShouldBeNull();
        losses.ShouldBeUnique();
    }

    [Fact]
    public void Classes_are_told_to_both_nets_and_must_fit()
    {
        var vae = new Vae(Mlp.Build([3 + 4, 8, 4], new Rng(1)), Mlp.Build([2 + 4, 8, 3], new Rng(2)), 2, new Rng(3), classes: 4);
        Tensor x = Tensor.Ones([2, 3]), zero = Tensor.From(new[] { 0, 0 }), one = Tensor.From(new[] { 1, 1 });
        vae.Encode(x, zero).Mean.ToArray<float>().ShouldNotBe(vae.Encode(x, one).Mean.ToArray<float>());
        vae.Sample(2, new Rng(4), zero).ToArray<float>().ShouldNotBe(vae.Sample(2, new Rng(4), one).ToArray<float>());
        Should.Throw<ArgumentException>(() => vae.Loss(x)).Message.ShouldContain("needs the labels");
        Should.Throw<ShapeException>(() => vae.Loss(x, Tensor.From(new[] { 1 }))).Message.ShouldContain("one label for each of the 2 rows");
        Should.Throw<ArgumentException>(() => Make(new Rng(1)).Loss(x, zero)).Message.ShouldContain("takes no labels");
        Should.Throw<ArgumentOutOfRangeException>(() => new Vae(new Linear(4, 4, new Rng(1)), new Linear(3, 3, new Rng(1)), 2, new Rng(1),
            classes: 1)).Message.ShouldContain("at least 2");
        Should.Throw<ShapeException>(() => new Vae(Mlp.Build([3, 5], new Rng(1)), Mlp.Build([2, 3], new Rng(1)), 2, new Rng(1)).Loss(x))
            .Message.ShouldContain("an encoder that gives [N, 4]");
    }

    [Fact]
    public void Samples_have_the_learned_spread()
    {
        var vae = Make(new Rng(1));
        ((Parameter)vae.NamedVariables.Single(v => v.Name == "outputLogVariance").Variable).Assign([(float)Math.Log(100)]);
        vae.Sample(2000, new Rng(2)).StandardDeviation(0).ToArray<float>().ShouldAllBe(s => s > 9 && s < 11.5);
        vae.Sample(0, new Rng(2)).Shape.ShouldBe([0, 3]);
    }

    [Fact]
    public void Saved_and_loaded_it_makes_the_same_examples() => SavedAndLoaded.MakesTheSame(rng => Make(rng));

    private static Vae Make(Rng rng, VaeOutput output = VaeOutput.Gaussian, double beta = 1) =>
        new(Mlp.Build([3, 8, 4], rng, "tanh"), Mlp.Build([2, 8, 3], rng, "tanh"), 2, rng, output, beta: beta);
}

/// <summary>A model's weights go through a file.</summary>
internal static class SavedAndLoaded
{
    public static void MakesTheSame(Func<Rng, GenerativeModel> make)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("cajal-").FullName, "model.safetensors");
        GenerativeModel one = make(new Rng(1)), two = make(new Rng(2));
        two.Sample(3, new Rng(5)).ToArray<float>().ShouldNotBe(one.Sample(3, new Rng(5)).ToArray<float>());
        ModelWeights.Save(path, one);
        ModelWeights.Load(path, two);
        two.Sample(3, new Rng(5)).ToArray<float>().ShouldBe(one.Sample(3, new Rng(5)).ToArray<float>());
    }
}
