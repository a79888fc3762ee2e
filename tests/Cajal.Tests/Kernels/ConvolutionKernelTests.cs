using Cajal.Tests.Contracts;
using Cajal.Tests.Ops;

namespace Cajal.Tests.Kernels;

/// <summary>Convolutions large enough for every way of computing them, against plain loops and on several threads.</summary>
[Collection(nameof(ThreadCount))]
public class ConvolutionKernelTests : IDisposable
{
    private readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    /// <summary>Pictures side by side (full and partly filled registers), columns in rows, packed patches, several blocks, groups, strides.</summary>
    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    private static (string Name, int[] X, int[] W, ConvolutionWindow Window)[] Cases =>
    [
        ("LeNet 1", [33, 1, 28, 28], [6, 1, 5, 5], Window(1, 2)),
        ("LeNet 2", [21, 6, 14, 14], [16, 6, 5, 5], Window(1, 0)),
        ("One picture, long rows", [1, 3, 19, 41], [10, 3, 3, 3], Window(1, 1)),
        ("One picture, short rows", [1, 9, 6, 6], [17, 9, 3, 3], Window(1, 1)),
        ("A few pictures, stride", [5, 8, 17, 17], [12, 8, 3, 3], Window(2, 1)),
        ("Groups", [20, 6, 9, 9], [9, 2, 3, 3], Window(2, 1) with { Groups = 3 }),
        ("Depthwise", [18, 7, 9, 9], [7, 1, 3, 3], Window(1, 1) with { Groups = 7 }),
        ("Pointwise", [16, 24, 7, 7], [20, 24, 1, 1], Window(1, 0)),
        ("Deep", [17, 70, 5, 5], [13, 70, 3, 3], Window(1, 1)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_plain_loops_and_the_same_bits_on_any_number_of_threads(string name)
    {
        var (_, sizes, kernel, window) = Cases.Single(c => c.Name == name);
        var rng = new Rng(7);
        Tensor x = Tensor.Uniform(sizes, rng, -1, 1), w = Tensor.Uniform(kernel, rng, -1, 1), b = Tensor.Uniform([kernel[0]], rng, -1, 1);
        var loops = new ConvolutionLoops(window);
        Extent3 size = Extent3.Spatial(x.Shape);
        Workers.Count = 1;
        var y = Op.Apply(new Convolution(window), x, w, b);
        var dy = Tensor.Uniform(y.Shape, rng, -1, 1);
        Tensor[] alone = Everything();
        int depth = kernel[1] * kernel[2] * kernel[3];
        Closeness.ShouldBeClose(alone[0], loops.Forward(Plain.Of(x), Plain.Of(w), Plain.Of(b)), 2e-7 * depth);
        Closeness.ShouldBeClose(alone[1], loops.Transposed(Plain.Of(dy), Plain.Of(w), null, size), 2e-7 * kernel[0] * 9);
        Closeness.ShouldBeClose(alone[2], loops.Weights(Plain.Of(x), Plain.Of(dy), Extent3.Spatial(w.Shape)), 1e-7 * Math.Sqrt(dy.Count) * 8);
        Closeness.ShouldBeClose(alone[3], Plain.Of(dy.To(DType.Float64).Sum([0, 2, 3])), 1e-7 * Math.Sqrt(dy.Count) * 8);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Workers.Count = threads;
            for (int again = 0; again < 3; again++)
                foreach (var (found, expected) in Everything().Zip(alone)) Closeness.ShouldHaveTheSameBits(found, expected);
        }

        Tensor[] Everything() =>
        [
            Op.Apply(new Convolution(window), x, w, b), Op.Apply(new TransposedConvolution(window, size), dy, w),
            .. Op.ApplyAll(new ConvolutionWeights(window, Extent3.Spatial(w.Shape), true), x, dy),
        ];
    }

    /// <summary>Sizes, strides, dilations, groups and borders as they come, at every width of registers.</summary>
    [Fact]
    public void Random_convolutions_are_those_of_plain_loops_and_have_the_same_bits_at_every_width()
    {
        var rng = new Random(3);
        for (int trial = 0; trial < Trials.Of(120); trial++)
        {
            var (x, w, window) = Random(rng);
            var loops = new ConvolutionLoops(window);
            var y = Op.Apply(new Convolution(window), x, w);
            var dy = Tensor.Uniform(y.Shape, new Rng((ulong)trial), -1, 1);
            Extent3 size = Extent3.Spatial(x.Shape), kernel = Extent3.Spatial(w.Shape);
            Tensor[] Everything() => [Op.Apply(new Convolution(window), x, w), Op.Apply(new TransposedConvolution(window, size), dy, w),
                .. Op.ApplyAll(new ConvolutionWeights(window, kernel, true), x, dy)];
            var wide = Everything();
            Closeness.ShouldBeClose(wide[0], loops.Forward(Plain.Of(x), Plain.Of(w), null), 2e-7 * w.Count);
            Closeness.ShouldBeClose(wide[1], loops.Transposed(Plain.Of(dy), Plain.Of(w), null, size), 2e-7 * w.Count);
            Closeness.ShouldBeClose(wide[2], loops.Weights(Plain.Of(x), Plain.Of(dy), kernel), 2e-7 * dy.Count);
            foreach (int bits in new[] { 256, 128, 0 })
                foreach (var (found, expected) in AtWidth(bits, Everything).Zip(wide)) Closeness.ShouldHaveTheSameBits(found, expected);
        }
    }

    private static (Tensor X, Tensor W, ConvolutionWindow Window) Random(Random rng)
    {
        int groups = rng.Next(4) == 0 ? rng.Next(2, 4) : 1, inputs = rng.Next(1, 6), results = rng.Next(1, 10) * groups;
        int[] kernel = [rng.Next(1, 6), rng.Next(1, 6)], stride = [rng.Next(1, 4), rng.Next(1, 4)], dilation = [rng.Next(1, 3), rng.Next(1, 3)];
        int[] before = [rng.Next(0, 4), rng.Next(0, 4)], after = [rng.Next(0, 4), rng.Next(0, 4)];
        int[] size = [.. Enumerable.Range(0, 2).Select(a => Math.Max(1, dilation[a] * (kernel[a] - 1) + 1 - before[a] - after[a]) + rng.Next(0, rng.Next(2) == 0 ? 8 : 40))];
        var numbers = new Rng((ulong)rng.NextInt64());
        return (Tensor.Uniform([rng.Next(3) == 0 ? rng.Next(1, 35) : rng.Next(1, 3), inputs * groups, size[0], size[1]], numbers, -1, 1),
            Tensor.Uniform([results, inputs, kernel[0], kernel[1]], numbers, -1, 1),
            new(new(1, stride[0], stride[1]), new(0, before[0], before[1]), new(0, after[0], after[1]), new(1, dilation[0], dilation[1]), groups));
    }

    private static T AtWidth<T>(int bits, Func<T> work)
    {
        try
        {
            Elementwise.WidestBits = bits;
            return work();
        }
        finally
        {
            Elementwise.WidestBits = 512;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(21)]
    public void A_picture_has_the_same_bits_alone_and_among_others(int images)
    {
        var rng = new Rng(9);
        Tensor x = Tensor.Normal([images, 3, 11, 13], rng), w = Tensor.Normal([6, 3, 3, 3], rng), b = Tensor.Normal([6], rng);
        var all = x.Conv2d(w, b, padding: 1);
        for (int i = 0; i < images; i++) Closeness.ShouldHaveTheSameBits(x.Slice(0, i..(i + 1)).Conv2d(w, b, padding: 1), all.Slice(0, i..(i + 1)).Contiguous());
    }

    private static ConvolutionWindow Window(int stride, int padding) =>
        new(new(1, stride, stride), new(0, padding, padding), new(0, padding, padding), Extent3.One, 1);
}
