using System.Globalization;

namespace Cajal.Tests.Tensors;

public class TensorPrinterTests
{
    [Fact]
    public void Small_tensors_are_shown_whole_and_in_columns()
    {
        Tensor.From(new[,] { { 1f, -2.5f }, { 10, 0.123456f } }).ToString().ShouldBe("""
            Float32 [2, 2]
            [[     1,   -2.5],
             [    10, 0.1235]]
            """.ReplaceLineEndings("\n"));
        Tensor.Scalar(3.25).ToString().ShouldBe("Float32 [] 3.25");
        Tensor.From([1L, -20]).ToString().ShouldBe("Int64 [2] [  1, -20]");
        Tensor.From([true, false]).ToString().ShouldBe("Bool [2] [ true, false]");
        Tensor.Zeros([0]).ToString().ShouldBe("Float32 [0] []");
        Tensor.Zeros([2, 0]).ToString().ShouldBe("Float32 [2, 0]\n[[],\n []]");
        Tensor.Ones([1, 2, 1], DType.Int32).ToString().ShouldBe("Int32 [1, 2, 1]\n[[[1],\n  [1]]]");
    }

    [Fact]
    public void Very_large_and_small_numbers_and_words()
    {
        string[] cells = ["1e+10", "1e-7", "NaN", "Infinity", "-0"];
        Tensor.From([1e10, 1e-7, double.NaN, double.PositiveInfinity, -0.0]).ToString()
            .ShouldBe($"Float64 [5] [{string.Join(", ", cells.Select(c => c.PadLeft(8)))}]");
    }

    [Fact]
    public void Small_numbers_keep_their_digits_and_whole_ones_all_of_them()
    {
        Tensor.From([0.00012, 0.00014, 0.012345, 0.99999]).ToString().ShouldBe("Float64 [4] [0.00012, 0.00014, 0.01235,       1]");
        Tensor.Scalar(1.0 / 3).ToString().ShouldBe("Float32 [] 0.3333");
        Tensor.From([(1L << 62) + 1]).ToString().ShouldBe($"Int64 [1] [{(1L << 62) + 1}]");
    }

    [Fact]
    public void Long_axes_are_shortened()
    {
        string text = Tensor.Arange(1000).ToString();
        text.ShouldBe("Int64 [1000] [  0,   1,   2, …, 997, 998, 999]");
        Tensor.Zeros([100, 100]).ToString().Split('\n').Length.ShouldBe(8);
        Tensor.Zeros([100, 100]).ToString().Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Views_show_their_own_order()
    {
        Tensor.From(new[,] { { 1, 2 }, { 3, 4 } }).T.ToString().ShouldBe("Int32 [2, 2]\n[[1, 3],\n [2, 4]]");
        Tensor.From([1, 2, 3, 4]).Slice(0, 1..4, 2).ToString().ShouldBe("Int32 [2] [2, 4]");
    }

    [Fact]
    public void Numbers_are_written_alike_everywhere()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Tensor.From([1.5, -2.25]).ToString().ShouldBe("Float64 [2] [  1.5, -2.25]");
            Should.Throw<ArgumentException>(() => Tensor.From([1]) * 2.5).Message.ShouldContain("2.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_tensor_whose_step_has_ended_says_so_and_printing_is_no_read()
    {
        Tensor lost;
        using (var tape = Tape.Start())
        {
            lost = Tensor.Ones([300]) * 2;
            lost.ToString().ShouldContain("2");
            _ = lost + 1;
            tape.NotReplayable.ShouldBeNull();
        }
#pragma warning disable CAJ006 // read too late on purpose
        lost.ToString().ShouldBe("Float32 [300] (its step has ended)");
#pragma warning restore CAJ006
    }
}
