namespace Cajal;

/// <summary>y = Σ of each window / numbers counted      […, in] → […, out] on the pooled axes
///      dX = dY / numbers counted over each window, added up where windows overlap</summary>
/// <param name="Window">Sizes, strides and padding.</param>
/// <param name="CountPadding">True divides by padding too.</param>
/// <param name="Divisor">Divides whatever was counted; 0 for the count.</param>
public sealed record AveragePool(PoolWindow Window, bool CountPadding = true, int Divisor = 0) : Op
{
    /// <inheritdoc/>
    public override string Formula => "y = Σ of each window / numbers counted";

    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Window.After(x[0].Shape), SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], y[0]);
        else Run<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = Apply(new AveragePoolBackward(this, pass.Input(0).Shape),
        pass.OutputGradient);

    private void Run<T>(Tensor x, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(x);
        Pooling<T>.Mean(dense.Span, Window, CountPadding, Divisor, y.Span<T>());
    }
}

/// <summary>Spreads a gradient over its window: the transpose of <see cref="AveragePool"/>, so its derivative is the average.</summary>
/// <param name="Forwards">The average whose gradient it is.</param>
/// <param name="Whole">Shape before pooling.</param>
public sealed record AveragePoolBackward(AveragePool Forwards, Shape Whole) : Op
{
    /// <inheritdoc/>
    public override Saves Saves => Saves.Nothing;

    /// <inheritdoc/>
    public override TensorSpec Infer(ReadOnlySpan<Tensor> x, int output) => new(Whole, SameFloat(x));

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<Tensor> x, ReadOnlySpan<Tensor> y)
    {
        if (x[0].DType == DType.Float32) Run<float>(x[0], y[0]);
        else Run<double>(x[0], y[0]);
    }

    /// <inheritdoc/>
    public override void Backward(BackwardPass pass) => pass[0] = Apply(Forwards, pass.OutputGradient);

    private void Run<T>(Tensor dy, Tensor dx) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var dense = new Dense<T>(dy);
        Pooling<T>.MeanBackward(dense.Span, Forwards.Window, Forwards.CountPadding, Forwards.Divisor, dx.Span<T>());
    }
}

/// <summary>The mean of windows. Sizes are one number for all axes or one each; the stride is the kernel size unless said.</summary>
public static class AveragePoolOnTensor
{
    extension(Tensor x)
    {
        /// <summary>The mean of each window along the last axis: [N, C, L] or [C, L] → […, windows].</summary>
        /// <exception cref="ShapeException">Another number of axes, or not one window fits.</exception>
        public Tensor AveragePool1d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, bool ceilMode = false,
            bool countIncludePad = true) => Of("AveragePool1d", x, 1, kernelSize, stride, padding, ceilMode, countIncludePad, null);

        /// <summary>The mean of each window along the last two axes: [N, C, H, W] or [C, H, W].</summary>
        /// <exception cref="ShapeException">Another number of axes, or not one window fits.</exception>
        public Tensor AveragePool2d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, bool ceilMode = false,
            bool countIncludePad = true, int? divisorOverride = null) =>
            Of("AveragePool2d", x, 2, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

        /// <summary>The mean of each window along the last three axes: [N, C, D, H, W] or [C, D, H, W].</summary>
        /// <exception cref="ShapeException">Another number of axes, or not one window fits.</exception>
        public Tensor AveragePool3d(PerAxis kernelSize, PerAxis stride = default, PerAxis padding = default, bool ceilMode = false,
            bool countIncludePad = true, int? divisorOverride = null) =>
            Of("AveragePool3d", x, 3, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
    }

    private static Tensor Of(string place, Tensor x, int axes, PerAxis kernelSize, PerAxis stride, PerAxis padding, bool ceilMode,
        bool countIncludePad,
        int? divisor)
    {
        if (divisor < 1) throw new ArgumentException($"The divisor is at least 1; received {divisor}.", nameof(divisor));
        var window = PoolShapes.Sliding(place, x, axes, kernelSize, stride, padding, default, ceilMode);
        return Op.Apply(new AveragePool(window, countIncludePad, divisor ?? 0), x);
    }
}
