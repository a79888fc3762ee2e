using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 8: universal approximation with six ReLUs.</summary>
public class Lecture08ApproximationTests
{
    private readonly Sequential model = new(
        LectureNet.Linear(new[,] { { -5.0 }, { -1.2 }, { 1.2 }, { 1.2 }, { 2 }, { 5 } }, [-7.7, -1.3, 1, -0.2, -1.1, -5]), Activation.Relu,
        LectureNet.Linear(new[,] { { -1.0, -1, -1, 1, 1, 1 } }));

    [Theory]
    [InlineData(-2, -3.4)]
    [InlineData(-1.75, -1.85)]
    [InlineData(-1.54, -0.548)]
    [InlineData(-1.5, -0.5)]
    [InlineData(-1.25, -0.2)]
    [InlineData(-1, 0)]
    [InlineData(-0.75, -0.1)]
    [InlineData(-0.5, -0.4)]
    [InlineData(0, -1)]
    [InlineData(1.0 / 6, -1.2)]
    [InlineData(0.5, -1.2)]
    [InlineData(0.75, -0.8)]
    [InlineData(1, -0.3)]
    [InlineData(1.25, 1.45)]
    [InlineData(1.5, 3.2)]
    [InlineData(2, 6.7)]
    public void Every_value_of_the_table(double x, double z) => Z(x).ShouldBe(z, 1e-12);

    [Theory]
    [InlineData(-1.7, 6.2)]
    [InlineData(-1.3, 1.2)]
    [InlineData(-0.95, 0)]
    [InlineData(-0.3, -1.2)]
    [InlineData(0.3, 0)]
    [InlineData(0.8, 2)]
    [InlineData(1.3, 7)]
    public void Every_slope_between_the_knots(double x, double slope)
    {
        var at = new Parameter(LectureNet.Row(x));
        LectureNet.Gradients(() => model.Forward(at), at)[0][0].ShouldBe(slope, 1e-12);
    }

    [Fact]
    public void The_knots()
    {
        double[] knots = [-1.54, -13.0 / 12, -5.0 / 6, 1.0 / 6, 0.55, 1];
        var hidden = (Linear)model[0];
        double[] zeros = [.. Enumerable.Range(0, 6).Select(i => -hidden.Bias![i] / hidden.Weight[i, 0])];
        zeros.Order().ShouldBe(knots, 1e-12);
    }

    [Theory]
    [InlineData(-2, 0.433, 0.141)]
    [InlineData(-1.7, 0.300, 0.091)]
    public void The_numbers_fit_a_cubic(double from, double largest, double rootMeanSquare)
    {
        double[] points = [.. Enumerable.Range(0, 20_001).Select(i => from + (1.5 - from) * i / 20_000)];
        double[] z = model.Forward(Tensor.From(points, [points.Length, 1])).Values();
        double[] errors = [.. points.Zip(z, (x, value) => Math.Abs(value - (x * x * x + x * x - x - 1)))];
        errors.Max().ShouldBe(largest, 6e-4);
        Math.Sqrt(errors.Average(e => e * e)).ShouldBe(rootMeanSquare, 6e-4);
        (Z(-1), Z(0)).ShouldBe((0, -1));
    }

    private double Z(double x) => model.Forward(LectureNet.Row(x)).Item();
}
