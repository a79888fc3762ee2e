namespace Cajal;

/// <summary>y = the largest number of each window, NaN when there is one      […, in] → […, out] on the pooled axes
///      dX = dY at the first of the largest, added up where windows overlap</summary>
/// <param name="Window">Sizes, strides, padding and dilation; padding never wins.</param>
public sealed record MaxPool(PoolWindow Window) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y = the largest number of each window";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Inputs;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Window.After(x[0].Shape), SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], y[0]);
        else Run<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass)
    {
        Tensor x = pass.Input(0), dy = pass.OutputGradient;
        if (!pass.Differentiable && dy.Device == Device.Cpu)
        {
            pass[0] = Apply(new MaxPoolBackward(Window), dy, x);
            return;
        }
        int planes = x.Count / Window.InCount;
        var places = Apply(new ArgMaxPool(Window), x).Reshape(planes, Window.OutCount);
        pass[0] = dy.Reshape(planes, Window.OutCount).ScatterAdd(1, places, Window.InCount).Reshape(x.Shape);
    }

    private void Run<T>(Tensor x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(x);
        Pooling<T>.Largest(dense.Span, Window, y.Span<T>());
    }
}

/// <summary>dX = dY at the first of the largest numbers of each window.</summary>
internal sealed record MaxPoolBackward(PoolWindow Window) : Op
{
    protected override string WhyNoDerivative => "These gradients were taken for one use only; ask for them with Gradients(loss, differentiable: true).";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(x[1].Shape, SameFloat(x));

    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], x[1], y[0]);
        else Run<double>(x[0], x[1], y[0]);
    }

    private void Run<T>(Tensor dy, Tensor x, Tensor dx) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using Dense<T> gradient = new(dy), input = new(x);
        Pooling<T>.LargestBackward(input.Span, gradient.Span, Window, dx.Span<T>());
    }
}

/// <summary>The position of the first of the largest numbers of each window, counted in its plane without padding      […, in] → […,
/// out], Int64</summary>
/// <param name="Window">Sizes, strides, padding and dilation.</param>
public sealed record ArgMaxPool(PoolWindow Window) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output)
    {
        SameFloat(x);
        return new(Window.After(x[0].Shape), DType.Int64);
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], y[0]);
        else Run<double>(x[0], y[0]);
    }

    private void Run<T>(Tensor x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(x);
        Pooling<T>.Positions(dense.Span, Window, y.Span<long>());
    }
}

/// <summary>The largest of windows. Sizes are one number for all axes or one each, <c>x.MaxPool2d([3, 2], stride: 2)</c>; the stride is the
/// kernel size unless said.</summary>
public static class MaxPoolOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The largest of each window along the last axis: [N, C, L] or [C, L] → […, windows].</summary>
        /// <exception cref="ShapeException">Another number of axes, or not one window fits.</exception>
        public Tensor MaxPool1d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default,
            bool ceilMode = false) =>
            Op.Apply(new MaxPool(PoolShapes.Sliding("MaxPool1d", x, 1, kernelSize, stride, padding, dilation, ceilMode)), x);

        /// <summary>The largest of each window along the last two axes: [N, C, H, W] or [C, H, W].</summary>
        /// <exception cref="ShapeException">Another number of axes, or not one window fits.</exception>
        public Tensor MaxPool2d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default,
            bool ceilMode = false) =>
            Op.Apply(new MaxPool(PoolShapes.Sliding("MaxPool2d", x, 2, kernelSize, stride, padding, dilation, ceilMode)), x);

        /// <summary>The largest of each window along the last three axes: [N, C, D, H, W] or [C, D, H, W].</summary>
        /// <exception cref="ShapeException">Another number of axes, or not one window fits.</exception>
        public Tensor MaxPool3d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default,
            bool ceilMode = false) =>
            Op.Apply(new MaxPool(PoolShapes.Sliding("MaxPool3d", x, 3, kernelSize, stride, padding, dilation, ceilMode)), x);

        /// <summary>Where <see cref="MaxPool1d"/> finds the largest, the first of equal ones: positions on the axis, Int64.</summary>
        public Tensor ArgMaxPool1d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default,
            bool ceilMode = false) =>
            Op.Apply(new ArgMaxPool(PoolShapes.Sliding("ArgMaxPool1d", x, 1, kernelSize, stride, padding, dilation, ceilMode)), x);

        /// <summary>Where <see cref="MaxPool2d"/> finds the largest, the first of equal ones: positions h·W + w in the plane,
        /// Int64.</summary>
        public Tensor ArgMaxPool2d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default,
            bool ceilMode = false) =>
            Op.Apply(new ArgMaxPool(PoolShapes.Sliding("ArgMaxPool2d", x, 2, kernelSize, stride, padding, dilation, ceilMode)), x);

        /// <summary>Where <see cref="MaxPool3d"/> finds the largest, the first of equal ones: positions (d·H + h)·W + w, Int64.</summary>
        public Tensor ArgMaxPool3d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, PerAxis dilation = default,
            bool ceilMode = false) =>
            Op.Apply(new ArgMaxPool(PoolShapes.Sliding("ArgMaxPool3d", x, 3, kernelSize, stride, padding, dilation, ceilMode)), x);
    }
}
