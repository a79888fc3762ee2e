namespace Cajal.Onnx;

/// <summary>Convolution and its transpose over one to three axes.</summary>
internal static class Convolutions
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Conv", Convolve);
        table.Add("ConvTranspose", Transposed);
    }

    /// <summary>Numbers by axis as numbers along depth, height and width.</summary>
    public static Extent3 Extent(ReadOnlySpan<int> numbers, int other) =>
        new(numbers.Length > 2 ? numbers[^3] : other, numbers.Length > 1 ? numbers[^2] : other, numbers[^1]);

    private static Tensor Convolve(Call c)
    {
        Tensor x = c.X, w = c[1];
        int axes = Axes(c, x, w);
        var sliding = new SlidingWindow(c, x.Shape.ToArray()[2..], w.Shape.ToArray()[2..]);
        var window = new ConvolutionWindow(Extent(sliding.Strides, 1), Extent(sliding.Before, 0), Extent(sliding.After, 0), Extent(sliding.Dilations, 1), c.Int("group", 1));
        return c.Optional(2) is { } bias ? Op.Apply(new Convolution(window), x, w, bias) : Op.Apply(new Convolution(window), x, w);
    }

    // out = stride·(in − 1) + output_padding + (kernel − 1)·dilation + 1 − before − after
    private static Tensor Transposed(Call c)
    {
        Tensor x = c.X, w = c[1];
        int axes = Axes(c, x, w);
        int[] sizes = x.Shape.ToArray()[2..], kernel = w.Shape.ToArray()[2..];
        int[] strides = c.Ints("strides") ?? Ones(axes), dilations = c.Ints("dilations") ?? Ones(axes), extra = c.Ints("output_padding") ?? new int[axes];
        int[] pads = c.Ints("pads") ?? new int[2 * axes], before = pads[..axes], after = pads[axes..];
        string auto = c.Text("auto_pad", "NOTSET");
        var wanted = c.Ints("output_shape");
        var output = new int[axes];
        for (int i = 0; i < axes; i++)
        {
            int full = strides[i] * (sizes[i] - 1) + extra[i] + (kernel[i] - 1) * dilations[i] + 1;
            if (wanted is null && auto is "NOTSET" or "VALID") output[i] = full - before[i] - after[i];
            else
            {
                output[i] = wanted is null ? sizes[i] * strides[i] : wanted[^(axes - i)];
                int total = full - output[i];
                // An output longer than the kernels reach ends in places that only the bias fills.
                if (total < 0) (extra[i], total) = (extra[i] - total, 0);
                before[i] = auto == "SAME_UPPER" ? total / 2 : total - total / 2;
                after[i] = total - before[i];
            }
        }
        // The window is that of the convolution that goes back: what output_padding adds lies behind its last place.
        for (int i = 0; i < axes; i++) after[i] = Math.Max(0, after[i] - extra[i]);
        if (before.Any(p => p < 0)) throw c.Unsupported("padding below 0");
        var window = new ConvolutionWindow(Extent(strides, 1), Extent(before, 0), Extent(after, 0), Extent(dilations, 1), c.Int("group", 1));
        var op = new TransposedConvolution(window, Extent(output, 1));
        return c.Optional(2) is { } bias ? Op.Apply(op, x, w, bias) : Op.Apply(op, x, w);
    }

    private static int Axes(Call c, Tensor x, Tensor w)
    {
        if (x.Rank is < 3 or > 5 || w.Rank != x.Rank) throw c.Wrong($"it convolves [N, C, …] over one to three axes with kernels of as many; received {x.Shape} and {w.Shape}.");
        return x.Rank - 2;
    }

    private static int[] Ones(int axes) => [.. Enumerable.Repeat(1, axes)];
}
