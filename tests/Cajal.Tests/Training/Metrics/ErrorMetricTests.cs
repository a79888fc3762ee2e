using Cajal.Training;
using static Cajal.Tests.Training.Metrics.MetricSamples;

namespace Cajal.Tests.Training.Metrics;

public class ErrorMetricTests
{
    private static readonly Tensor Targets = Tensor.From([3.0, -0.5, 2, 7], [4]);
    private static readonly Tensor Outputs = Tensor.From([2.5, 0.0, 2, 8], [4]);

    [Fact]
    public void By_hand()
    {
        Of(new MeanSquaredErrorMetric(), Outputs, Targets, 1, 3).ShouldBe(0.375, 1e-15);
        Of(new MeanAbsoluteErrorMetric(), Outputs, Targets, 1, 3).ShouldBe(0.5, 1e-15);
        // Mean 2.875, sum of squared deviations 29.1875, squared errors 1.5.
        Of(new R2(), Outputs, Targets, 1, 3).ShouldBe(1 - 1.5 / 29.1875, 1e-15);
    }

    [Fact]
    public void A_column_and_a_list_are_the_same_numbers()
    {
        var metric = new MeanSquaredErrorMetric();
        metric.Update(Tensor.From([1f, 3f], [2, 1]), Tensor.From([1f, 1f], [2]));
        metric.Result.ShouldBe(2);
        Should.Throw<ShapeException>(() => metric.Update(Tensor.Ones([2, 2]), Tensor.Ones([2])));
        Should.Throw<ShapeException>(() => metric.Update(Tensor.Ones([3]), Tensor.Ones([2])));
    }

    [Fact]
    public void R2_of_several_columns_is_their_mean()
    {
        var outputs = Tensor.From(new[,] { { 0, 2.0 }, { -1, 2 }, { 8, -5 } });
        var targets = Tensor.From(new[,] { { 0.5, 1 }, { -1, 1 }, { 7, -6 } });
        double first = 1 - 1.25 / Deviations(0.5, -1, 7), second = 1 - 3 / Deviations(1, 1, -6);
        Of(new R2(), outputs, targets, 2).ShouldBe((first + second) / 2, 1e-12);
    }

    [Theory]
    [InlineData(0.1, 0.1, 1)]
    [InlineData(0.1, 0.2, 0)]
    [InlineData(0.1, double.NaN, double.NaN)]
    public void R2_of_equal_targets_has_a_stated_value(double target, double output, double expected) =>
        Of(new R2(), Tensor.From([output, output, output], [3]), Tensor.From([target, target, target], [3]), 1).ShouldBe(expected);

    [Fact]
    public void R2_loses_no_digits_to_a_large_mean()
    {
        var targets = Tensor.From([1e9 + 1, 1e9 + 2, 1e9 + 3], [3]);
        var outputs = Tensor.From([1e9 + 1.5, 1e9 + 2, 1e9 + 2.5], [3]);
        Of(new R2(), outputs, targets).ShouldBe(0.75, 1e-12);
    }

    private static double Deviations(params double[] values) => values.Sum(v => (v - values.Average()) * (v - values.Average()));
}
