namespace Cajal.Tests.Tensors;

public class TensorReadingTests
{
    private static readonly Tensor X = Tensor.From(new[,] { { 1f, 2, 3 }, { 4, 5, 6 } });

    [Fact]
    public void Elements_by_index()
    {
        (X[0, 0], X[1, 2], X[-1, -3]).ShouldBe((1, 6, 4));
        X.T[2, 0].ShouldBe(3);
        X.Slice(1, 1..3, 2)[1, 0].ShouldBe(5);
        Tensor.Scalar(7)[[]].ShouldBe(7);
        Tensor.From([true, false])[0].ShouldBe(1);
        Tensor.From([1L << 40])[0].ShouldBe(1L << 40);
        Should.Throw<ArgumentException>(() => X[0]).Message.ShouldContain("2 indices");
        Should.Throw<ArgumentException>(() => X[0, 3]).Message.ShouldContain("axis 1");
        Should.Throw<ArgumentException>(() => X[-3, 0]).Message.ShouldContain("axis 0");
    }

    [Fact]
    public void Spans_look_at_the_same_memory_and_arrays_copy()
    {
        X.AsSpan<float>().ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        X.T.ToArray<float>().ShouldBe([1, 4, 2, 5, 3, 6]);
        float[] values = [1, 2, 3, 4];
        var view = Tensor.Wrap(values, [2, 2]).Slice(0, 1..2);
        view.IsContiguous.ShouldBeTrue();
        ref readonly float first = ref view.AsSpan<float>()[0];
        values[2] = 9;
        first.ShouldBe(9);
        Should.Throw<InvalidOperationException>(() => X.T.AsSpan<float>().Length).Message.ShouldContain("Contiguous()");
        Should.Throw<InvalidOperationException>(() => X.AsSpan<double>().Length).Message.ShouldContain("Float32");
        Should.Throw<InvalidOperationException>(() => X.ToArray<int>()).Message.ShouldContain("To(DType.Int32)");
    }

    [Fact]
    public void Item_reads_the_only_element()
    {
        X.Slice(0, 1..2).Slice(1, 1..2).Item().ShouldBe(5);
        Should.Throw<InvalidOperationException>(() => X.Item()).Message.ShouldContain("[2, 3]");
        Should.Throw<InvalidOperationException>(() => Tensor.Zeros([0]).Item()).Message.ShouldContain("[0]");
    }

    [Fact]
    public void Facts()
    {
        (X.Rank, X.Count, X.DType, X.Device).ShouldBe((2, 6, DType.Float32, Device.Cpu));
        X.T.IsContiguous.ShouldBeFalse();
        X.T.Storage.ShouldBeSameAs(X.Storage);
        DType.Bool.Size().ShouldBe(1);
        DType.Int64.Size().ShouldBe(8);
    }
}
