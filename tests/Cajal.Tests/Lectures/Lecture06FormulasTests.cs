using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 6: the formulas of backpropagation, by hand and by the tape.</summary>
public class Lecture06FormulasTests
{
    [Theory]
    [InlineData(new[] { 3, 4, 2 })]
    [InlineData(new[] { 3, 5, 4, 3, 2 })]
    public void Deltas_by_the_formulas_are_the_gradients(int[] sizes)
    {
        var rng = new Rng(5);
        var layers = new Linear[sizes.Length - 1];
        for (int l = 0; l < layers.Length; l++) layers[l] = new Linear(sizes[l], sizes[l + 1], rng, dtype: DType.Float64);
        Tensor x = Tensor.Normal([1, sizes[0]], rng, dtype: DType.Float64), y = Tensor.Uniform([1, sizes[^1]], rng, dtype: DType.Float64);

        // Forward: Z = W·A + b, A = s(Z); a holds the rows.
        var a = new Tensor[sizes.Length];
        a[0] = x;
        for (int l = 0; l < layers.Length; l++) a[l + 1] = layers[l].Forward(a[l]).Sigmoid();
        // Backward: δ = (a − y)·a(1 − a) at the output, Wᵀδ·a(1 − a) before; dW = δ·aᵀ, db = δ.
        var model = new Sequential([.. layers.SelectMany(l => new Layer[] { l, Activation.Sigmoid })]);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(model.Forward(x).HalfSquaredError(y));
        var delta = (a[^1] - y) * a[^1] * (1 - a[^1]);
        for (int l = layers.Length - 1; l >= 0; l--)
        {
            gradients[layers[l].Weight].Values().ShouldBe(delta.T.MatMul(a[l]).Values(), 1e-15);
            gradients[layers[l].Bias!].Values().ShouldBe(delta.Values(), 1e-15);
            delta = delta.MatMul(layers[l].Weight) * a[l] * (1 - a[l]);
        }
    }

    [Fact]
    public void The_index_form()
    {
        var rng = new Rng(6);
        Linear first = new(3, 2, rng, bias: false, dtype: DType.Float64), second = new(2, 2, rng, bias: false, dtype: DType.Float64);
        Tensor x = Tensor.Normal([1, 3], rng, dtype: DType.Float64), d = Tensor.Uniform([1, 2], rng, dtype: DType.Float64);
        var model = new Sequential(first, Activation.Sigmoid, second, Activation.Sigmoid);
        double[] h = first.Forward(x).Sigmoid().Values(), y = model.Forward(x).Values();
        double[][] g = LectureNet.Gradients(() => model.Forward(x).HalfSquaredError(d), first.Weight, second.Weight);
        double Delta(int k) => (y[k] - d[0, k]) * y[k] * (1 - y[k]);
        for (int k = 0; k < 2; k++)
            for (int j = 0; j < 2; j++) g[1][2 * k + j].ShouldBe(Delta(k) * h[j], 1e-15);
        for (int j = 0; j < 2; j++)
            for (int m = 0; m < 3; m++)
                g[0][3 * j + m].ShouldBe(h[j] * (1 - h[j]) * (second.Weight[0, j] * Delta(0) + second.Weight[1, j] * Delta(1)) * x[0, m], 1e-15);
    }

    [Fact]
    public void The_computation_graph_of_one_neuron()
    {
        Parameter w = new(Tensor.Scalar(0.7, DType.Float64)), b = new(Tensor.Scalar(-0.2, DType.Float64)), x = new(Tensor.Scalar(1.5, DType.Float64));
        using var tape = Tape.Start();
        var z1 = w * x;
        var z2 = z1 + b;
        var y = z2.Sigmoid();
        tape.Watch(z1);
        tape.Watch(z2);
        var g = tape.Gradients(y.HalfSquaredError(Tensor.Scalar(1, DType.Float64)));
        double dz2 = g[z2].Item();
        dz2.ShouldBe((y.Item() - 1) * y.Item() * (1 - y.Item()), 1e-15);
        g[z1].Item().ShouldBe(dz2);
        g[w].Item().ShouldBe(1.5 * dz2, 1e-16);
        g[b].Item().ShouldBe(dz2);
        g[x].Item().ShouldBe(0.7 * dz2, 1e-16);
    }

    [Fact]
    public void A_fan_out_adds_gradients()
    {
        var x = new Parameter(Tensor.Scalar(2, DType.Float64));
        LectureNet.Gradients(() => x * 3 + x * 4, x)[0].ShouldBe([7.0]);
    }

    [Fact]
    public void Gradients_equal_numerical_ones_for_a_whole_network()
    {
        var rng = new Rng(7);
        var model = Mlp.Build([4, 6, 5, 3], rng, "tanh", dropout: 0.2, dtype: DType.Float64);
        Tensor x = Tensor.Normal([5, 4], rng, dtype: DType.Float64), labels = Tensor.From([0L, 2, 1, 1, 0]);
        GradientCheck.Run(() => model.Forward(x).CrossEntropy(labels), model.Parameters).Worst.ShouldBeLessThan(1e-8);
    }

    [Fact]
    public void Backward_costs_about_as_many_products_as_forward()
    {
        var rng = new Rng(8);
        var model = Mlp.Build([20, 30, 30, 10], rng);
        using var tape = Tape.Start();
        var loss = model.Forward(Tensor.Normal([16, 20], rng)).Square().Sum();
        int forward = tape.Nodes.Count(n => n.Op is MatMul);
        long products = tape.Nodes.Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs));
        products.ShouldBe(16 * (20 * 30 + 30 * 30 + 30 * 10));
        tape.Gradients(loss);
        // By multiply-adds: between one and two times forward, whatever the depth.
        (tape.Nodes.Sum(n => n.Op.MultiplyAdds(n.Inputs, n.Outputs)) - products).ShouldBe(2 * products - 16 * 20 * 30);
        // Two products for each of forward's, one less because nobody asks for the gradient of the input.
        (tape.Nodes.Count(n => n.Op is MatMul) - forward).ShouldBe(2 * forward - 1);
    }
}
