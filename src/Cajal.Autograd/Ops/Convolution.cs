namespace Cajal;

/// <summary>y[n, o, p] = Σ over c, k of w[o, c, k] · x[n, c, p·stride − before + k·dilation] (+ b[o]), p and k places along 1 to 3 axes
///     x: [N, C, …]   w: [O, C/groups, …]   b: [O]   y: [N, O, …]      dX = transposed convolution of dY, dW[o, c, k] = Σ dY[n, o, p] · x[…], dB = Σ dY</summary>
/// <remarks>The kernel is not turned round (cross-correlation), as everywhere in deep learning; what lies outside of x is 0.</remarks>
/// <param name="Window">How the kernel moves.</param>
public sealed record Convolution(ConvolutionWindow Window) : Op, IFinishesPieces
{
    /// <inheritdoc/>
    public override string Formula => "y[o, p] = Σ over c, k of w[o, c, k]·x[c, p·stride − before + k·dilation] + b[o]";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        var g = Gather(x);
        return new(ConvolutionShapes.Of(x[0].Shape, g.Images, x[1].Shape[0], ResultOf(x)), SameFloat(x));
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (y[0].DType == DType.Float32) ConvolutionShapes.Run<float>(Gather(x), x, y[0]);
        else ConvolutionShapes.Run<double>(Gather(x), x, y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor x = pass.Input(0), w = pass.Input(1), dy = pass.OutputGradient;
        bool bias = pass.InputCount > 2 && pass.Wants(2);
        if (pass.Wants(0)) pass[0] = Apply(new TransposedConvolution(Window, Extent3.Spatial(x.Shape)), dy, w);
        if (!pass.Wants(1) && !bias) return;
        var found = ApplyAll(new ConvolutionWeights(Window, Extent3.Spatial(w.Shape), bias), x, dy);
        pass[1] = found[0];
        if (bias) pass[2] = found[1];
    }

    /// <summary>One for each result number, source channel of its group and element of the kernel.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) =>
        (long)y[0].Count * (x[1].Shape[1] * Extent3.Spatial(x[1].Shape).Count);

    int IFinishesPieces.ColumnsOf(Tensor y) => Extent3.Spatial(y.Shape).Count;

    bool IFinishesPieces.FitsFinish(ReadOnlySpan<Tensor> x, Tensor y) => ConvolutionShapes.AreDense(x, y);

    Bound IFinishesPieces.BindFollowed(AddressBook book, Tensor[] x, Tensor[] y, PieceChain? followers) =>
        ConvolutionShapes.Bind(this, book, Gather(x), x, y, followers);

    internal override Bound Bind(AddressBook book, Tensor[] x, Tensor[] y) =>
        ConvolutionShapes.AreDense(x, y[0]) ? ConvolutionShapes.Bind(this, book, Gather(x), x, y, null) : base.Bind(book, x, y);

    private Extent3 ResultOf(ReadOnlySpan<Tensor> x) => Window.Results(Extent3.Spatial(x[0].Shape), Extent3.Spatial(x[1].Shape));

    private Gathering Gather(ReadOnlySpan<Tensor> x)
    {
        Shape a = x[0].Shape, w = x[1].Shape;
        ConvolutionShapes.RequireRanks(Name, a, w);
        var (size, kernel, result) = (Extent3.Spatial(a), Extent3.Spatial(w), ResultOf(x));
        if (w[0] % Window.Groups != 0)
            throw new ShapeException(Name, $"weights whose first size {Window.Groups} groups divide", w);
        if (a[1] != w[1] * Window.Groups)
            throw new ShapeException(Name, $"[N, {w[1] * Window.Groups}, …]: weights {w} in {Window.Groups} groups take that many channels", a);
        if (result.Depth < 1 || result.Height < 1 || result.Width < 1)
            throw new ShapeException(Name, $"a picture that, padding included, holds the kernel {w}", a);
        ConvolutionShapes.RequireBias(Name, x, w[0]);
        return Gathering.Forward(Window, a[0], w[1], w[0] / Window.Groups, size, result, kernel);
    }
}
