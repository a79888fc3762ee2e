namespace Cajal.Tests.Ops;

/// <summary>Convolutions by plain loops, in up to three axes; the truth that kernels are held to.</summary>
internal sealed class ConvolutionLoops(ConvolutionWindow window)
{
    /// <summary>y[n, o, p] = Σ w[o, c, k] · x[n, c, p·s − b + k·d] + bias[o]</summary>
    public Plain Forward(Plain x, Plain w, Plain? bias)
    {
        Extent3 size = Sizes(x), kernel = Sizes(w), result = window.Results(size, kernel);
        var y = Plain.Fill([.. x.Sizes[..1], w.Sizes[0], .. Last(result, x.Rank - 2)], i => bias is null ? 0 : bias[i[1]]);
        Walk(x.Sizes[0], w.Sizes[0], w.Sizes[1], result, kernel, size, (n, o, c, p, k, q) =>
        {
            int[] at = [n, o, .. Last(p, x.Rank - 2)];
            y[at] += w[[o, c, .. Last(k, x.Rank - 2)]] * x[[n, Channel(o, c, w.Sizes[0], w.Sizes[1]), .. Last(q, x.Rank - 2)]];
        });
        return y;
    }

    /// <summary>The transpose: y[n, …] of the given sizes from x, w [C, O/groups, …].</summary>
    public Plain Transposed(Plain x, Plain w, Plain? bias, Extent3 output)
    {
        var y = Plain.Fill([x.Sizes[0], w.Sizes[1] * window.Groups, .. Last(output, x.Rank - 2)], i => bias is null ? 0 : bias[i[1]]);
        Walk(x.Sizes[0], w.Sizes[0], w.Sizes[1], Sizes(x), Sizes(w), output, (n, o, c, p, k, q) =>
        {
            int[] at = [n, Channel(o, c, w.Sizes[0], w.Sizes[1]), .. Last(q, x.Rank - 2)];
            y[at] += w[[o, c, .. Last(k, x.Rank - 2)]] * x[[n, o, .. Last(p, x.Rank - 2)]];
        });
        return y;
    }

    /// <summary>dW[o, c, k] = Σ g[n, o, p] · x[n, c, …]</summary>
    public Plain Weights(Plain x, Plain g, Extent3 kernel)
    {
        int sources = x.Sizes[1] / window.Groups, results = g.Sizes[1];
        var w = Plain.Fill([results, sources, .. Last(kernel, x.Rank - 2)], _ => 0);
        Walk(x.Sizes[0], results, sources, Sizes(g), kernel, Sizes(x), (n, o, c, p, k, q) =>
        {
            int[] at = [o, c, .. Last(k, x.Rank - 2)];
            w[at] += g[[n, o, .. Last(p, x.Rank - 2)]] * x[[n, Channel(o, c, results, sources), .. Last(q, x.Rank - 2)]];
        });
        return w;
    }

    private int Channel(int o, int c, int results, int sources) => o / (results / window.Groups) * sources + c;

    // All pairs of a result place p and a kernel element k that look at a place q of the picture.
    private void Walk(int images, int results, int sources, Extent3 result, Extent3 kernel, Extent3 size, Action<int, int, int, Extent3, Extent3, Extent3> visit)
    {
        foreach (int[] i in Plain.Indices([images, results, sources, result.Depth, result.Height, result.Width, kernel.Depth, kernel.Height, kernel.Width]))
        {
            Extent3 p = new(i[3], i[4], i[5]), k = new(i[6], i[7], i[8]), q = new(Place(0, p, k), Place(1, p, k), Place(2, p, k));
            if (q.Depth < 0 || q.Height < 0 || q.Width < 0 || q.Depth >= size.Depth || q.Height >= size.Height || q.Width >= size.Width) continue;
            visit(i[0], i[1], i[2], p, k, q);
        }
    }

    private int Place(int axis, Extent3 p, Extent3 k) => p[axis] * window.Stride[axis] - window.Before[axis] + k[axis] * window.Dilation[axis];

    private static Extent3 Sizes(Plain x) => Extent3.Spatial(Shape.Of(x.Sizes));

    private static int[] Last(Extent3 e, int axes) => [.. new[] { e.Depth, e.Height, e.Width }.Skip(3 - axes)];
}
