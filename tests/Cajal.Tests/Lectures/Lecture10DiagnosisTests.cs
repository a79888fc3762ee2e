using Cajal.Networks;
using Cajal.Training;

namespace Cajal.Tests.Lectures;

/// <summary>Section 10: the rules by which a run is judged, each with a healthy network beside a sick one.</summary>
public class Lecture10DiagnosisTests
{
    [Fact]
    public void Gradient_norms_of_a_healthy_network_lie_between_a_millionth_and_a_tenth()
    {
        GradientNorms(8, "relu", "he-normal", steps: 200).ShouldAllBe(norm => norm > 1e-6 && norm < 1e-1);
        GradientNorms(8, "sigmoid", "normal(0.01)", steps: 1)[0].ShouldBeLessThan(1e-6, "it vanishes: the early layers do not learn");
        GradientNorms(8, "relu", "normal(1)", steps: 1)[0].ShouldBeGreaterThan(1e-1, "it explodes");
    }

    [Theory]
    [InlineData(1e-3, 1e-4, 1e-2)]
    [InlineData(0.3, 0.1, 1e9)]
    [InlineData(1e-6, 0, 1e-5)]
    public void Updates_are_about_a_thousandth_of_the_weights_when_the_rate_is_fair(double rate, double low, double high)
    {
        var (x, labels) = Clouds(64);
        var model = Mlp.Build([4, 64, 64, 3], new Rng(1), dtype: DType.Float64);
        var weight = ((Linear)model[2]).Weight;
        var adam = new Adam(model.Parameters, rate);
        double before = weight.Norm().Item();
        var old = new State(weight);
        using (var tape = Tape.Start()) adam.Step(tape.Gradients(model.Forward(x).CrossEntropy(labels)));
        ((weight - old).Norm().Item() / before).ShouldBeInRange(low, high);
    }

    [Fact]
    public void Observers_see_mean_deviation_sparsity_dead_and_saturated_units()
    {
        var (x, _) = Clouds(200);
        var relu = Mlp.Build([4, 10, 3], new Rng(1), dtype: DType.Float64);
        // Three units far below zero for every example.
        relu.Parameters[1].Assign([-100.0, -100, -100, 0, 0, 0, 0, 0, 0, 0]);
        var seen = Seen(relu, x);
        Enumerable.Range(0, 10).Count(unit => Column(seen, unit).All(v => v == 0)).ShouldBe(3);
        Sparsity(seen).ShouldBeInRange(0.3 + 0.7 * 0.2, 0.3 + 0.7 * 0.8);

        var fair = Mlp.Build([4, 10, 3], new Rng(1), "sigmoid", dtype: DType.Float64);
        var wide = Mlp.Build([4, 10, 3], new Rng(1), "sigmoid", initializer: new Normal(100), dtype: DType.Float64);
        Saturated(Seen(fair, x)).ShouldBeLessThan(0.05);
        Saturated(Seen(wide, x)).ShouldBeGreaterThan(0.9);
        Seen(fair, x).Mean().Item().ShouldBe(0.5, 0.1);
        double Deviation(Tensor y) => Math.Sqrt((y - y.Mean()).Square().Mean().Item());
        Deviation(Seen(wide, x)).ShouldBeGreaterThan(2 * Deviation(Seen(fair, x)));
    }

    [Fact]
    public void Exploding_training_stops_with_the_remedies_and_clipping_helps()
    {
        var sick = Regression(clip: null);
        var error = Should.Throw<RunException>(() => sick.Fit(RegressionData(), 50));
        error.Message.ShouldContain("Lower the learning rate");
        error.Message.ShouldContain("clip the gradients");
        var history = Regression(clip: 0.1).Fit(RegressionData(), 50).History;
        history.ShouldAllBe(e => double.IsFinite(e.Loss));
        history[^1].Loss.ShouldBeLessThan(history[0].Loss / 2);
    }

    [Fact]
    public void A_growing_gap_is_overfitting_and_two_bad_losses_are_underfitting()
    {
        // Labels by the toss of a coin: whatever is learned is learned by heart.
        var rng = new Rng(6);
        Tensor x = Tensor.Normal([30, 8], rng), coin = Tensor.Normal([30, 1], rng).Step(),
            other = Tensor.Normal([200, 8], rng), toss = Tensor.Normal([200, 1], rng).Step();
        var byHeart = Fit([8, 64, 1], x, coin, other, toss);
        byHeart[^1].Loss.ShouldBeLessThan(0.01);
        byHeart[^1].ValidationLoss!.Value.ShouldBeGreaterThan(2 * byHeart[0].ValidationLoss!.Value,
            "validation rises while training falls");

        // A line cannot part XOR: training and validation stay at the loss of guessing, ln 2, while a hidden layer solves both.
        Tensor corners = Tensor.Normal([100, 2], rng).Sign() + Tensor.Normal([100, 2], rng) * 0.1,
            xor = (corners.Slice(1, 0..1) * corners.Slice(1, 1..2)).Step();
        var line = Fit([2, 1], corners, xor, corners, xor);
        new[] { line[^1].Loss, line[^1].ValidationLoss!.Value }.ShouldAllBe(loss => loss > 0.6 && loss < 0.75);
        Fit([2, 16, 1], corners, xor, corners, xor)[^1].ValidationLoss!.Value.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Usual_rates_lie_between_a_ten_thousandth_and_a_tenth()
    {
        foreach (string name in Optimizer.Catalog.Names)
        {
            double usual = Optimizer.Parse(name, [new Parameter(Tensor.Ones([1]))]).LearningRate;
            // Adadelta's steps have the units of the weights by themselves; its rate is a factor on them.
            if (name == "adadelta") usual.ShouldBe(1);
            else usual.ShouldBeInRange(1e-4, 1e-1, name);
        }
    }

    private static double[] GradientNorms(int depth, string activation, string start, int steps)
    {
        var (x, labels) = Clouds(64);
        var model = Mlp.Build([4, .. Enumerable.Repeat(32, depth), 3], new Rng(2), activation,
            initializer: Initializer.Parse(start), dtype: DType.Float64);
        var adam = new Adam(model.Parameters, 1e-3);
        Parameter[] weights = [.. model.Parameters.Where(p => p.Rank == 2)];
        for (int i = 1; ; i++)
        {
            using var tape = Tape.Start();
            var gradients = tape.Gradients(model.Forward(x).CrossEntropy(labels));
            if (i == steps) return [.. weights.Select(w => gradients[w].Norm().Item())];
            adam.Step(gradients);
        }
    }

    // Three noisy clouds of points, so that the loss never reaches 0.
    private static (Tensor X, Tensor Labels) Clouds(int count)
    {
        var rng = new Rng(3);
        long[] labels = [.. Enumerable.Range(0, count).Select(i => (long)(i % 3))];
        Tensor centres = Tensor.Normal([3, 4], rng, dtype: DType.Float64), noise = Tensor.Normal([count, 4], rng, dtype: DType.Float64);
        return (centres.IndexSelect(0, Tensor.From(labels)) + noise, Tensor.From(labels));
    }

    // What comes out of the hidden activation.
    private static Tensor Seen(Sequential model, Tensor x)
    {
        Tensor? seen = null;
        var stop = model[1].Observe((_, y) => seen = y);
        model.Forward(x);
        stop();
        return seen!;
    }

    private static double[] Column(Tensor y, int unit) => y.Slice(1, unit..(unit + 1)).Contiguous().ToArray<double>();

    private static double Sparsity(Tensor y) => y.ToArray<double>().Average(v => v == 0 ? 1.0 : 0);

    private static double Saturated(Tensor y) => y.ToArray<double>().Average(v => v is < 0.01 or > 0.99 ? 1.0 : 0);

    private static TensorBatches RegressionData()
    {
        var rng = new Rng(7);
        var x = Tensor.Normal([64, 5], rng);
        return new TensorBatches(x, x.Sum(1, keepAxis: true), 16);
    }

    private static Trainer Regression(double? clip)
    {
        var model = Mlp.Build([5, 32, 32, 32, 1], new Rng(8), initializer: new Normal(0.5));
        return new Trainer(model, (y, t) => y.MeanSquaredError(t), new GradientDescent(model.Parameters, 0.05)) { ClipNorm = clip };
    }

    private static IReadOnlyList<EpochResult> Fit(int[] sizes, Tensor x, Tensor y, Tensor otherX, Tensor otherY)
    {
        var model = Mlp.Build(sizes, new Rng(9));
        var trainer = new Trainer(model, (a, t) => a.BinaryCrossEntropyWithLogits(t), new Adam(model.Parameters, 0.01));
        return trainer.Fit(new TensorBatches(x, y), 200, new TensorBatches(otherX, otherY)).History;
    }
}
