namespace Cajal.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void Sizes_rank_and_count()
    {
        Shape s = [64, 784];
        s.Rank.ShouldBe(2);
        s.Count.ShouldBe(64 * 784);
        (s[0], s[1], s[-1], s[-2]).ShouldBe((64, 784, 784, 64));
        s.ToString().ShouldBe("[64, 784]");
        s.ToArray().ShouldBe([64, 784]);
        s.ShouldBe([64, 784]);
        Shape.Scalar.Rank.ShouldBe(0);
        Shape.Scalar.Count.ShouldBe(1);
        Shape.Scalar.ToString().ShouldBe("[]");
        Shape.Of(3, 0, 2).Count.ShouldBe(0);
        Shape fromArray = new[] { 2, 3 };
        fromArray.ShouldBe([2, 3]);
    }

    [Fact]
    public void Equality_is_by_sizes_in_order()
    {
        (Shape.Of(2, 3) == [2, 3]).ShouldBeTrue();
        (Shape.Of(2, 3) != [3, 2]).ShouldBeTrue();
        Shape.Of(2, 3).Equals((object)Shape.Of(2, 3)).ShouldBeTrue();
        Shape.Of(2, 3).Equals("[2, 3]").ShouldBeFalse();
        (Shape.Of(2) == [2, 1]).ShouldBeFalse();
        Shape.Of(2, 3).GetHashCode().ShouldBe(Shape.Of(2, 3).GetHashCode());
        Shape.Of(2, 3).With(0, 5).With(0, 2).ShouldBe(Shape.Of(2, 3));
    }

    [Fact]
    public void Changed_shapes()
    {
        Shape s = [2, 3, 4];
        s.With(-1, 7).ShouldBe([2, 3, 7]);
        s.Without(1).ShouldBe([2, 4]);
        s.Without(-1).ShouldBe([2, 3]);
        s.Insert(0, 9).ShouldBe([9, 2, 3, 4]);
        s.Insert(-1, 9).ShouldBe([2, 3, 4, 9]);
        s.Insert(3, 9).ShouldBe([2, 3, 4, 9]);
        Shape.Scalar.Insert(0, 5).ShouldBe([5]);
    }

    [Fact]
    public void What_is_no_shape_says_so()
    {
        Should.Throw<ArgumentException>(() => Shape.Of(2, -1)).Message.ShouldContain("[2, -1]");
        Should.Throw<ArgumentException>(() => Shape.Of(1, 1, 1, 1, 1, 1, 1, 1, 1)).Message.ShouldContain("8");
        Should.Throw<ArgumentException>(() => Shape.Of(1 << 16, 1 << 15)).Message.ShouldContain("2^31");
        Should.Throw<ArgumentException>(() => Shape.Of(int.MaxValue, int.MaxValue, int.MaxValue, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Shape.Of(2, 3)[2]).Message.ShouldContain("-2..1");
        Should.Throw<ArgumentOutOfRangeException>(() => Shape.Of(2, 3)[-3]);
        Should.Throw<ArgumentOutOfRangeException>(() => Shape.Scalar.Axis(0));
        Should.Throw<ArgumentOutOfRangeException>(() => Shape.Of(2).Insert(3, 1));
        Should.Throw<ArgumentException>(() => Shape.Of(1, 1, 1, 1, 1, 1, 1, 1).Insert(0, 1));
    }

    [Theory]
    [InlineData("2,3", "2,3", "2,3")]
    [InlineData("2,1,6", "4,1", "2,4,6")]
    [InlineData("", "3", "3")]
    [InlineData("", "", "")]
    [InlineData("0,3", "1", "0,3")]
    [InlineData("1", "0", "0")]
    [InlineData("5,1", "1,7", "5,7")]
    public void Broadcasting(string a, string b, string together)
    {
        Shape.Broadcast(Read(a), Read(b)).ShouldBe(Read(together));
        Shape.Broadcast(Read(b), Read(a)).ShouldBe(Read(together));
    }

    [Theory]
    [InlineData("2,3", "3,2")]
    [InlineData("0", "2")]
    [InlineData("4,3", "4")]
    public void Shapes_that_do_not_fit(string a, string b)
    {
        var error = Should.Throw<ShapeException>(() => Shape.Broadcast(Read(a), Read(b)));
        error.Message.ShouldContain(Read(a).ToString());
        error.Received.ShouldBe(Read(b).ToString());
    }

    private static Shape Read(string text) => Shape.Of(text.Length == 0 ? [] : [.. text.Split(',').Select(int.Parse)]);

    [Fact]
    public void Two_shapes_that_together_are_too_large_are_refused_before_anything_is_written()
    {
        Tensor column = Tensor.Ones([65537, 1]), row = Tensor.Ones([1, 65536]);
        foreach (var call in new Func<Tensor>[]
            { () => column + row, () => column > row, () => Tensor.Where(column > 0, row, column), () => Tensor.Where(column > 0, row, 0) })
            Should.Throw<ArgumentException>(() => call()).Message.ShouldContain("[65537, 65536]");
        Should.Throw<ArgumentException>(() => Shape.Of(0, 65536, 65536).Without(0)).Message.ShouldContain("2^31");
    }
}
