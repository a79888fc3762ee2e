using Cajal.Networks;

namespace Cajal.Tests.Networks;

/// <summary>Borders of convolutions that are not zeros.</summary>
public class PaddingModeTests
{
    public static TheoryData<PadMode> Modes => [PadMode.Reflect, PadMode.Replicate, PadMode.Circular];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_border_is_that_of_a_layer_before(PadMode mode)
    {
        var x = Tensor.Normal([2, 2, 7, 6], new Rng(1));
        var with = new Conv2d(2, 3, [3, 2], new Rng(2), stride: 2, padding: [2, 1], dilation: [1, 2], paddingMode: mode);
        var without = new Conv2d(2, 3, [3, 2], new Rng(2), stride: 2, dilation: [1, 2]);
        with.Forward(x).ToArray<float>().ShouldBe(without.Forward(new Pad([1, 1, 2, 2], mode).Forward(x)).ToArray<float>());

        var row = Tensor.Normal([2, 2, 9], new Rng(1));
        var plain = new Conv1d(2, 3, 4, new Rng(2));
        // An even kernel keeps the size by one more at the end.
        new Conv1d(2, 3, 4, new Rng(2), padding: Padding.Same, paddingMode: mode).Forward(row).ToArray<float>()
            .ShouldBe(plain.Forward(row.Pad([1, 2], mode)).ToArray<float>());

        var block = Tensor.Normal([1, 1, 3, 4, 5], new Rng(1));
        new Conv3d(1, 2, 2, new Rng(2), padding: [0, 1, 2], paddingMode: mode).Forward(block).ToArray<float>()
            .ShouldBe(new Conv3d(1, 2, 2, new Rng(2)).Forward(block.Pad([2, 2, 1, 1, 0, 0], mode)).ToArray<float>());
    }

    [Fact]
    public void Zeros_are_usual_and_a_border_wider_than_the_picture_is_told()
    {
        var x = Tensor.Normal([1, 1, 3, 3], new Rng(1));
        new Conv2d(1, 1, 3, new Rng(2), padding: 1, paddingMode: PadMode.Constant).Forward(x).ToArray<float>()
            .ShouldBe(new Conv2d(1, 1, 3, new Rng(2), padding: 1).Forward(x).ToArray<float>());
        Should.Throw<ShapeException>(() => new Conv2d(1, 1, 3, new Rng(2), padding: 3, paddingMode: PadMode.Reflect).Forward(x));
        Should.Throw<ArgumentException>(() => new Conv2d(1, 1, 3, new Rng(2), stride: 2, padding: Padding.Same, paddingMode: PadMode.Circular).Forward(x));
    }
}
