namespace Cajal.Tests.Tensors;

public class TensorCreationTests
{
    [Fact]
    public void From_arrays_of_every_rank_and_type()
    {
        Tensor.From([1f, 2, 3]).DType.ShouldBe(DType.Float32);
        Tensor.From([1.0, 2]).DType.ShouldBe(DType.Float64);
        Tensor.From([1, 2]).DType.ShouldBe(DType.Int32);
        Tensor.From([1L, 2]).DType.ShouldBe(DType.Int64);
        Tensor.From([true]).DType.ShouldBe(DType.Bool);
        Tensor.From(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).ToArray<int>().ShouldBe([1, 2, 3, 4, 5, 6]);
        Tensor.From(new[, ,] { { { 1 }, { 2 } } }).Shape.ShouldBe([1, 2, 1]);
        Tensor.From(new int[2, 1, 3, 1]).Shape.ShouldBe([2, 1, 3, 1]);
        float[][] rows = [[1, 2], [3, 4], [5, 6]];
        Tensor.From(rows).Shape.ShouldBe([3, 2]);
        Tensor.From(rows)[2, 1].ShouldBe(6);
        Tensor.From(Array.Empty<float[]>()).Shape.ShouldBe([0, 0]);
        Tensor.From([1f, 2, 3, 4], [2, 2])[1, 0].ShouldBe(3);
        ReadOnlySpan<double> span = [1, 2];
        Tensor.From(span, [2, 1]).Shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void From_copies_and_Wrap_does_not()
    {
        float[] values = [1, 2, 3];
        Tensor copy = Tensor.From(values), view = Tensor.Wrap(values, [3]);
        values[0] = 9;
        copy[0].ShouldBe(1);
        view[0].ShouldBe(9);
        view.T.Reshape(3, 1)[0, 0].ShouldBe(9);
    }

    [Fact]
    public void Fills_and_ranges()
    {
        Tensor.Zeros([2, 2]).ToArray<float>().ShouldBe([0, 0, 0, 0]);
        Tensor.Ones([2], DType.Bool).ToArray<bool>().ShouldBe([true, true]);
        Tensor.Full([2], 7, DType.Int64).ToArray<long>().ShouldBe([7, 7]);
        Tensor.Scalar(2.5).Item().ShouldBe(2.5);
        Tensor.Eye(2).ToArray<float>().ShouldBe([1, 0, 0, 1]);
        Tensor.Arange(3).ToArray<long>().ShouldBe([0, 1, 2]);
        Tensor.Arange(0, 1, 0.25).ToArray<float>().ShouldBe([0, 0.25f, 0.5f, 0.75f]);
        Tensor.Arange(3, 0, -1, DType.Int32).ToArray<int>().ShouldBe([3, 2, 1]);
        Tensor.Arange(0).Count.ShouldBe(0);
        Tensor.Linspace(0, 1, 5, DType.Float64).ToArray<double>().ShouldBe([0, 0.25, 0.5, 0.75, 1]);
        Tensor.Linspace(2, 9, 1).ToArray<float>().ShouldBe([2]);
        Tensor.Linspace(0, 0.1, 7, DType.Float64)[6].ShouldBe(0.1);
    }

    [Fact]
    public void Random_tensors_follow_the_seed()
    {
        Tensor.Uniform([100], new Rng(1), -1, 2).ToArray<float>().ShouldAllBe(v => v >= -1 && v < 2);
        Tensor.Normal([5], new Rng(1)).ToArray<float>().ShouldBe(Tensor.Normal([5], new Rng(1)).ToArray<float>());
        Tensor.Normal([5], new Rng(1)).ToArray<float>().ShouldNotBe(Tensor.Normal([5], new Rng(2)).ToArray<float>());
        Tensor.Normal([20_000], new Rng(3), 2, 3, DType.Float64).Mean().Item().ShouldBe(2, 0.1);
        Tensor.Normal([20_000], new Rng(3), 2, 3, DType.Float64).StandardDeviation().Item().ShouldBe(3, 0.1);
    }

    [Fact]
    public void What_cannot_be_made_says_so()
    {
        Should.Throw<ShapeException>(() => Tensor.From([1f, 2], [3])).Message.ShouldContain("2 values");
        Should.Throw<ShapeException>(() => Tensor.Wrap([1f, 2], [3]));
        Should.Throw<ArgumentException>(() => Tensor.From(new float[][] { [1, 2], [3] })).Message.ShouldContain("row 1 has 1");
        Should.Throw<NotSupportedException>(() => Tensor.From(new[] { 'a' })).Message.ShouldContain("Char");
        Should.Throw<ArgumentException>(() => Tensor.Arange(0, 3, -1)).Message.ShouldContain("-1");
        Should.Throw<ArgumentException>(() => Tensor.Arange(0, 3, 0));
    }

    [Fact]
    public void A_number_the_element_type_cannot_hold_is_refused()
    {
        foreach (var make in new Func<Tensor>[]
        {
            () => Tensor.Scalar(2.7, DType.Int64), () => Tensor.Full([2], 1e12, DType.Int32), () => Tensor.Full([2], 2, DType.Bool),
            () => Tensor.Arange(0, 1, 0.25, DType.Int32), () => Tensor.Linspace(0, 1, 3, DType.Int64), () => Tensor.Scalar(double.NaN, DType.Int32),
            () => Tensor.Full([2], 1e17, DType.Int64), () => Tensor.Scalar(1L << 53, DType.Int64),
        })
            Should.Throw<ArgumentException>(() => make()).Message.ShouldContain("cannot stand in a tensor of");
        Tensor.Scalar((1L << 53) - 1, DType.Int64).ToArray<long>().ShouldBe([(1L << 53) - 1]);
        Tensor.Arange(0, 3, 1, DType.Int32).ToArray<int>().ShouldBe([0, 1, 2]);
        Tensor.Full([2], 1, DType.Bool).ToArray<bool>().ShouldBe([true, true]);
    }

    [Fact]
    public void Random_whole_numbers_by_uniform_or_normal_are_refused_with_a_sentence()
    {
        Should.Throw<ArgumentException>(() => Tensor.Uniform([2], new Rng(1), 0, 5, DType.Int32)).Message.ShouldContain("Uniform gives Float32 or Float64");
        Should.Throw<ArgumentException>(() => Tensor.Normal([2], new Rng(1), dtype: DType.Bool)).Message.ShouldContain("Normal gives Float32 or Float64");
    }
}
