namespace Cajal;

/// <summary>w[o, c, k] = Σ over n, p of g[n, o, p] · x[n, c, p·stride − before + k·dilation], and with a bias b[o] = Σ over n, p of g[n, o, p]
///     x: [N, C, …]   g: [N, O, …]   w: [O, C/groups, …]   b: [O]      dX = transposed convolution of g by dW, dG = convolution of x by dW, plus dB</summary>
/// <remarks>The gradient of <see cref="Convolution"/> for its weights.</remarks>
/// <param name="Window">How the kernel moves.</param>
/// <param name="Kernel">Spatial sizes of w.</param>
/// <param name="Bias">True for the second result.</param>
public sealed record ConvolutionWeights(ConvolutionWindow Window, Extent3 Kernel, bool Bias) : Op
{
    /// <inheritdoc/>
    public override int OutputCount => Bias ? 2 : 1;

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        Gather(x);
        Shape a = x[0].Shape, g = x[1].Shape;
        return new(output == 1 ? [g[1]] : ConvolutionShapes.Of(a, g[1], a[1] / Window.Groups, Kernel), SameFloat(x));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) Run<float>(Gather(x), x, y);
        else Run<double>(Gather(x), x, y);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor x = pass.Input(0), g = pass.Input(1);
        Tensor? dw = pass.OutputGradientOf(0), db = Bias ? pass.OutputGradientOf(1) : null;
        if (pass.Wants(0)) pass[0] = dw is null ? x * 0 : Apply(new TransposedConvolution(Window, Extent3.Spatial(x.Shape)), g, dw);
        if (!pass.Wants(1)) return;
        var fromWeights = dw is null ? null : Apply(new Convolution(Window), x, dw);
        var fromBias = db?.Reshape(Shape.Of([1, g.Shape[1], .. Enumerable.Repeat(1, g.Rank - 2)])).Expand(g.Shape);
        pass[1] = fromWeights is null ? fromBias : fromBias is null ? fromWeights : fromWeights + fromBias;
    }

    /// <summary>One for each gradient, source channel of its group and element of the kernel.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) => (long)x[1].Count * (y[0].Shape[1] * Kernel.Count);

    internal override Bound Bind(AddressBook book, Tensor[] x, Tensor[] y)
    {
        if (!x.All(t => t.IsContiguous && t.Device == Device.Cpu)) return base.Bind(book, x, y);
        return y[0].DType == DType.Float32 ? new Bound<float>(book, Gather(x), x, y) : new Bound<double>(book, Gather(x), x, y);
    }

    private Gathering Gather(ReadOnlySpan<Tensor> x)
    {
        Shape a = x[0].Shape, g = x[1].Shape;
        ConvolutionShapes.RequireRanks(Name, a, g);
        if (a[1] % Window.Groups != 0) throw new ShapeException(Name, $"channels that {Window.Groups} groups divide", a);
        if (g[1] % Window.Groups != 0) throw new ShapeException(Name, $"channels that {Window.Groups} groups divide", g);
        if (g[0] != a[0] || Window.Results(Extent3.Spatial(a), Kernel) != Extent3.Spatial(g))
            throw new ShapeException(Name, $"gradients of the results that a kernel {Kernel} has on {a}", g);
        return Gathering.Forward(Window, a[0], a[1] / Window.Groups, g[1] / Window.Groups, Extent3.Spatial(a), Extent3.Spatial(g), Kernel);
    }

    private static unsafe void Run<T>(in Gathering g, ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y) where T : unmanaged
    {
        using Dense<T> source = new(x[0]), gradients = new(x[1]);
        Span<T> totals = y.Length > 1 ? y[1].Span<T>() : default;
        fixed (T* s = source.Span, d = gradients.Span, w = y[0].Span<T>(), b = totals) ConvolutionWeightSum.Run(g, s, d, w, y.Length > 1 ? b : null);
    }

    private sealed unsafe class Bound<T>(AddressBook book, Gathering g, Tensor[] x, Tensor[] y) : Bound where T : unmanaged
    {
        private readonly Address source = book.Of(x[0]), gradients = book.Of(x[1]), weights = book.Of(y[0]), totals = book.Of(y[^1]);
        private readonly bool bias = y.Length > 1;

        public override void Run() => ConvolutionWeightSum.Run(g, source.At<T>(), gradients.At<T>(), weights.At<T>(), bias ? totals.At<T>() : null);
    }
}
