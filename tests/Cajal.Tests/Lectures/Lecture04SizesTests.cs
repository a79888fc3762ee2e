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
        new Linear(5, 5, new Rng(1), bias: false).Weight.Count.ShouldBe(25);
        // Kernel 3 over 5 inputs with one zero on each side: the two ends see two inputs each.
        int edges = Enumerable.Range(0, 5).Sum(i => Enumerable.Range(i - 1, 3).Count(j => j is >= 0 and < 5));
        edges.ShouldBe(13);
    }
}
