using Cajal.Networks;
using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;
using FsCheck.Fluent;

namespace Cajal.Tests.Properties;

/// <summary>What convolution is for: it does not matter where something is.</summary>
public class ConvolutionProperties
{
    private const int Margin = 6;

    [Fact]
    public void A_shifted_picture_gives_the_shifted_result_bit_for_bit() => Check((x, moved, layer, down, right) =>
    {
        Tensor y = layer.Forward(x), z = layer.Forward(moved);
        int height = y.Shape[2], width = y.Shape[3];
        // Both without the rim that only one of them has.
        Tensor still = y.Slice(2, Math.Max(0, -down)..(height - Math.Max(0, down))).Slice(3, Math.Max(0, -right)..(width - Math.Max(0, right)));
        Tensor shifted = z.Slice(2, Math.Max(0, down)..(height - Math.Max(0, -down))).Slice(3, Math.Max(0, right)..(width - Math.Max(0, -right)));
        Closeness.ShouldHaveTheSameBits(shifted.Contiguous(), still.Contiguous());
    });

    [Fact]
    public void Global_pooling_after_it_does_not_see_the_shift() => Check((x, moved, layer, _, _) =>
    {
        var most = new Sequential(layer, Activation.Relu, new GlobalMaxPool());
        Closeness.ShouldHaveTheSameBits(most.Forward(moved), most.Forward(x));
        var mean = new Sequential(layer, Activation.Relu, new GlobalAveragePool());
        Closeness.ShouldBeClose(mean.Forward(moved), Plain.Of(mean.Forward(x)), 1e-5);
    });

    [Fact]
    public void A_dense_layer_sees_it()
    {
        var layer = new Linear(9, 3, new Rng(1));
        layer.Forward(Tensor.From([0f, 1, 0, 0, 0, 0, 0, 0, 0], [1, 9])).ToArray<float>()
            .ShouldNotBe(layer.Forward(Tensor.From([0f, 0, 1, 0, 0, 0, 0, 0, 0], [1, 9])).ToArray<float>());
    }

    // A picture in the middle of a dark frame, and the same picture elsewhere in it; the frame is wide enough for every kernel.
    private static void Check(Action<Tensor, Tensor, Conv2d, int, int> property)
    {
        var cases = from images in Gen.Choose(1, 18)
                    from height in Gen.Choose(1, 9)
                    from width in Gen.Choose(1, 9)
                    from kernel in Gen.Choose(1, 4)
                    from dilation in Gen.Choose(1, 2)
                    from down in Gen.Choose(-2, 2)
                    from right in Gen.Choose(-2, 2)
                    from seed in Gen.Choose(0, 9999)
                    select (images, height, width, kernel, dilation, down, right, seed);
        Shapes.Check(cases, c =>
        {
            var rng = new Rng((ulong)c.seed);
            var picture = Tensor.Normal([c.images, 2, c.height, c.width], rng);
            int rim = Margin + 2;
            Tensor x = picture.Pad(2, rim, rim).Pad(3, rim, rim);
            Tensor moved = picture.Pad(2, rim + c.down, rim - c.down).Pad(3, rim + c.right, rim - c.right);
            property(x, moved, new Conv2d(2, 3, c.kernel, rng, padding: 2, dilation: c.dilation, bias: false), c.down, c.right);
        });
    }
}
