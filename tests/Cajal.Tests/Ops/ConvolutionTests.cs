using Cajal.Tests.Contracts;

namespace Cajal.Tests.Ops;

public class ConvolutionTests
{
    /// <summary>Shapes of every kind: one to three axes, strides, paddings on one side, dilation, groups, depthwise, many pictures and one, rows shorter and longer
    /// than a register, kernels as large as the padded picture, single pixels, no picture at all.</summary>
    private static IEnumerable<(string Name, int[] X, int[] W, ConvolutionWindow Window)> Cases()
    {
        ConvolutionWindow plain = new(Extent3.One, default, default, Extent3.One, 1);
        yield return ("1-D", [2, 3, 9], [4, 3, 3], plain);
        yield return ("1-D long row", [1, 2, 67], [3, 2, 5], plain with { Before = new(0, 0, 2), After = new(0, 0, 2) });
        yield return ("1-D stride, dilation", [2, 2, 20], [3, 2, 3], plain with { Stride = new(1, 1, 3), Dilation = new(1, 1, 2), Before = new(0, 0, 1) });
        yield return ("2-D", [2, 2, 5, 6], [3, 2, 3, 3], plain);
        yield return ("2-D padded", [3, 2, 5, 9], [7, 2, 3, 3], plain with { Before = new(0, 1, 1), After = new(0, 1, 1) });
        yield return ("2-D stride 2", [2, 3, 6, 8], [4, 3, 3, 3], plain with { Stride = new(1, 2, 2), Before = new(0, 1, 1), After = new(0, 1, 1) });
        yield return ("2-D uneven strides", [2, 1, 9, 11], [2, 1, 3, 2], plain with { Stride = new(1, 3, 2), Before = new(0, 0, 1), After = new(0, 2, 0) });
        yield return ("2-D stride beyond kernel", [2, 2, 7, 7], [3, 2, 1, 1], plain with { Stride = new(1, 2, 3) });
        yield return ("2-D dilation", [2, 2, 7, 8], [3, 2, 3, 2], plain with { Dilation = new(1, 2, 3), Before = new(0, 2, 1), After = new(0, 1, 2) });
        yield return ("2-D dilation and stride", [1, 2, 9, 9], [2, 2, 3, 3],
            plain with { Dilation = new(1, 2, 2), Stride = new(1, 2, 3), Before = new(0, 2, 2), After = new(0, 2, 2) });
        yield return ("2-D groups", [2, 4, 5, 5], [6, 2, 3, 3], plain with { Groups = 2, Before = new(0, 1, 1), After = new(0, 1, 1) });
        yield return ("2-D depthwise", [3, 5, 4, 4], [5, 1, 3, 3], plain with { Groups = 5, Before = new(0, 1, 1), After = new(0, 1, 1) });
        yield return ("2-D pointwise", [2, 5, 3, 3], [4, 5, 1, 1], plain);
        yield return ("2-D one pixel", [2, 3, 1, 1], [4, 3, 3, 3], plain with { Before = new(0, 1, 1), After = new(0, 1, 1) });
        yield return ("2-D kernel of the picture's size", [2, 2, 4, 5], [3, 2, 4, 5], plain);
        yield return ("2-D far padding", [1, 1, 2, 2], [1, 1, 2, 2], plain with { Before = new(0, 4, 3), After = new(0, 0, 5), Stride = new(1, 2, 2) });
        yield return ("2-D many pictures", [19, 1, 4, 5], [5, 1, 3, 3], plain with { Before = new(0, 1, 1), After = new(0, 1, 1) });
        yield return ("2-D no picture", [0, 2, 4, 4], [3, 2, 3, 3], plain);
        yield return ("3-D", [2, 2, 3, 4, 5], [3, 2, 2, 2, 3], plain with { Stride = new(1, 2, 1), Before = new(1, 0, 1), After = new(0, 1, 1) });
        yield return ("3-D groups", [1, 4, 3, 3, 3], [4, 2, 2, 3, 2], plain with { Groups = 2, Dilation = new(2, 1, 1) });
    }

    internal static IEnumerable<OpSample> Samples
    {
        get
        {
            foreach (var (name, x, w, window) in Cases())
            {
                var loops = new ConvolutionLoops(window);
                Extent3 size = Extent3.Spatial(Shape.Of(x)), kernel = Extent3.Spatial(Shape.Of(w)), result = window.Results(size, kernel);
                int[] y = [x[0], w[0], .. new[] { result.Depth, result.Height, result.Width }.Skip(5 - x.Length)];
                yield return new($"Convolution {name}", [new(x), new(w)], t => Op.Apply(new Convolution(window), t[0], t[1]), t => loops.Forward(t[0], t[1], null));
                yield return new($"Convolution {name}, bias", [new(x), new(w), new([w[0]])], t => Op.Apply(new Convolution(window), t[0], t[1], t[2]),
                    t => loops.Forward(t[0], t[1], t[2]));
                yield return new($"TransposedConvolution {name}", [new(y), new(w), new([x[1]])],
                    t => Op.Apply(new TransposedConvolution(window, size), t[0], t[1], t[2]), t => loops.Transposed(t[0], t[1], t[2], size));
                yield return new($"ConvolutionWeights {name}", [new(x), new(y)], t => Op.ApplyAll(new ConvolutionWeights(window, kernel, false), t[0], t[1])[0],
                    t => loops.Weights(t[0], t[1], kernel));
            }
        }
    }

    [Fact]
    public void Sums_of_gradients_come_beside_those_of_weights_and_have_a_derivative()
    {
        var window = new ConvolutionWindow(Extent3.One, default, default, Extent3.One, 1);
        var rng = new Rng(3);
        Tensor x = Tensor.Normal([3, 2, 4, 4], rng, dtype: DType.Float64), g = Tensor.Normal([3, 5, 2, 2], rng, dtype: DType.Float64);
        var both = Op.ApplyAll(new ConvolutionWeights(window, new(1, 3, 3), true), x, g);
        Closeness.ShouldBeClose(both[1], Plain.Of(g.Sum([0, 2, 3])), 1e-13);
        var error = GradientCheck.Run(t =>
        {
            var found = Op.ApplyAll(new ConvolutionWeights(window, new(1, 3, 3), true), t[0], t[1]);
            return (found[0] * found[0]).Sum() + (found[1] * found[1]).Sum();
        }, [x, g]);
        error.Worst.ShouldBeLessThan(1e-7, error.ToString());
        GradientCheck.Run(t => (Op.ApplyAll(new ConvolutionWeights(window, new(1, 3, 3), true), t[0], t[1])[1].Square()).Sum(), [x, g]).Worst.ShouldBeLessThan(1e-7);
    }

    [Fact]
    public void Same_padding_keeps_the_size_and_puts_the_odd_zero_at_the_end()
    {
        var x = Tensor.From([1f, 2, 3, 4], [1, 1, 4]);
        x.Conv1d(Tensor.From([1f, 10], [1, 1, 2]), padding: Padding.Same).ToArray<float>().ShouldBe([21, 32, 43, 4]);
        x.Conv1d(Tensor.From([1f, 10, 100], [1, 1, 3]), padding: Padding.Same, dilation: 2).Shape.ShouldBe([1, 1, 4]);
    }

    [Fact]
    public void A_picture_without_a_batch_axis_is_one_picture()
    {
        var rng = new Rng(4);
        Tensor x = Tensor.Normal([2, 5, 6], rng), w = Tensor.Normal([3, 2, 3, 3], rng), v = Tensor.Normal([2, 3, 3, 3], rng);
        Closeness.ShouldHaveTheSameBits(x.Conv2d(w), x.Unsqueeze(0).Conv2d(w).Squeeze(0));
        Closeness.ShouldHaveTheSameBits(x.ConvTranspose2d(v, stride: 2), x.Unsqueeze(0).ConvTranspose2d(v, stride: 2).Squeeze(0));
    }

    [Fact]
    public void Numbers_by_axis_are_taken_in_order()
    {
        var x = Tensor.Ones([1, 1, 6, 7, 8]);
        x.Conv3d(Tensor.Ones([1, 1, 2, 2, 2]), stride: [1, 2, 3], padding: [0, 1, 2]).Shape.ShouldBe([1, 1, 5, 4, 4]);
        x.Conv3d(Tensor.Ones([1, 1, 2, 2, 2]), stride: new[] { 1, 2, 3 }).Shape.ShouldBe([1, 1, 5, 3, 3]);
        Tensor.Ones([1, 1, 7, 8]).Conv2d(Tensor.Ones([1, 1, 2, 2]), stride: [1, 2]).Shape.ShouldBe([1, 1, 6, 4]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_output_padding_may_reach_the_stride_below_the_dilation(int padding)
    {
        var rng = new Rng(5);
        Tensor x = Tensor.Normal([2, 2, 4], rng, dtype: DType.Float64), w = Tensor.Normal([2, 3, 3], rng, dtype: DType.Float64), b = Tensor.From([1.0, 2, 3]);
        // Whatever is cut off at the ends and added at the last is part of one long row, behind which nothing is but the bias.
        var row = x.ConvTranspose1d(w, b, stride: 2, dilation: 4).ToArray<double>().Chunk(15).ToArray();
        var y = x.ConvTranspose1d(w, b, stride: 2, padding: padding, outputPadding: 3, dilation: 4);
        int length = 15 - 2 * padding + 3;
        y.Shape.ShouldBe([2, 3, length]);
        for (int r = 0; r < 6; r++)
            for (int i = 0; i < length; i++)
                y.ToArray<double>()[r * length + i].ShouldBe(i + padding < 15 ? row[r][i + padding] : r % 3 + 1, 1e-12);
        GradientCheck.Run(t => t[0].ConvTranspose1d(t[1], t[2], stride: 2, padding: padding, outputPadding: 3, dilation: 4).Square().Sum(), [x, w, b])
            .Worst.ShouldBeLessThan(1e-7);
    }

    [Theory]
    [InlineData("[2, 3, 8]", "Conv2d expected [N, C, H, W] or [C, H, W]")]
    [InlineData("[2, 4, 8, 8]", "take that many channels")]
    [InlineData("[2, 3, 2, 2]", "holds the kernel")]
    [InlineData("[2, 3, 2, 9]", "holds the kernel")]
    public void A_wrong_picture_is_told(string shape, string part)
    {
        int[] sizes = [.. shape.Trim('[', ']').Split(", ").Select(int.Parse)];
        var x = sizes.Length == 3 ? Tensor.Ones([1, .. sizes, 1]) : Tensor.Ones(sizes);
        Should.Throw<ShapeException>(() => x.Conv2d(Tensor.Ones([2, 3, 3, 3]))).Message.ShouldContain(part);
    }

    [Fact]
    public void Wrong_settings_are_told()
    {
        Tensor x = Tensor.Ones([1, 4, 5, 5]), w = Tensor.Ones([4, 4, 3, 3]);
        Should.Throw<ArgumentException>(() => x.Conv2d(w, stride: 0)).Message.ShouldContain("The stride is at least 1; received 0.");
        Should.Throw<ArgumentException>(() => x.Conv2d(w, padding: -1)).Message.ShouldContain("cannot be negative; received [-1]");
        Should.Throw<ArgumentException>(() => x.Conv2d(w, dilation: [1, 0])).Message.ShouldContain("The dilation is at least 1; received [1, 0]");
        Should.Throw<ArgumentException>(() => x.Conv2d(w, stride: [1, 1, 1])).Message.ShouldContain("The stride is one number, or 2 of them; received [1, 1, 1]");
        Should.Throw<ArgumentException>(() => x.Conv2d(w, stride: 2, padding: Padding.Same)).Message.ShouldContain("only with a stride of 1");
        Should.Throw<ArgumentException>(() => x.Conv2d(w, groups: 0)).Message.ShouldContain("at least 1 group");
        Should.Throw<ShapeException>(() => x.Conv2d(w, groups: 3)).Message.ShouldContain("3 groups divide");
        Should.Throw<ShapeException>(() => x.Conv2d(w, Tensor.Ones([3]))).Message.ShouldContain("a bias [4]");
        Should.Throw<InvalidOperationException>(() => x.Conv2d(w.To(DType.Float64))).Message.ShouldContain("one element type");
        Should.Throw<ArgumentException>(() => x.ConvTranspose2d(w, outputPadding: 1)).Message.ShouldContain("output padding below its stride");
        Should.Throw<ShapeException>(() => x.ConvTranspose2d(w, padding: 9)).Message.ShouldContain("at least one place");
        Should.Throw<ShapeException>(() => Tensor.Ones([1, 1, 1]).ConvTranspose1d(Tensor.Ones([1, 1, 1]), padding: 5, outputPadding: 11, dilation: 12)).Message
            .ShouldContain("something is left in the result");
    }
}
