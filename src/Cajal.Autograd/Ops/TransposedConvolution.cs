namespace Cajal;

/// <summary>y[n, o, i] = Σ over c, k and those p with p·stride − before + k·dilation = i of w[c, o, k] · x[n, c, p] (+ b[o])
///     x: [N, C, …]   w: [C, O/groups, …]   b: [O]   y: [N, O, …]      dX = convolution of dY, dW[c, o, k] = Σ x[n, c, p] · dY[…], dB = Σ dY</summary>
/// <remarks>The transpose of <see cref="Convolution"/> as a linear map, and so its gradient for its input.</remarks>
/// <param name="Window">How the kernel of the convolution moves that goes the other way, from y to x.</param>
/// <param name="Output">Spatial sizes of y: several give the same x.</param>
public sealed record TransposedConvolution(ConvolutionWindow Window, Extent3 Output) : Op, IFinishesPieces
{
    /// <inheritdoc/>
    public override string Formula => "y[o, i] = Σ over c, k and those p with p·stride − before + k·dilation = i of w[c, o, k]·x[c, p] + b[o]";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        var g = Gather(x);
        return new(ConvolutionShapes.Of(x[0].Shape, g.Images, x[1].Shape[1] * Window.Groups, Output), SameFloat(x));
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
        if (pass.Wants(0)) pass[0] = Apply(new Convolution(Window), dy, w);
        if (pass.Wants(1)) pass[1] = ApplyAll(new ConvolutionWeights(Window, Extent3.Spatial(w.Shape), Bias: false), dy, x)[0];
        if (pass.InputCount > 2 && pass.Wants(2)) pass[2] = dy.Sum([.. Enumerable.Range(0, dy.Rank).Where(axis => axis != 1)]);
    }

    /// <summary>One for each number of x, result channel of its group and element of the kernel.</summary>
    public override long MultiplyAdds(IReadOnlyList<Tensor> x, IReadOnlyList<Tensor> y) =>
        (long)x[0].Count * (x[1].Shape[1] * Extent3.Spatial(x[1].Shape).Count);

    int IFinishesPieces.ColumnsOf(Tensor y) => Extent3.Spatial(y.Shape).Count;

    bool IFinishesPieces.FitsFinish(ReadOnlySpan<Tensor> x, Tensor y) => ConvolutionShapes.AreDense(x, y);

    Bound IFinishesPieces.BindFollowed(AddressBook book, Tensor[] x, Tensor[] y, PieceChain? followers) =>
        ConvolutionShapes.Bind(this, book, Gather(x), x, y, followers);

    internal override Bound Bind(AddressBook book, Tensor[] x, Tensor[] y) =>
        ConvolutionShapes.AreDense(x, y[0]) ? ConvolutionShapes.Bind(this, book, Gather(x), x, y, null) : base.Bind(book, x, y);

    private Gathering Gather(ReadOnlySpan<Tensor> x)
    {
        Shape a = x[0].Shape, w = x[1].Shape;
        ConvolutionShapes.RequireRanks(Name, a, w);
        var (size, kernel) = (Extent3.Spatial(a), Extent3.Spatial(w));
        if (w[0] % Window.Groups != 0) throw new ShapeException(Name, $"weights whose first size {Window.Groups} groups divide", w);
        if (a[1] != w[0]) throw new ShapeException(Name, $"[N, {w[0]}, …]: weights {w} take that many channels", a);
        if (Window.Results(Output, kernel) != size)
            throw new ShapeException(Name, $"the sizes {Window.Results(Output, kernel)} that a convolution makes of {Output}", a);
        ConvolutionShapes.RequireBias(Name, x, w[1] * Window.Groups);
        return Gathering.Transposed(Window, a[0], w[0] / Window.Groups, w[1], size, Output, kernel);
    }
}
