namespace Cajal.Tests.Ops;

/// <summary>Ops on Int32, Int64 and Bool, and what they refuse.</summary>
public class WholeNumberTests
{
    [Fact]
    public void Arithmetic_stays_whole()
    {
        var a = Tensor.From([7, -7, 3]);
        var b = Tensor.From([2, 2, -3]);
        (a + b).ToArray<int>().ShouldBe([9, -5, 0]);
        (a - b).ToArray<int>().ShouldBe([5, -9, 6]);
        (a * b).ToArray<int>().ShouldBe([14, -14, -9]);
        (a / b).ToArray<int>().ShouldBe([3, -3, -1]);
        (-a).ToArray<int>().ShouldBe([-7, 7, -3]);
        a.Abs().ToArray<int>().ShouldBe([7, 7, 3]);
        a.Maximum(b).ToArray<int>().ShouldBe([7, 2, 3]);
        a.Minimum(0).ToArray<int>().ShouldBe([0, -7, 0]);
        a.Clamp(-5, 5).ToArray<int>().ShouldBe([5, -5, 3]);
        a.Square().ToArray<int>().ShouldBe([49, 49, 9]);
        a.Power(3).ToArray<int>().ShouldBe([343, -343, 27]);
        a.Floor().ShouldBeSameAs(a);
        (1 - a).ToArray<int>().ShouldBe([-6, 8, -2]);
    }

    [Fact]
    public void Large_Int64_keeps_every_digit()
    {
        long big = (1L << 60) + 1;
        var x = Tensor.From([big, 1L]);
        (x + x).ToArray<long>()[0].ShouldBe(2 * big);
        x.Sum().Item().ShouldBe(big + 1.0);
        x.Max().ToArray<long>().ShouldBe([big]);
        x.Sort().Values.ToArray<long>().ShouldBe([1, big]);
        x.Gather(0, Tensor.From([0L])).ToArray<long>().ShouldBe([big]);
        x.Sum().ToArray<long>().ShouldBe([big + 1]);
        x.EqualTo(Tensor.From([big])).ToArray<bool>().ShouldBe([true, false]);
        // C#'s double cannot tell 2^60 from 2^60 + 1, so such a number is not taken for either.
        foreach (var call in new Func<Tensor>[] { () => x.EqualTo(big), () => x + big, () => x > -big, () => Tensor.Where(x > 0, x, big) })
            Says<ArgumentException>(() => call(), "Int64", "2^53", "Tensor.From");
        (Tensor.From([long.MinValue]) / -1).ToArray<long>().ShouldBe([long.MinValue]);
    }

    [Fact]
    public void Reductions_and_indices()
    {
        var x = Tensor.From(new[,] { { 3L, 1, 2 }, { 0, 5, 5 } });
        x.Sum(1).ToArray<long>().ShouldBe([6, 10]);
        x.Max(0).ToArray<long>().ShouldBe([3, 5, 5]);
        x.ArgMax(1).ToArray<long>().ShouldBe([0, 1]);
        x.ArgMin(1).ToArray<long>().ShouldBe([1, 0]);
        x.CumulativeSum(1).ToArray<long>().ShouldBe([3, 4, 6, 0, 5, 10]);
        x.Product(1).ToArray<long>().ShouldBe([6, 0]);
        x.IndexSelect(0, Tensor.From([1, 1])).ToArray<long>().ShouldBe([0, 5, 5, 0, 5, 5]);
        Tensor.Concatenate([x, x], 1).Shape.ShouldBe([2, 6]);
        Tensor.Where(x > 2, x, 0).ToArray<long>().ShouldBe([3, 0, 0, 0, 5, 5]);
        x.TopK(1).Positions.ToArray<long>().ShouldBe([0, 1]);
    }

    [Fact]
    public void Truth_values()
    {
        var x = Tensor.From([true, false, true, false]);
        var y = Tensor.From([true, true, false, false]);
        (x & y).ToArray<bool>().ShouldBe([true, false, false, false]);
        (x | y).ToArray<bool>().ShouldBe([true, true, true, false]);
        (!x).ToArray<bool>().ShouldBe([false, true, false, true]);
        x.EqualTo(y).ToArray<bool>().ShouldBe([true, false, false, true]);
        x.To(DType.Int64).Sum().Item().ShouldBe(2);
        Tensor.From([0f, -0f, 2f, float.NaN]).To(DType.Bool).ToArray<bool>().ShouldBe([false, false, true, true]);
        x.Reshape(2, 2).T.ToArray<bool>().ShouldBe([true, true, false, false]);
    }

    [Fact]
    public void Conversions_cut_off_and_keep_to_the_range()
    {
        Tensor.From([2.9, -2.9, 1e30, double.NaN]).To(DType.Int32).ToArray<int>().ShouldBe([2, -2, int.MaxValue, 0]);
        Tensor.From([long.MaxValue]).To(DType.Int32).ToArray<int>().ShouldBe([int.MaxValue]);
    }

    [Fact]
    public void What_makes_no_sense_says_so()
    {
        var whole = Tensor.From([1, 2]);
        var real = Tensor.From([1f, 2f]);
        var truth = Tensor.From([true, false]);
        Says<InvalidOperationException>(() => whole + real, "Int32", "Float32", "To(");
        Says<InvalidOperationException>(() => truth + truth, "Bool", "&");
        Says<ArgumentException>(() => whole * 2.5, "2.5", "Int32", "To(DType.Float32)");
        Says<ArgumentException>(() => whole + 3e9, "3000000000");
        Says<DivideByZeroException>(() => whole / 0, "To(DType.Float32)");
        Says<ArgumentException>(() => whole.Power(-1), "-1");
        Says<InvalidOperationException>(() => whole.Exp(), "Exp", "floating-point");
        Says<InvalidOperationException>(() => whole.Mean(), "Mean", "floating-point");
        Says<InvalidOperationException>(() => whole.Any(), "Bool");
        Says<InvalidOperationException>(() => real & real, "Bool", "x > 0");
        Says<InvalidOperationException>(() => !real, "Bool");
        Says<InvalidOperationException>(() => Tensor.Where(real, real, real), "mask", "Float32");
        Says<InvalidOperationException>(() => real.Gather(0, real), "Int64", "Float32");
        Says<ShapeException>(() => real + Tensor.Ones([3]), "[2]", "[3]");
        Says<ArgumentException>(() => real.Clamp(1, -1), "1", "-1");
        Says<ArgumentException>(() => real.Norm(0, 0), "above 0");
        Says<ArgumentException>(() => real.Sum([0, 0]), "twice");
        Says<ShapeException>(() => Tensor.Ones([2, 0]).Max(1), "[2, 0]");
        Says<ShapeException>(() => Tensor.Ones([0]).ArgMin(), "[0]");
        Says<ShapeException>(() => Tensor.Concatenate([real, Tensor.Ones([2, 2])]), "[2, 2]");
        Says<ShapeException>(() => Tensor.Concatenate([Tensor.Scalar(1)]), "Stack");
        Says<ShapeException>(() => Tensor.Stack([real, Tensor.Ones([3])]), "[3]");
        Says<ArgumentException>(() => Tensor.Stack([]), "none");
        Says<ShapeException>(() => real.Split(0, 3), "3 equal parts");
        Says<ShapeException>(() => real.Split(0, [1, 2]), "1 + 2");
        Says<ShapeException>(() => real.TopK(3), "3", "[2]");
        Says<ShapeException>(() => real.Squeeze(0), "[2]");
        Says<ShapeException>(() => real.LowerTriangle(), "[2]");
        Says<ShapeException>(() => Tensor.Ones([2, 3]).MatMul(Tensor.Ones([2, 3])), "[2, 3]");
    }

    [Theory]
    [InlineData(4L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 32)]
    public void An_index_outside_its_axis_is_named_with_the_size(long index)
    {
        var x = Tensor.Ones([4, 2]);
        var at = Tensor.From([index]);
        foreach (Func<Tensor> call in new Func<Tensor>[]
        {
            () => x.IndexSelect(0, at), () => x.Gather(0, at.Reshape(1, 1).Expand([1, 2])), () => at.OneHot(4),
            () => Tensor.Ones([1]).IndexAdd(0, at, 4), () => Tensor.Ones([1]).ScatterAdd(0, at, 4),
        }) Says<ArgumentException>(() => call(), index.ToString(System.Globalization.CultureInfo.InvariantCulture), "4 elements", "0..3");
    }

    private static void Says<TException>(Func<object> call, params string[] words) where TException : Exception
    {
        string message = Should.Throw<TException>(() => call()).Message;
        foreach (string word in words) message.ShouldContain(word);
    }
}
