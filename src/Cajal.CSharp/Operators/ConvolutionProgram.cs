namespace Cajal.CSharp;

/// <summary>Convolution, its transpose, and pooling; sizes are depth, height, width.</summary>
internal static class ConvolutionProgram
{
    public static void AddTo(ProgramTable table)
    {
        table.Add<Convolution>((n, op) =>
        {
            Shape x = n.ShapeOf(0), w = n.ShapeOf(1);
            Extent3 size = Spatial(x), kernel = Spatial(w), result = Spatial(n.Result());
            var whole = Enumerable.Range(0, 3).Select(i => size[i] + op.Window.Before[i] + op.Window.After[i]);
            return $"Convolve({n[0]}, {n[1]}, {n.OrNull(2)}, {x[0]}, {x[1]}, {w[0]}, {op.Window.Groups}, {Three(size)}, {Three(kernel)}, {Three(op.Window.Stride)}, {Three(op.Window.Before)}, {Literal.Ints(whole)}, {Three(op.Window.Dilation)}, {Three(result)})";
        });
        table.Add<TransposedConvolution>((n, op) =>
        {
            Shape x = n.ShapeOf(0), w = n.ShapeOf(1);
            return $"ConvolveBack({n[0]}, {n[1]}, {n.OrNull(2)}, {x[0]}, {x[1]}, {w[1] * op.Window.Groups}, {op.Window.Groups}, {Three(Spatial(x))}, {Three(Spatial(w))}, {Three(op.Window.Stride)}, {Three(op.Window.Before)}, {Three(op.Window.Dilation)}, {Three(op.Output)})";
        });
        table.Add<MaxPool>((n, op) => $"Pool({n[0]}, true, {Windows(op.Window)})");
        table.Add<AveragePool>((n, op) => $"AveragePool({n[0]}, {(op.CountPadding ? "true" : "false")}, {op.Divisor}, {Windows(op.Window)})");
    }

    // The axes behind examples and channels; those that are not there have one place.
    private static Extent3 Spatial(Shape shape) => new(shape.Rank > 4 ? shape[-3] : 1, shape.Rank > 3 ? shape[-2] : 1, shape[-1]);

    private static string Three(Extent3 extent) => Literal.Ints(Enumerable.Range(0, 3).Select(i => extent[i]));

    private static string Windows(PoolWindow window) => string.Join(", ", new[] { window.Depth, window.Height, window.Width }
        .Select(a => $"new Window({a.In}, {a.Out}, {a.Kernel}, {a.Stride}, {a.Padding}, {a.Dilation})"));
}
