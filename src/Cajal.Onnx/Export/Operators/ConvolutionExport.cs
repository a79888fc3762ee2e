namespace Cajal.Onnx;

/// <summary>Convolution, its transpose, and pooling.</summary>
internal static class ConvolutionExport
{
    public static void AddTo(ExportTable table)
    {
        table.Add<Convolution>((n, op) => n.Add("Conv", n.All, Moves(op.Window, n.ShapeOf(1))));
        table.Add<TransposedConvolution>(Transposed);
        table.Add<MaxPool>((n, op) => AdaptivePoolExport.IsUneven(op.Window) ? AdaptivePoolExport.Largest(n, op.Window) : Pooled(n, op.Window, "MaxPool", Slides(op.Window, dilations: true)));
        table.Add<AveragePool>(Mean);
        table.Add<ArgMaxPool>((n, _) => throw n.Wrong("positions of the largest have no operator of their own; export the values"));
    }

    private static long[] Along(Extent3 extent, int axes) => [.. Enumerable.Range(3 - axes, axes).Select(i => (long)extent[i])];

    private static (string, object)[] Moves(ConvolutionWindow window, Shape kernel)
    {
        int axes = kernel.Rank - 2;
        return [("kernel_shape", Array.ConvertAll(kernel.ToArray()[2..], v => (long)v)), ("strides", Along(window.Stride, axes)),
            ("pads", (long[])[.. Along(window.Before, axes), .. Along(window.After, axes)]), ("dilations", Along(window.Dilation, axes)), ("group", (long)window.Groups)];
    }

    // output_padding is what is left of the output's size.
    private static string Transposed(NodeExport n, TransposedConvolution op)
    {
        int axes = n.ShapeOf(0).Rank - 2;
        var extra = new long[axes];
        for (int i = 0; i < axes; i++)
        {
            int at = 3 - axes + i;
            extra[i] = op.Output[at] + op.Window.Before[at] + op.Window.After[at]
                - op.Window.Stride[at] * (n.ShapeOf(0)[i + 2] - 1) - op.Window.Dilation[at] * (n.ShapeOf(1)[i + 2] - 1) - 1;
        }
        return n.Add("ConvTranspose", n.All, [.. Moves(op.Window, n.ShapeOf(1)), ("output_padding", extra)]);
    }

    private static PoolAxis[] Axes(PoolWindow window) => [.. new[] { window.Depth, window.Height, window.Width }.Skip(3 - window.Axes)];

    private static (string, object)[] Slides(PoolWindow window, bool dilations)
    {
        PoolAxis[] axes = Axes(window);
        for (int i = 0; i < axes.Length; i++)
            if (axes[i].IsAdaptive) axes[i] = axes[i] with { Kernel = axes[i].In / axes[i].Out, Stride = axes[i].In / axes[i].Out };
        // The last window may hang over the end.
        bool ceil = axes.Any(a => a.Out > (a.In + 2L * a.Padding - (long)a.Dilation * (a.Kernel - 1) - 1) / a.Stride + 1);
        List<(string, object)> said = [("kernel_shape", Each(axes, a => a.Kernel)), ("strides", Each(axes, a => a.Stride)),
            ("pads", (long[])[.. Each(axes, a => a.Padding), .. Each(axes, a => a.Padding)]), ("ceil_mode", ceil ? 1L : 0)];
        if (dilations) said.Add(("dilations", Each(axes, a => a.Dilation)));
        return [.. said];
    }

    private static long[] Each(PoolAxis[] axes, Func<PoolAxis, int> number) => Array.ConvertAll(axes, a => (long)number(a));

    // A tensor without a batch gets one.
    private static string Pooled(NodeExport n, PoolWindow window, string name, (string, object)[] attributes)
    {
        if (n.ShapeOf(0).Rank == window.Axes + 2) return n.Add(name, [n[0]], attributes);
        return n.Add("Squeeze", n.Add(name, [n.Add("Unsqueeze", n[0], n.Graph.Longs(0))], attributes), n.Graph.Longs(0));
    }

    private static string Mean(NodeExport n, AveragePool op)
    {
        if (AdaptivePoolExport.IsUneven(op.Window)) return AdaptivePoolExport.Mean(n, op.Window);
        bool counts = op.CountPadding || op.Divisor > 0;
        string y = Pooled(n, op.Window, "AveragePool", [.. Slides(op.Window, dilations: false), ("count_include_pad", counts ? 1L : 0)]);
        return op.Divisor == 0 ? y : n.Add("Mul", y, n.Number((double)Axes(op.Window).Aggregate(1, (k, a) => k * a.Kernel) / op.Divisor));
    }
}
