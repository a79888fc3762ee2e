using Cajal.Networks;

namespace Cajal.Tests.Networks;

public class ConvolutionLayerTests
{
    public static IEnumerable<ModuleSample> Samples =>
    [
        new("Conv1d", [2, 3, 9], [2, 4, 9], rng => new Conv1d(3, 4, 3, rng, padding: 1)),
        new("Conv2d", [2, 3, 6, 7], [2, 2, 6, 7], rng => new Conv2d(3, 4, [3, 2], rng, stride: 2, padding: [1, 0])),
        new("Conv2d, depthwise", [2, 4, 5, 5], [2, 3, 5, 5], rng => new Conv2d(4, 8, 3, rng, padding: Padding.Same, groups: 4, bias: false)),
        new("Conv3d", [1, 2, 3, 4, 4], [1, 3, 3, 4, 4], rng => new Conv3d(2, 3, 2, rng, dilation: [1, 2, 1])),
        new("ConvTranspose1d", [2, 3, 5], [2, 2, 5], rng => new ConvTranspose1d(3, 2, 4, rng, stride: 2)),
        new("ConvTranspose2d", [2, 4, 3, 3], [2, 3, 3, 3], rng => new ConvTranspose2d(4, 2, 3, rng, stride: 2, padding: 1, outputPadding: 1, groups: 2)),
        new("ConvTranspose3d", [1, 2, 2, 3, 3], [1, 3, 2, 3, 3], rng => new ConvTranspose3d(2, 3, 2, rng)),
        new("ResidualBlock", [3, 2, 6, 6], [3, 3, 6, 6], rng => new ResidualBlock(2, 4, rng, stride: 2)),
        new("ResidualBlock, same shape", [3, 2, 5, 5], [3, 3, 5, 5], rng => new ResidualBlock(2, 2, rng)),
        new("LeNet", [2, 1, 16, 16], [2, 2, 16, 16], rng => LeNet.Build(rng, size: 16)),
        new("ResNet", [2, 3, 8, 8], [2, 1, 8, 8], rng => ResNet.Build(rng, width: 4, blocks: 1)),
        new("Flatten", [2, 3, 4], null, _ => new Flatten()),
    ];

    [Fact]
    public void Weights_begin_as_in_PyTorch()
    {
        var layer = new Conv2d(8, 16, 5, new Rng(1), groups: 2);
        double bound = 1 / Math.Sqrt(4 * 25);
        layer.Weight.Shape.ShouldBe([16, 4, 5, 5]);
        foreach (float v in layer.Weight.ToArray<float>().Concat(layer.Bias!.ToArray<float>())) Math.Abs(v).ShouldBeLessThanOrEqualTo((float)bound);
        layer.Weight.ToArray<float>().Max().ShouldBeGreaterThan(0.98f * (float)bound);
        layer.Weight.ToArray<float>().Average().ShouldBe(0, 4 * bound / Math.Sqrt(3 * 1600));
        new ConvTranspose2d(6, 4, 3, new Rng(1), groups: 2, bias: false).Weight.Shape.ShouldBe([6, 2, 3, 3]);
    }

    [Fact]
    public void Wrong_sizes_are_told()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Conv2d(0, 1, 3, new Rng(1)));
        Should.Throw<ArgumentException>(() => new Conv2d(3, 4, 3, new Rng(1), groups: 2)).Message.ShouldContain("received 3 in, 4 out, 2 groups");
        Should.Throw<ArgumentException>(() => new Conv1d(3, 4, [3, 3], new Rng(1))).Message.ShouldContain("The kernel size is one number, or 1 of them");
        Should.Throw<ArgumentException>(() => new Conv2d(3, 4, 0, new Rng(1))).Message.ShouldContain("The kernel size is at least 1");
    }

    [Fact]
    public void Single_pixels_and_empty_batches_pass()
    {
        new Conv2d(3, 2, 1, new Rng(1)).Forward(Tensor.Ones([0, 3, 1, 1])).Shape.ShouldBe([0, 2, 1, 1]);
        new Conv2d(1, 2, 3, new Rng(1), padding: 1).Forward(Tensor.Ones([1, 1, 1, 1])).Shape.ShouldBe([1, 2, 1, 1]);
        Should.Throw<ShapeException>(() => new Conv2d(1, 2, 3, new Rng(1)).Forward(Tensor.Ones([1, 1, 2, 2]))).Message.ShouldContain("Conv2d: ");
    }
}
