using Cajal.Networks;

namespace Cajal.Tests.Lectures;

/// <summary>Section 11, convolution: the curve filter, and how few connections and weights a convolution has beside a dense layer.</summary>
public class Lecture11ConvolutionTests
{
    [Fact]
    public void The_curve_filter_answers_6600_on_its_curve_and_0_elsewhere()
    {
        double[,] filter = new double[7, 7], patch = new double[7, 7];
        foreach (var (row, column) in new[] { (0, 5), (1, 4), (2, 3), (3, 3), (4, 3), (5, 3) }) filter[row, column] = 30;
        foreach (var (row, column, value) in new[] { (1, 4, 50.0), (3, 3, 50), (4, 3, 50), (5, 3, 50), (2, 3, 20), (6, 0, 255), (0, 0, 80) }) patch[row, column] = value;
        Respond(patch).ShouldBe(6600);
        var other = new double[7, 7];
        foreach (var (row, column) in new[] { (0, 0), (1, 1), (2, 2), (4, 4), (5, 5), (6, 6) }) other[row, column] = 200;
        Respond(other).ShouldBe(0);

        double Respond(double[,] picture) => Tensor.From(picture).Reshape(1, 1, 7, 7).Conv2d(Tensor.From(filter).Reshape(1, 1, 7, 7)).Item();
    }

    [Fact]
    public void The_filter_is_not_turned_round() =>
        Tensor.From([1.0, 2, 3, 4], [1, 1, 4]).Conv1d(Tensor.From([1.0, 10], [1, 1, 2])).ToArray<double>().ShouldBe([21, 32, 43]);

    [Fact]
    public void From_five_inputs_to_five_outputs_dense_has_25_edges_and_weights_and_a_kernel_of_three_13_edges_and_3_weights()
    {
        var dense = new Linear(5, 5, new Rng(1), bias: false);
        var convolution = new Conv1d(1, 1, 3, new Rng(1), padding: 1, bias: false);
        dense.Parameters.Sum(p => p.Count).ShouldBe(25);
        convolution.Parameters.Sum(p => p.Count).ShouldBe(3);
        // Each input alone: where it arrives there is an edge.
        var each = Tensor.From(new float[,] { { 1, 0, 0, 0, 0 }, { 0, 1, 0, 0, 0 }, { 0, 0, 1, 0, 0 }, { 0, 0, 0, 1, 0 }, { 0, 0, 0, 0, 1 } });
        dense.Forward(each).ToArray<float>().Count(v => v != 0).ShouldBe(25);
        convolution.Forward(each.Reshape(5, 1, 5)).ToArray<float>().Count(v => v != 0).ShouldBe(13);
    }
}
