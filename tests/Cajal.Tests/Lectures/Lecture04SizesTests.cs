using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 4: sizes and counts.</summary>
public class Lecture04SizesTests
{
    [Theory]
    [InlineData(new[] { 784, 128, 64, 10 }, 109_386)]
    [InlineData(new[] { 4, 5, 3, 1 }, 47)]
    [InlineData(new[] { 4, 5, 3, 2 }, 51)]
    [InlineData(new[] { 3, 2, 1 }, 11)]
    public void Parameters_of_a_chain(int[] sizes, int count)
    {
        Mlp.Build(sizes, new Rng(1)).Parameters.Sum(p => p.Count).ShouldBe(count);
        Enumerable.Range(1, sizes.Length - 1).Sum(l => sizes[l] * (sizes[l - 1] + 1)).ShouldBe(count);
    }

    [Fact]
    public void Parameters_of_each_layer() => Mlp.Build([784, 128, 64, 10], new Rng(1)).Where(l => l.Parameters.Count > 0)
        .Select(l => l.Parameters.Sum(p => p.Count)).ShouldBe([100_480, 8_256, 650]);

    [Fact]
    public void Activations_of_one_example()
    {
        var model = Mlp.Build([784, 128, 64, 10], new Rng(1));
        int stored = 784;
        foreach (var layer in model.OfType<Linear>()) layer.Observe((_, y) =>
        {
            stored += y.Count;
            return y;
        });
        model.Forward(Tensor.Zeros([1, 784]));
        stored.ShouldBe(986);
    }

    [Fact]
    public void Two_layers_in_row_vectors_without_bias()
    {
        Tensor x = LectureNet.Row(1, 2, 3), w1 = Tensor.Normal([3, 2], new Rng(1), dtype: DType.Float64), w2 = Tensor.Normal([2, 1], new Rng(2), dtype: DType.Float64);
        var h = x.MatMul(w1).Sigmoid();
        var y = h.MatMul(w2).Sigmoid();
        (h.Shape, y.Shape).ShouldBe(([1, 2], [1, 1]));
        (w1.Count + w2.Count).ShouldBe(8);
        // The house's layer keeps the transpose, [out, in].
        Linear first = LectureNet.Linear(new double[2, 3]), second = LectureNet.Linear(new double[1, 2]);
        first.Weight.Assign(w1.T.Contiguous());
        second.Weight.Assign(w2.T.Contiguous());
        second.Forward(first.Forward(x).Sigmoid()).Sigmoid().Item().ShouldBe(y.Item(), 1e-15);
    }

    [Fact]
    public void A_column_a_batch_of_columns_and_a_batch_of_rows_are_one_layer()
    {
        var rng = new Rng(3);
        Tensor w = Tensor.Normal([4, 3], rng, dtype: DType.Float64), b = Tensor.Normal([4], rng, dtype: DType.Float64);
        Tensor rows = Tensor.Normal([5, 3], rng, dtype: DType.Float64), columns = rows.T;
        var ofRows = rows.MatMul(w.T) + b;
        var ofColumns = w.MatMul(columns) + b.Reshape(4, 1);
        ofColumns.T.ToArray<double>().ShouldBe(ofRows.ToArray<double>(), 1e-14);
        (w.MatMul(rows.Select(0, 2)) + b).ToArray<double>().ShouldBe(ofRows.Select(0, 2).ToArray<double>(), 1e-14);
    }

    [Fact]
    public void The_rule_of_thumb_for_a_hidden_layer()
    {
        Math.Sqrt(784 * 10).ShouldBe(88.54, 0.005);
        Mlp.SuggestedWidth(784, 10).ShouldBe(89);
    }

    [Fact]
    public void A_dense_layer_beside_a_convolution()
    {
        var dense = new Linear(5, 5, new Rng(1), bias: false, dtype: DType.Float64);
        dense.Weight.Count.ShouldBe(25);
        Edges(dense.Forward).ShouldBe(25);
        // Kernel 3 over 5 inputs with one zero on each side, three shared numbers: the two ends see two inputs each.
        var kernel = new Parameter(Tensor.From([0.5, -1, 2]));
        kernel.Count.ShouldBe(3);
        Edges(x => Convolve(x, kernel)).ShouldBe(13);
        Convolve(LectureNet.Row(1, 2, 3, 4, 5), kernel).Values().ShouldBe([3, 4.5, 6, 7.5, -3]);
    }

    // How many inputs reach how many outputs: the numbers of the Jacobian that are not 0.
    private static int Edges(Func<Tensor, Tensor> layer)
    {
        int edges = 0;
        for (int i = 0; i < 5; i++)
        {
            var unit = new double[5];
            unit[i] = 1;
            edges += layer(LectureNet.Row(unit)).Values().Count(v => v != 0);
        }
        return edges;
    }

    private static Tensor Convolve(Tensor x, Tensor kernel)
    {
        var padded = x.Pad(1, 1, 1);
        return Enumerable.Range(0, 3).Select(k => padded.Slice(1, k..(k + 5)) * kernel.Slice(0, k..(k + 1))).Aggregate((a, b) => a + b);
    }
}
