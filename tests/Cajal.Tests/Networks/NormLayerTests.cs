using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class NormLayerTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("BatchNorm1d", [4, 3], [4, 2], _ => new BatchNorm1d(3)),
        new("BatchNorm1d of rows", [4, 3, 5], [4, 2, 5], _ => new BatchNorm1d(3, momentum: null)),
        new("BatchNorm2d", [4, 3, 5, 6], [4, 3, 5], _ => new BatchNorm2d(3)),
        new("BatchNorm2d without factors", [4, 3, 5, 6], [4, 3, 5], _ => new BatchNorm2d(3, affine: false)),
        new("BatchNorm2d without running statistics", [4, 3, 5, 6], [4, 3, 5], _ => new BatchNorm2d(3, trackRunningStatistics: false)),
        new("BatchNorm3d", [2, 3, 2, 4, 3], [4, 3, 5, 6], _ => new BatchNorm3d(3)),
        new("LayerNorm", [4, 3], [4, 2], _ => new LayerNorm(3)),
        new("LayerNorm over two axes", [4, 3, 5], [4, 3], _ => new LayerNorm([3, 5], bias: false)),
        new("RmsNorm", [4, 3], [4, 2], _ => new RmsNorm(3)),
        new("GroupNorm", [4, 6, 5], [4, 3], _ => new GroupNorm(2, 6)),
        new("InstanceNorm1d", [4, 3, 5], [4, 3], _ => new InstanceNorm1d(3, affine: true)),
        new("InstanceNorm2d", [4, 3, 5, 2], [4, 3, 1], _ => new InstanceNorm2d(3)),
        new("InstanceNorm3d", [2, 3, 2, 5, 2], [4, 3, 1], _ => new InstanceNorm3d(3)),
    ];

    [Fact]
    public void Running_statistics_follow_the_batches_and_inference_uses_them()
    {
        var norm = new BatchNorm1d(2, dtype: DType.Float64);
        var x = Tensor.From(new[,] { { 1.0, 10 }, { 3.0, 30 } });
        using (Tape.Start()) norm.Forward(x);
        norm.RunningMean!.ToArray<double>().ShouldBe([0.2, 2], 1e-15);
        // Unbiased: ((1 − 2)² + (3 − 2)²)/1 = 2.
        norm.RunningVariance!.ToArray<double>().ShouldBe([0.9 + 0.2, 0.9 + 20], 1e-13);
        norm.BatchesTracked!.Item().ShouldBe(1);
        norm.Forward(x).ToArray<double>()[0].ShouldBe((1 - 0.2) / Math.Sqrt(1.1 + 1e-5), 1e-14);
        norm.Forward(Tensor.Zeros([1, 2], DType.Float64)).Shape.ShouldBe([1, 2]);
    }

    [Fact]
    public void Without_a_momentum_they_are_the_average_over_the_batches()
    {
        var norm = new BatchNorm1d(1, momentum: null, dtype: DType.Float64);
        foreach (double mean in new[] { 1.0, 2, 6 })
            using (Tape.Start()) norm.Forward(Tensor.From([mean - 1, mean + 1], [2, 1]));
        norm.RunningMean!.ToArray<double>().ShouldBe([3], 1e-15);
        norm.RunningVariance!.ToArray<double>().ShouldBe([2], 1e-15);
    }

    [Fact]
    public void Frozen_it_holds_still_in_training_too()
    {
        var norm = new BatchNorm1d(2);
        norm.Freeze();
        norm.IsStill.ShouldBeTrue();
        var x = Tensor.From(new[,] { { 1f, 10 }, { 3f, 30 } });
        using (Tape.Start()) norm.Forward(x).ToArray<float>()[3].ShouldBe(30, 1e-3);
        norm.RunningMean!.ToArray<float>().ShouldBe([0, 0]);
    }

    [Fact]
    public void A_checked_gradient_leaves_the_running_statistics()
    {
        var norm = new BatchNorm1d(3, dtype: DType.Float64);
        var x = Tensor.Normal([5, 3], new Rng(1), dtype: DType.Float64);
        GradientCheck.Run(() => norm.Forward(x).Power(3).Sum(), norm.Parameters).Worst.ShouldBeLessThan(1e-8);
        (norm.BatchesTracked!.Item(), norm.RunningMean!.ToArray<double>().Sum()).ShouldBe((0, 0));
    }

    [Fact]
    public void One_number_in_a_channel_is_told_in_training()
    {
        using var tape = Tape.Start();
        Should.Throw<ShapeException>(() => new BatchNorm1d(3).Forward(Tensor.Zeros([1, 3]))).Message.ShouldBe("BatchNorm1d expected more than " +
            "one number in each channel in training, because a norm of one number is always 0 (a larger batch, or a layer norm), but received [1, 3].");
        Should.Throw<ShapeException>(() => new BatchNorm2d(3).Forward(Tensor.Zeros([1, 3, 1, 1])));
        Should.Throw<ShapeException>(() => new InstanceNorm2d(3).Forward(Tensor.Zeros([4, 3, 1, 1])));
        Should.Throw<ShapeException>(() => new BatchNorm1d(3).Forward(Tensor.Zeros([0, 3])));
    }

    [Fact]
    public void Wrong_arguments_are_told()
    {
        Should.Throw<ArgumentException>(() => new BatchNorm1d(0));
        Should.Throw<ArgumentException>(() => new BatchNorm1d(3, momentum: 2)).Message.ShouldContain("The momentum lies in [0, 1]; received 2.");
        Should.Throw<ArgumentException>(() => new GroupNorm(4, 6)).Message.ShouldContain("received 4 groups of 6 channels");
        Should.Throw<ArgumentException>(() => new LayerNorm(3, double.NaN)).Message.ShouldContain("at least 0");
    }
}
