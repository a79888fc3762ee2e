namespace Cajal.Tests.Tensors;

public class LayoutTests
{
    private static readonly Layout Matrix = new([3, 4]);

    [Fact]
    public void A_new_layout_is_dense_and_row_major()
    {
        new Layout([2, 3, 4]).Strides.ToArray().ShouldBe([12, 4, 1]);
        new Layout([2, 3, 4]).IsContiguous.ShouldBeTrue();
        new Layout(Shape.Scalar).IsContiguous.ShouldBeTrue();
        new Layout([2, 0, 4]).IsContiguous.ShouldBeTrue();
    }

    [Fact]
    public void Permute_moves_strides_along()
    {
        var t = Matrix.Permute([1, 0]);
        t.Shape.ShouldBe([4, 3]);
        t.Strides.ToArray().ShouldBe([1, 4]);
        t.IsContiguous.ShouldBeFalse();
        t.Permute([-1, -2]).ShouldBe(Matrix);
        Should.Throw<ArgumentException>(() => Matrix.Permute([0])).Message.ShouldContain("2 axes");
        Should.Throw<ArgumentException>(() => Matrix.Permute([0, -2])).Message.ShouldContain("twice");
    }

    [Fact]
    public void Slice_moves_the_offset_and_stretches_the_stride()
    {
        var s = Matrix.Slice(1, 1, 4, 2);
        s.Shape.ShouldBe([3, 2]);
        s.Offset.ShouldBe(1);
        s.Strides.ToArray().ShouldBe([4, 2]);
        Matrix.Slice(0, 1, 2).IsContiguous.ShouldBeTrue();
        Matrix.Slice(0, 2, 2).Shape.ShouldBe([0, 4]);
        Should.Throw<ArgumentOutOfRangeException>(() => Matrix.Slice(0, 1, 4)).Message.ShouldContain("3 elements");
        Should.Throw<ArgumentOutOfRangeException>(() => Matrix.Slice(0, 2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Matrix.Slice(0, -1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Matrix.Slice(0, 0, 1, 0)).Message.ShouldContain("step");
    }

    [Fact]
    public void Expand_repeats_with_stride_0()
    {
        var e = new Layout([3, 1]).Expand([2, 3, 4]);
        e.Strides.ToArray().ShouldBe([0, 1, 0]);
        e.IsContiguous.ShouldBeFalse();
        Should.Throw<ShapeException>(() => Matrix.Expand([3, 5]));
        Should.Throw<ShapeException>(() => Matrix.Expand([4]));
    }

    [Fact]
    public void Reshape_without_a_copy_where_it_can()
    {
        Matrix.TryReshape([2, 6], out var dense).ShouldBeTrue();
        dense.ShouldBe(new Layout([2, 6]));
        Matrix.TryReshape([5], out _).ShouldBeFalse();
        // Rows with a gap behind each: the row can be cut, the rows cannot be joined.
        var gap = Matrix.Slice(1, 0, 2);
        gap.TryReshape([3, 2, 1], out var cut).ShouldBeTrue();
        cut.Strides.ToArray()[..2].ShouldBe([4, 1]);
        gap.TryReshape([6], out _).ShouldBeFalse();
        // Every second row: still even, so rows can be cut into groups.
        new Layout([8, 3]).Slice(0, 0, 8, 2).TryReshape([2, 2, 3], out var groups).ShouldBeTrue();
        groups.Strides.ToArray().ShouldBe([12, 6, 1]);
        Matrix.Permute([1, 0]).TryReshape([12], out _).ShouldBeFalse();
    }

    [Fact]
    public void Equality()
    {
        (Matrix == new Layout([3, 4])).ShouldBeTrue();
        (Matrix != Matrix.Slice(0, 0, 2)).ShouldBeTrue();
        Matrix.Equals((object)new Layout([3, 4])).ShouldBeTrue();
        Matrix.GetHashCode().ShouldBe(new Layout([3, 4]).GetHashCode());
    }

    [Fact]
    public void A_slice_may_step_as_far_as_numbers_go()
    {
        var x = Tensor.Arange(12).Reshape(3, 4);
        var first = x.Slice(0, 1..3, int.MaxValue);
        first.ToArray<long>().ShouldBe([4, 5, 6, 7]);
        first.IsContiguous.ShouldBeTrue();
        x.Slice(1, .., int.MaxValue).ToArray<long>().ShouldBe([0, 4, 8]);
    }
}
