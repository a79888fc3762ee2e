namespace Cajal.Tests.Ops;

public class SoftmaxTests
{
    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var x = Tensor.From([1e4, 0, -1e4, 1e4], [1, 4]).To(dtype);
            x.Softmax().To(DType.Float64).ToArray<double>().ShouldBe([0.5, 0, 0, 0.5]);
            x.LogSoftmax().To(DType.Float64).ToArray<double>().ShouldBe([-Math.Log(2), -1e4 - Math.Log(2), -2e4 - Math.Log(2), -Math.Log(2)], 1e-2);
            x.LogSumExp().Item().ShouldBe(1e4 + Math.Log(2), 1e-2);
        }
    }

    [Fact]
    public void A_class_that_is_ruled_out_has_no_share()
    {
        var x = Tensor.From([0, double.NegativeInfinity, 0], [3]);
        x.Softmax().ToArray<double>().ShouldBe([0.5, 0, 0.5]);
        x.LogSoftmax().ToArray<double>()[1].ShouldBe(double.NegativeInfinity);
        Tensor.From([double.NegativeInfinity, double.NegativeInfinity], [2]).LogSumExp().Item().ShouldBe(double.NegativeInfinity);
        Tensor.From([1.0, double.PositiveInfinity], [2]).LogSumExp().Item().ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void NaN_stays_in_its_row()
    {
        double[] y = Tensor.From(new[,] { { 1.0, double.NaN }, { 1.0, 1.0 } }).Softmax().ToArray<double>();
        y[0].ShouldBe(double.NaN);
        y[1].ShouldBe(double.NaN);
        y[2..].ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void Rows_sum_to_1_and_the_bits_do_not_depend_on_the_rows_beside()
    {
        var x = Tensor.Normal([1000, 37], new Rng(3), 0, 5);
        var y = x.Softmax();
        float[] sums = y.Sum(1).ToArray<float>();
        sums.ShouldAllBe(s => Math.Abs(s - 1) < 1e-6);
        for (int i = 0; i < 1000; i += 111)
            x.Slice(0, i..(i + 1)).Softmax().ToArray<float>().ShouldBe(y.Slice(0, i..(i + 1)).ToArray<float>());
    }

    [Fact]
    public void A_single_number_has_no_axis() => Should.Throw<ShapeException>(() => Tensor.Scalar(1).Softmax()).Message
        .ShouldStartWith("Softmax expected");
}
