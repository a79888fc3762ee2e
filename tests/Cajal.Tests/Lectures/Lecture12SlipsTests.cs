using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 12: where the slides round, err or disagree, shown.</summary>
public class Lecture12SlipsTests
{
    [Fact]
    public void Slip_1_the_printed_weight_comes_from_rounding_on_the_way()
    {
        double printed = 0.3 - 0.19 * 0.69 * 0.31 * 0.68;
        printed.ShouldBe(0.2723641, 5e-8);
        (0.3 - 0.0406 * 0.68).ShouldBe(0.272392, 1e-9);
        Math.Abs(printed - 0.272392).ShouldBeGreaterThan(2e-5);
        printed.ShouldBe(0.272392, 1e-4);
    }

    [Fact]
    public void Slip_2_the_printed_sign_of_gradient_descent_climbs()
    {
        // L = (y − ŷ)²/2. Right: w + α(y − ŷ)s'(z)x. Printed: w − α(y − ŷ)s'(z)x.
        Losses(+1).ShouldBeInOrder(SortDirection.Descending);
        Losses(-1).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void Slip_3_a_dense_layer_costs_the_product_of_its_sizes()
    {
        long Cost(int width, int batch)
        {
            using var tape = Tape.Start();
            Mlp.Build([width, width, width], new Rng(1)).Forward(Tensor.Zeros([batch, width]));
            return tape.Nodes.Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs));
        }
        // L·N²·M: twice the width costs four times as much, not twice.
        Cost(32, 8).ShouldBe(2 * 32 * 32 * 8);
        Cost(64, 8).ShouldBe(4 * Cost(32, 8));
    }

    [Fact]
    public void Slip_4_the_argument_of_dropout_is_the_share_that_is_dropped()
    {
        using var tape = Tape.Start();
        var y = new Dropout(0.2, new Rng(1)).Forward(Tensor.Ones([10_000]));
        ((double)y.ToArray<float>().Count(v => v == 0)).ShouldBe(2000, 160);
    }

    [Fact]
    public void Slip_4_keep_probability_and_drop_rate_agree_only_at_a_half()
    {
        double Zeros(double rate)
        {
            using var tape = Tape.Start();
            return new Dropout(rate, new Rng(1)).Forward(Tensor.Ones([20_000])).ToArray<float>().Count(v => v == 0) / 20_000.0;
        }
        foreach (double p in new[] { 0.1, 0.2, 0.4, 0.6, 0.8 }) Math.Abs(Zeros(p) - Zeros(1 - p)).ShouldBeGreaterThan(0.15);
        Zeros(0.5).ShouldBe(Zeros(1 - 0.5));
    }

    [Fact]
    public void Slip_5_with_all_zeros_something_learns_but_hidden_units_stay_identical()
    {
        var model = Mlp.Build([2, 3, 1], new Rng(1), "sigmoid", initializer: new Zeros(), dtype: DType.Float64);
        double[][] g = LectureNet.Gradients(() => model.Forward(Tensor.From(new[,] { { 1.0, 2 } })).HalfSquaredError(LectureNet.Row(1)), [.. model.Parameters]);
        g[0].ShouldAllBe(v => v == 0, "hidden weights get nothing while the output weights are zero");
        g[2].ShouldAllBe(v => v == g[2][0] && v != 0, "output weights learn, all alike, because sigmoid(0) = 0.5");
        g[3].ShouldAllBe(v => v != 0, "the output bias learns");
    }

    [Fact]
    public void Slip_6_the_second_argument_is_a_deviation()
    {
        double[] values = new Normal(0.01).Create([200, 200], new Rng(1), DType.Float64).ToArray<double>();
        Math.Sqrt(values.Average(v => v * v)).ShouldBe(0.01, 2e-4);
    }

    [Fact]
    public void Slip_6_a_deviation_of_a_hundredth_starves_signals_and_a_variance_of_a_hundredth_does_not()
    {
        double Signal(double deviation)
        {
            var rng = new Rng(2);
            var x = Tensor.Normal([50, 128], rng, dtype: DType.Float64);
            for (int layer = 0; layer < 5; layer++) x = x.MatMul(new Normal(deviation).Create([128, 128], rng, DType.Float64).T).Tanh();
            return Math.Sqrt(x.Square().Mean().Item());
        }
        Signal(0.01).ShouldBeLessThan(1e-4);
        Signal(Math.Sqrt(0.01)).ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Slip_7_columns_and_rows_are_transposed_and_the_house_takes_rows()
    {
        var layer = LectureNet.Linear(new[,] { { 1.0, 2, 3 }, { 4, 5, 6 } }, [0.5, -0.5]);
        Tensor rows = Tensor.From(new[,] { { 1.0, 0, -1 }, { 2, 1, 0 } }), columns = rows.T;
        // (m, n) with x·Wᵀ; (n, m) with W·x; row vectors x·W with the transposed weight.
        double[] ours = layer.Forward(rows).Values();
        (layer.Weight.MatMul(columns) + layer.Bias!.Reshape(2, 1)).T.Contiguous().Values().ShouldBe(ours);
        (rows.MatMul(layer.Weight.T) + layer.Bias!).Values().ShouldBe(ours);
        Should.Throw<ShapeException>(() => layer.Forward(columns.Contiguous()));
    }

    [Fact]
    public void Slip_8_the_lectures_adam_and_momentum_are_not_the_usual_defaults()
    {
        Math.Abs(First(p => new AdamUncorrected(p, 0.1)) - First(p => new Adam(p, 0.1))).ShouldBeGreaterThan(0.05);
        Math.Abs(First(p => new AveragingSgd(p, 0.1)) - First(p => new Sgd(p, 0.1, momentum: 0.9))).ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Slip_9_full_batches_descend_step_by_step_and_mini_batches_need_not()
    {
        Rises(batch: 64, rate: 0.5).ShouldBe(0);
        Rises(batch: 4, rate: 0.5).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Slip_10_the_step_goes_against_the_gradient()
    {
        var x = new Parameter(Tensor.Scalar(5, DType.Float64));
        using var tape = Tape.Start();
        new GradientDescent([x], 0.1).Step(tape.Gradients(x.Square() + 3));
        x.Item().ShouldBe(4, 1e-15);
    }

    [Fact]
    public void Slip_11_normalising_a_constant_vector_without_epsilon_divides_by_zero()
    {
        Tensor constant = Tensor.From([2.0, 2, 2]), z = Tensor.From([1.0, 2, 3, 4]);
        Normalised(constant, 0).ShouldAllBe(v => double.IsNaN(v));
        Normalised(constant, 1e-5).ShouldAllBe(v => v == 0);
        Normalised(z, 0).ShouldBe([-1.3416407865, -0.4472135955, 0.4472135955, 1.3416407865], 1e-10);
        Normalised(z, 1e-5).ShouldBe([-1.3416354, -0.4472118, 0.4472118, 1.3416354], 1e-7);
        static double[] Normalised(Tensor z, double epsilon) => ((z - z.Mean()) / (z.Variance([0], 0) + epsilon).Sqrt()).Values();
    }

    [Fact]
    public void Slip_12_the_sixth_cell_of_the_curve_filter_sees_nothing()
    {
        (int Row, int Column)[] cells = [(0, 5), (1, 4), (2, 3), (3, 3), (4, 3), (5, 3)];
        var filter = new double[7, 7];
        foreach (var (row, column) in cells) filter[row, column] = 30;
        var patch = new double[7, 7];
        foreach (var (row, column) in new[] { (1, 4), (3, 3), (4, 3), (5, 3) }) patch[row, column] = 50;
        patch[2, 3] = 20;
        (Tensor.From(filter) * Tensor.From(patch)).Sum().Item().ShouldBe(6600);
    }

    [Fact]
    public void Slip_13_the_step_function_is_one_at_zero() => Tensor.From([0.0]).Step().Item().ShouldBe(1);

    [Fact]
    public void Slip_13_a_polynomial_activation_gives_only_polynomials_of_its_degree()
    {
        // Any width, any weights: with x² one hidden layer is a parabola, whose third differences are 0, and |x|³ is not.
        var rng = new Rng(4);
        Linear hidden = new(1, 200, rng, dtype: DType.Float64), output = new(200, 1, rng, dtype: DType.Float64);
        hidden.Bias!.Assign(Tensor.Normal([200], rng, dtype: DType.Float64));
        Differences(x => output.Forward(hidden.Forward(x).Square()), order: 3, from: -2, step: 0.5).ShouldAllBe(d => Math.Abs(d) < 1e-11);
        Differences(x => output.Forward(hidden.Forward(x).Tanh()), order: 3, from: -2, step: 0.5).ShouldContain(d => Math.Abs(d) > 1e-3);
    }

    [Fact]
    public void Slip_13_outside_of_a_compact_domain_a_relu_network_is_a_straight_line()
    {
        var rng = new Rng(5);
        Linear hidden = new(1, 50, rng, dtype: DType.Float64), output = new(50, 1, rng, dtype: DType.Float64);
        hidden.Bias!.Assign(Tensor.Normal([50], rng, dtype: DType.Float64));
        double last = hidden.Bias.Values().Zip(hidden.Weight.Values(), (b, w) => Math.Abs(b / w)).Max();
        Differences(x => output.Forward(hidden.Forward(x).Relu()), order: 2, from: last + 1, step: 1)
            .ShouldAllBe(d => Math.Abs(d) < 1e-9 * (1 + last));
        Differences(x => x.Sin(), order: 2, from: last + 1, step: 1).ShouldContain(d => Math.Abs(d) > 0.1);
    }

    private static double[] Differences(Func<Tensor, Tensor> f, int order, double from, double step)
    {
        double[] values = f(Tensor.From([.. Enumerable.Range(0, 12).Select(i => from + step * i)], [12, 1])).Values();
        for (int i = 0; i < order; i++) values = [.. values.Zip(values.Skip(1), (a, b) => b - a)];
        return values;
    }

    // The loss of one sigmoid neuron over ten steps in the direction of the sign.
    private static double[] Losses(double sign)
    {
        double w = 0.4, b = -0.1;
        const double x = 1.5, y = 1, rate = 0.5;
        var losses = new double[10];
        for (int i = 0; i < losses.Length; i++)
        {
            double a = Tensor.Scalar(w * x + b, DType.Float64).Sigmoid().Item();
            losses[i] = (y - a) * (y - a) / 2;
            w += sign * rate * (y - a) * a * (1 - a) * x;
            b += sign * rate * (y - a) * a * (1 - a);
        }
        return losses;
    }

    private static double First(Func<IEnumerable<Parameter>, Optimizer> make)
    {
        var x = new Parameter(Tensor.Scalar(1, DType.Float64));
        using var tape = Tape.Start();
        make([x]).Step(tape.Gradients(x.Square()));
        return x.Item();
    }

    // How often the loss over all 64 examples rises in 50 steps of logistic regression.
    private static int Rises(int batch, double rate)
    {
        var rng = new Rng(3);
        Tensor x = Tensor.Normal([64, 5], rng, dtype: DType.Float64), y = (x.Sum(1, keepAxis: true) + Tensor.Normal([64, 1], rng, dtype: DType.Float64)).Step();
        var model = new Linear(5, 1, rng, dtype: DType.Float64);
        var descent = new GradientDescent(model.Parameters, rate);
        int rises = 0;
        double last = double.PositiveInfinity;
        for (int i = 0; i < 50; i++)
        {
            var rows = (i * batch % 64)..(i * batch % 64 + batch);
            using (var tape = Tape.Start())
                descent.Step(tape.Gradients(model.Forward(x.Slice(0, rows)).BinaryCrossEntropyWithLogits(y.Slice(0, rows))));
            double loss = model.Forward(x).BinaryCrossEntropyWithLogits(y).Item();
            if (loss > last) rises++;
            last = loss;
        }
        return rises;
    }
}
