using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Lectures;

/// <summary>Section 9: regularisation, dropout, initialisation.</summary>
public class Lecture09RegularisationTests
{
    private static Sequential Small(string activation = "tanh") => Mlp.Build([3, 4, 2], new Rng(1), activation, dtype: DType.Float64);

    [Fact]
    public void L2_adds_two_lambda_w_to_the_gradient_of_weights_only()
    {
        var model = Small();
        var g = Gradients(() => new L2Penalty(0.01).Loss(model));
        foreach (var weight in model.Parameters.Where(p => p.Rank == 2))
            g[weight].ShouldBe(weight.Values().Select(w => 0.02 * w), 1e-15);
        model.Parameters.Where(p => p.Rank == 1).ShouldAllBe(bias => !g.ContainsKey(bias));
        double sum = model.Parameters.Where(p => p.Rank == 2).Sum(p => p.Values().Sum(w => w * w));
        new L2Penalty(0.01).Loss(model).Item().ShouldBe(0.01 * sum, 1e-15);
    }

    [Fact]
    public void L1_adds_lambda_times_the_sign_and_nothing_at_zero()
    {
        var model = Small();
        var weight = model.Parameters[0];
        double[] values = weight.Values();
        values[3] = 0;
        weight.Assign(Tensor.From(values, weight.Shape));
        Gradients(() => new L1Penalty(0.01).Loss(model))[weight].ShouldBe(values.Select(w => 0.01 * Math.Sign(w)), 1e-17);
    }

    [Fact]
    public void A_weight_decay_of_two_lambda_is_the_l2_penalty()
    {
        Parameter penalised = new(Tensor.From(new[,] { { 1.0, -2 } })), decayed = new(Tensor.From(new[,] { { 1.0, -2 } }));
        Optimizer one = new GradientDescent([penalised], 0.1), two = new GradientDescent([decayed], 0.1, weightDecay: 0.02);
        for (int i = 0; i < 5; i++)
        {
            using (var tape = Tape.Start()) one.Step(tape.Gradients(penalised.Sum() + penalised.Square().Sum() * 0.01));
            using (var tape = Tape.Start()) two.Step(tape.Gradients(decayed.Sum()));
        }
        decayed.Values().ShouldBe(penalised.Values(), 1e-15);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void Dropout_as_the_lecture_writes_it_and_inverted_have_the_same_expectation(double p)
    {
        // The lecture: training z = W(r·a) + b with r ~ Bernoulli(p), testing z = p·W·a + b. Here: training z = W(r·a/p) + b, testing z = W·a + b.
        var rng = new Rng(2);
        Tensor w = Tensor.Normal([2, 3], rng, dtype: DType.Float64), b = Tensor.Normal([2], rng, dtype: DType.Float64),
            a = Tensor.From([0.5, -1.2, 2]);
        double[] lecture = [0, 0], inverted = [0, 0], chances = new double[8];
        for (int mask = 0; mask < 8; mask++)
        {
            double[] r = [mask & 1, (mask >> 1) & 1, mask >> 2];
            chances[mask] = Math.Pow(p, r.Sum()) * Math.Pow(1 - p, 3 - r.Sum());
            double[] z = (w.MatMul(Tensor.From(r) * a) + b).Values(), scaled = (w.MatMul(Tensor.From(r) * a / p) + b).Values();
            for (int k = 0; k < 2; k++)
                (lecture[k], inverted[k]) = (lecture[k] + chances[mask] * z[k], inverted[k] + chances[mask] * scaled[k]);
        }
        lecture.ShouldBe((p * w.MatMul(a) + b).Values(), 1e-14);
        inverted.ShouldBe((w.MatMul(a) + b).Values(), 1e-14);
        RequireThatTheLayerDraws(chances, a, p, rng);
    }

    // Every mask as often as it should, and what stays divided by p.
    private static void RequireThatTheLayerDraws(double[] chances, Tensor a, double p, Rng rng)
    {
        const int draws = 4000;
        using var tape = Tape.Start();
        double[] rows = new Dropout(1 - p, rng).Forward(a.Expand([draws, 3])).Values(), full = (a / p).Values();
        var seen = new int[8];
        for (int n = 0; n < draws; n++)
        {
            int mask = 0;
            for (int i = 0; i < 3; i++)
            {
                if (rows[3 * n + i] == 0) continue;
                rows[3 * n + i].ShouldBe(full[i], 1e-15);
                mask |= 1 << i;
            }
            seen[mask]++;
        }
        for (int mask = 0; mask < 8; mask++)
            ((double)seen[mask] / draws).ShouldBe(chances[mask], 4 * Math.Sqrt(chances[mask] * (1 - chances[mask]) / draws));
    }

    [Fact]
    public void Deviations_for_the_network_of_the_lecture()
    {
        Shape[] shapes = [[128, 784], [64, 128], [10, 64]];
        shapes.Select(s => new HeNormal().Deviation(s)).ShouldBe([0.0505076272, 0.125, 0.1767766953], 1e-10);
        shapes.Select(s => new XavierNormal().Deviation(s)).ShouldBe([0.0468292906, 0.1020620726, 0.1643989874], 1e-10);
        Mlp.Build([784, 128, 64, 10], new Rng(1)).OfType<Linear>().ShouldAllBe(l => l.Bias!.ToArray<float>().All(b => b == 0));
    }

    [Theory]
    [InlineData("relu", "he-normal")]
    [InlineData("tanh", "xavier-normal(1.6667)")]
    public void A_suited_start_keeps_activations_and_gradients_and_bad_ones_do_not(string activation, string start)
    {
        var (signal, gradient) = Fading(activation, start);
        signal.ShouldBeInRange(0.05, 20);
        gradient.ShouldBeInRange(0.05, 20);
        (signal, gradient) = Fading(activation, "normal(0.01)");
        signal.ShouldBeLessThan(1e-8);
        gradient.ShouldBeLessThan(1e-8);
    }

    [Fact]
    public void Dropout_stands_behind_hidden_layers_and_never_behind_the_output()
    {
        foreach (double rate in new[] { 0.2, 0.5 })
        {
            var model = Mlp.Build([6, 5, 4, 2], new Rng(1), dropout: rate);
            model.Select(l => (l as Dropout)?.Rate).ShouldBe([null, null, rate, null, null, rate, null]);
        }
        // On the input it is a layer of its own in front, with a smaller rate: most of what is known stays.
        var first = new Dropout(0.1, new Rng(2));
        using var tape = Tape.Start();
        double[] inputs = new Sequential(first, Activation.Identity).Forward(Tensor.Ones([10_000], DType.Float64)).Values();
        (inputs.Count(v => v == 0) / 10_000.0).ShouldBe(0.1, 0.012);
    }

    [Fact]
    public void The_usual_strength_of_l2_is_a_hundredth()
    {
        var layer = LectureNet.Linear(new[,] { { 3.0, -4 } }, [7]);
        new L2Penalty(0.01).Loss(layer).Item().ShouldBe(0.25, 1e-15);
        LectureNet.Gradients(() => new L2Penalty(0.01).Loss(layer), layer.Weight)[0].ShouldBe([0.06, -0.08], 1e-15);
    }

    [Fact]
    public void All_zeros_keep_units_identical()
    {
        var model = Mlp.Build([3, 4, 2], new Rng(1), "sigmoid", initializer: new Zeros(), dtype: DType.Float64);
        Train(model, steps: 20);
        double[] w = model.Parameters[0].Values();
        for (int unit = 1; unit < 4; unit++) w[(3 * unit)..(3 * unit + 3)].ShouldBe(w[..3]);
    }

    [Fact]
    public void A_start_of_deviation_one_saturates_wide_tanh_layers()
    {
        var rng = new Rng(3);
        var y = Tensor.Normal([64, 500], rng).MatMul(new Normal(1).Create([100, 500], rng).T).Tanh();
        y.Abs().ToArray<float>().Count(v => v > 0.99).ShouldBeGreaterThan(5000);
    }

    // Size of the activations at the last of 12 layers over that of the inputs; of the bias gradients, which are the deltas, at the
    // first over the last.
    private static (double Signal, double Gradient) Fading(string activation, string start)
    {
        var rng = new Rng(4);
        var layers = new List<Layer>();
        for (int i = 0; i < 12; i++) layers.AddRange([new Linear(64, 64, rng, weight: Initializer.Parse(start), dtype: DType.Float64), Activation.Parse(activation)]);
        var model = new Sequential([.. layers]);
        using var tape = Tape.Start();
        var x = Tensor.Normal([32, 64], rng, dtype: DType.Float64);
        var y = model.Forward(x);
        var g = tape.Gradients((y * Tensor.Normal([32, 64], rng, dtype: DType.Float64)).Sum());
        return (y.Norm().Item() / x.Norm().Item(), g[model.Parameters[1]].Norm().Item() / g[model.Parameters[^1]].Norm().Item());
    }

    private static void Train(Sequential model, int steps)
    {
        var rng = new Rng(5);
        var adam = new Adam(model.Parameters, 0.05);
        Tensor x = Tensor.Normal([16, 3], rng, dtype: DType.Float64), labels = Tensor.From([.. Enumerable.Range(0, 16).Select(i => (long)(i % 2))], [16]);
        for (int i = 0; i < steps; i++)
        {
            using var tape = Tape.Start();
            adam.Step(tape.Gradients(model.Forward(x).CrossEntropy(labels)));
        }
    }

    private static Dictionary<Tensor, double[]> Gradients(Func<Tensor> loss)
    {
        using var tape = Tape.Start();
        var gradients = tape.Gradients(loss());
        return gradients.Tensors.ToDictionary(t => t, t => gradients[t].ToArray<double>(), (IEqualityComparer<Tensor>)ReferenceEqualityComparer.Instance);
    }
}
