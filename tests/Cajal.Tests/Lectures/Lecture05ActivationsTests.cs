using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 5: activations.</summary>
public class Lecture05ActivationsTests
{
    [Theory]
    [InlineData(0, 0.5, 0.25)]
    [InlineData(1, 0.7310585786, 0.1966119332)]
    [InlineData(5, 0.9933071491, 0.0066480567)]
    [InlineData(10, 0.9999546021, 4.5395808e-5)]
    public void Sigmoid_and_its_derivative(double z, double value, double slope)
    {
        var (y, d) = At(Activation.Sigmoid, z);
        (y, d).ShouldBe((value, slope), 1e-10);
        d.ShouldBe(y * (1 - y), 1e-16);
        d.ShouldBeLessThanOrEqualTo(0.25);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.5, 0.4621171573, 0.7864477330)]
    [InlineData(1, 0.7615941560, 0.4199743416)]
    public void Tanh_and_its_derivative(double z, double value, double slope)
    {
        var (y, d) = At(Activation.Tanh, z);
        (y, d).ShouldBe((value, slope), 1e-9);
        d.ShouldBe(1 - y * y, 1e-15);
        y.ShouldBe(2 * At(Activation.Sigmoid, 2 * z).Value - 1, 1e-15);
    }

    [Fact]
    public void Relu_and_leaky_relu_take_the_lower_slope_at_zero()
    {
        At(Activation.Relu, 2).ShouldBe((2, 1));
        At(Activation.Relu, -2).ShouldBe((0, 0));
        At(Activation.Relu, 0).ShouldBe((0, 0));
        At(Activation.LeakyRelu(), 2).ShouldBe((2, 1));
        At(Activation.LeakyRelu(), -2).ShouldBe((-0.02, 0.01));
        At(Activation.LeakyRelu(), 0).ShouldBe((0, 0.01));
    }

    [Fact]
    public void Ranges_and_centres()
    {
        var z = Tensor.From([.. Enumerable.Range(-120, 241).Select(i => i / 4.0)]);
        double[] sigmoid = z.Sigmoid().Values(), tanh = z.Tanh().Values(), relu = z.Relu().Values();
        sigmoid.ShouldAllBe(v => v > 0 && v < 1);
        tanh.ShouldAllBe(v => v >= -1 && v <= 1);
        z.Slice(0, 60..181).Tanh().Values().ShouldAllBe(v => v > -1 && v < 1);
        relu.Min().ShouldBe(0);
        relu.Max().ShouldBe(30);
        // Zero-centred: tanh is odd, so values around 0 have the mean 0; a sigmoid's mean is ½.
        tanh.Average().ShouldBe(0, 1e-15);
        sigmoid.Average().ShouldBe(0.5, 1e-14);
        // Steeper: at 0 four times the sigmoid's slope.
        At(Activation.Tanh, 0).Slope.ShouldBe(4 * At(Activation.Sigmoid, 0).Slope);
    }

    [Fact]
    public void Relu_is_sparse_and_a_dead_unit_stays_dead_where_a_leaky_one_comes_back()
    {
        double[] values = Tensor.Normal([10_000], new Rng(1), dtype: DType.Float64).Relu().Values();
        (values.Count(v => v == 0) / 10_000.0).ShouldBe(0.5, 0.02);
        Trained(Activation.Relu).ShouldBe((-5, 0));
        Trained(Activation.LeakyRelu()).Bias.ShouldBeGreaterThan(-5);
    }

    [Fact]
    public void Rosenblatt_has_minus_one_below_zero_and_hidden_units_are_relus_unless_told_otherwise()
    {
        foreach (double net in new[] { -2, -1e-9 })
            (Perceptron.PlusMinusOne(1).Low, Perceptron.ZeroOne(1).Low, Signed(net)).ShouldBe((-1, 0, -1));
        Signed(0).ShouldBe(1);
        ((Activation)Mlp.Build([2, 3, 1], new Rng(1))[1]).FunctionName.ShouldBe("relu");
        static double Signed(double net)
        {
            var unit = Perceptron.PlusMinusOne(2);
            unit.Learn([1, 0], -1);
            // Now w = (−2, 0) and b = −2: net = −2x − 2.
            return unit.Predict((net + 2) / -2, 0);
        }
    }

    // A unit far below zero that ought to answer 1, after 50 steps: its bias, and the last gradient.
    private static (double Bias, double Gradient) Trained(Activation activation)
    {
        var layer = LectureNet.Linear(new[,] { { 0.1 } }, [-5]);
        var descent = new GradientDescent(layer.Parameters, 0.5);
        double last = 0;
        for (int i = 0; i < 50; i++)
        {
            using var tape = Tape.Start();
            var gradients = tape.Gradients(activation.Forward(layer.Forward(LectureNet.Row(1))).HalfSquaredError(LectureNet.Row(1)));
            last = gradients[layer.Bias!].Item();
            descent.Step(gradients);
        }
        return (layer.Bias!.Item(), last);
    }

    [Fact]
    public void Step_is_one_at_zero()
    {
        Activation.Step.Forward(Tensor.From([-0.1, 0, 0.1])).Values().ShouldBe([0, 1, 1]);
        // Rosenblatt's form has −1 below; McCulloch and Pitts's unit has its threshold.
        Perceptron.PlusMinusOne(1).Predict(0).ShouldBe(1);
        McCullochPittsUnit.Or(1).Fire(1).ShouldBe(1);
        McCullochPittsUnit.Or(1).Fire(0.9).ShouldBe(0);
    }

    [Fact]
    public void Softmax_of_one_two_three()
    {
        var y = Activation.Softmax.Forward(Tensor.From([1.0, 2, 3]));
        y.Values().ShouldBe([0.0900305732, 0.2447284711, 0.6652409558], 1e-10);
        y.Sum().Item().ShouldBe(1, 1e-15);
    }

    [Fact]
    public void Without_activations_a_stack_is_one_layer()
    {
        var rng = new Rng(1);
#pragma warning disable CAJ002 // the lecture shows that such a stack collapses
        Linear[] stack = [Layer(3, 5), Layer(5, 4), Layer(4, 2)];
#pragma warning restore CAJ002
        var weight = stack[2].Weight.MatMul(stack[1].Weight).MatMul(stack[0].Weight);
        var bias = stack[2].Bias! + stack[2].Weight.MatMul(stack[1].Bias! + stack[1].Weight.MatMul(stack[0].Bias!));
        var x = Tensor.Normal([6, 3], rng, dtype: DType.Float64);
        var stacked = new Sequential(stack).Forward(x);
        stacked.ToArray<double>().ShouldBe((x.MatMul(weight.T) + bias).ToArray<double>(), 1e-13);

        Linear Layer(int from, int to)
        {
            var layer = new Linear(from, to, rng, dtype: DType.Float64);
            layer.Bias!.Assign(Tensor.Normal([to], rng, dtype: DType.Float64));
            return layer;
        }
    }

    [Fact]
    public void Every_sigmoid_takes_at_least_three_quarters_of_the_gradient()
    {
        var x = new Parameter(Tensor.Scalar(0, DType.Float64));
        // Each sigmoid at its steepest point: z = 0.
        double slope = LectureNet.Gradients(() =>
        {
            Tensor y = x;
            for (int i = 0; i < 10; i++) y = y.Sigmoid() - 0.5;
            return y;
        }, x)[0][0];
        slope.ShouldBe(Math.Pow(0.25, 10), 1e-18);
        slope.ShouldBe(9.54e-7, 1e-9);
    }

    private static (double Value, double Slope) At(Activation activation, double z)
    {
        var x = new Parameter(Tensor.Scalar(z, DType.Float64));
        double slope = LectureNet.Gradients(() => activation.Forward(x), x)[0][0];
        return (activation.Forward(x).Item(), slope);
    }
}

file static class Pairs
{
    public static void ShouldBe(this (double Value, double Slope) actual, (double Value, double Slope) expected, double tolerance)
    {
        actual.Value.ShouldBe(expected.Value, tolerance);
        actual.Slope.ShouldBe(expected.Slope, tolerance);
    }
}
