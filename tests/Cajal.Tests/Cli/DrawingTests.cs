using System.Globalization;
using Cajal.Cli;

namespace Cajal.Tests.Cli;

public class DrawingTests
{
    [Fact]
    public void A_falling_line_goes_from_the_upper_left_to_the_lower_right()
    {
        var canvas = new BrailleCanvas(2, 2);
        canvas.Line((0, 7), (3, 0));
        canvas.Row(0).ShouldBe("⢇");
        canvas.Row(1).ShouldBe("⠈⢆");
    }

    [Fact]
    public void The_curve_names_its_ends_and_marks_validation()
    {
        string curve = LossCurve.Draw([2.0, 1.0, 0.5], [null, 1.5, 1.25]);
        curve.ShouldContain("\n 2.000 ┤");
        curve.ShouldContain("\n0.5000 ┤");
        curve.Count(c => c == '∘').ShouldBe(1 + 2, "one in the legend, two in the drawing");
        curve.ShouldNotContain("logarithmic");
        LossCurve.Draw([2.0, 0.01], []).ShouldContain("logarithmic");
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, double.PositiveInfinity)]
    public void No_curve_without_two_finite_losses(params double[] losses) => LossCurve.Draw(losses, []).ShouldBeEmpty();

    [Fact]
    public void A_flat_curve_is_drawn() => LossCurve.Draw([1, 1, 1], []).ShouldContain("⣀");

    [Theory]
    [InlineData("accuracy", 0.97834, "97.83 %")]
    [InlineData("f1", 1, "100.00 %")]
    [InlineData("top-5", 0.5, "50.00 %")]
    [InlineData("zero-one", 41, "41")]
    [InlineData("r2", 0.5121, "0.512")]
    [InlineData("mse", 2859.7, "2860")]
    [InlineData("r2", double.NaN, "NaN")]
    public void Metrics_are_written_as_they_are_read(string name, double value, string expected) =>
        Numbers.Metric(name, value).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(6.2, "0:07")]
    [InlineData(201, "3:21")]
    [InlineData(3723, "1:02:03")]
    [InlineData(30 * 3600 + 5, "30:00:05")]
    public void Durations(double seconds, string expected) => Numbers.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void Columns_are_aligned()
    {
        var table = new TextTable("", "a", "long head");
        table.Add("first", "1");
        table.Add("x", "22", "3");
        table.ToString().ShouldBe("        a  long head\n────────────────────\nfirst   1\nx      22          3\n");
    }

    [Fact]
    public void Long_words_in_the_last_column_go_on_beneath()
    {
        var table = new TextTable("a", "why") { LeftColumns = 2, Width = 28 };
        table.Add("x", "one two three four five six seven");
        table.ToString().ShouldBe("a  why\n───────────────────────────\nx  one two three four five\n   six seven\n");
    }
}
