namespace Cajal.Tests.Lectures;

/// <summary>Section 3: derivatives and gradients.</summary>
public class Lecture03DerivativesTests
{
    [Fact]
    public void A_square_plus_three_at_five_has_slope_ten()
    {
        var x = new Parameter(Tensor.Scalar(5, DType.Float64));
        LectureNet.Gradients(() => x.Square() + 3, x)[0].ShouldBe([10.0]);
    }

    [Fact]
    public void The_gradient_of_x_squared_y()
    {
        Parameter x = new(Tensor.Scalar(0.5, DType.Float64)), y = new(Tensor.Scalar(0.5, DType.Float64));
        double[][] g = LectureNet.Gradients(() => x * x * y, x, y);
        (g[0][0], g[1][0]).ShouldBe((0.5, 0.25));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    [InlineData(1e-4)]
    public void Central_differences_of_a_square_are_exact_for_every_step(double h)
    {
        double G(double x) => Tensor.Scalar(x, DType.Float64).Square().Item() + 3;
        ((G(5 + h) - G(5 - h)) / (2 * h)).ShouldBe(10, 1e-9);
    }

    [Fact]
    public void The_chain_rule()
    {
        // f(x) = sin(x²): cos(x²)·2x.
        var x = new Parameter(Tensor.Scalar(0.7, DType.Float64));
        LectureNet.Gradients(() => x.Square().Sin(), x)[0][0].ShouldBe(Math.Cos(0.49) * 1.4, 1e-15);
    }

    [Fact]
    public void A_steeper_coordinate_takes_a_bigger_step()
    {
        var x = new Parameter(Tensor.From([1.0, 1.0]));
        var descent = new Cajal.Networks.GradientDescent([x], 0.1);
        using var tape = Tape.Start();
        descent.Step(tape.Gradients((Tensor.From([1.0, 4.0]) * x.Square()).Sum()));
        x.Values().ShouldBe([0.8, 0.2], 1e-15);
    }
}
